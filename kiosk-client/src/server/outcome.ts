/**
 * What came of asking the server. `refused` carries the server's stable code and its sentences; `lost` means that no answer came,
 * so nobody knows whether the request was carried out.
 */
export type Outcome<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly zh: string;
      readonly en: string;
      readonly retryAfter: number | null;
      readonly queue: number | null;
    }
  | { readonly kind: 'lost' };

export const lost = { kind: 'lost' } as const;

export function ok<T>(value: T): Outcome<T> {
  return { kind: 'ok', value };
}

export function refused(code: string, zh = '', en = '', retryAfter: number | null = null, queue: number | null = null): Outcome<never> {
  return { kind: 'refused', code, zh, en, retryAfter, queue };
}
