/** What names an audited ballot: the whole tracker (of a QR code) or the check code that a person noted. */
export type AuditCode = { readonly kind: 'tracker' | 'short'; readonly text: string };

const trackerForm = /^[A-Za-z0-9_-]{43}$/;
const shortForm = /^[0-9A-HJKMNP-TV-Z]{16}$/;

/** Crockford's reading: no case, spaces or hyphens; I and L are 1, O is 0. */
const crockford = (typed: string): string => typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');

/** Reads a fragment, a scanned address or typed text. Null when it is neither a tracker nor a check code. */
export function readAuditCode(text: string): AuditCode | null {
  const code = text.slice(text.indexOf('#') + 1).trim();
  if (trackerForm.test(code)) return { kind: 'tracker', text: code };
  const short = crockford(code);
  return shortForm.test(short) ? { kind: 'short', text: short } : null;
}

/** True when what was noted by hand is this check code. */
export function sameShort(noted: string, short: string): boolean {
  return crockford(noted) === crockford(short);
}
