import { type ComponentChild, render } from 'preact';
import { staffApi } from '../server/staff-api.ts';
import { words } from '../text/officer-words.ts';
import type { Lang } from '../text/words.ts';
import { adoptStyles } from '../ui/styles.ts';
import { CardScanPanel } from './card-scan-panel.tsx';
import { setZone } from './describe-body.ts';
import { KeyPanel } from './key-panel.tsx';
import { SignerPanel } from './signer-panel.tsx';
import css from './staff-signing.css?inline';
import cssUrl from './staff-signing.css?url';
import { WitnessPanel } from './witness-panel.tsx';

/**
 * The signing module of the staff console. It draws inside a shadow root of its own, so that passphrase and key are in elements
 * that the console's framework does not own and never sees. The server gets public keys and finished signatures only.
 */
export interface KeyOptions {
  /** Name of the console account, as it stands in the proof. */
  readonly account: string;
  readonly suites: readonly string[];
  readonly lang?: Lang;
}

export interface SignerOptions {
  readonly proposalId: string;
  /** Minutes east of UTC of the console's clock, so that both show one time. */
  readonly zone?: number;
  readonly lang?: Lang;
}

export interface WitnessOptions {
  readonly meeting: string;
  /** K of `officer-K` that the account is. */
  readonly officer: number;
  readonly suite: string;
  readonly lang?: Lang;
}

export interface CardOptions {
  readonly meeting: string;
  readonly suite: string;
  readonly single?: boolean;
  readonly label: string;
  readonly lang?: Lang;
}

/** Shows the account's signing keys and makes a new one. Returns a function that removes the panel. */
export async function mountKey(element: HTMLElement, options: KeyOptions): Promise<() => void> {
  await words.setLang(options.lang === 'en' ? 'en' : 'zh');
  return mount(element, <KeyPanel api={staffApi()} account={options.account} suites={options.suites} />);
}

/** Shows a proposal in plain words and signs it; dispatches `rv-signed` with `{complete}` on `element`. */
export async function mountSigner(element: HTMLElement, options: SignerOptions): Promise<() => void> {
  await words.setLang(options.lang === 'en' ? 'en' : 'zh');
  setZone(options.zone ?? null);
  const signed = (complete: boolean): void => {
    element.dispatchEvent(new CustomEvent('rv-signed', { detail: { complete }, bubbles: true, composed: true }));
  };
  return mount(element, <SignerPanel key={options.proposalId} api={staffApi()} proposalId={options.proposalId} onSigned={signed} />);
}

/** Witnesses the meeting's checkpoints for as long as it is there. */
export async function mountWitness(element: HTMLElement, options: WitnessOptions): Promise<() => void> {
  await words.setLang(options.lang === 'en' ? 'en' : 'zh');
  const { meeting, officer, suite } = options;
  return mount(element, <WitnessPanel meeting={meeting} officer={officer} suite={suite} />);
}

/** Reads cards that a scanner types; dispatches `rv-cards` with `{cards}` on `element`: public keys, or null while a line is no card. */
export async function mountCards(element: HTMLElement, options: CardOptions): Promise<() => void> {
  await words.setLang(options.lang === 'en' ? 'en' : 'zh');
  const read = (cards: readonly string[] | null): void => {
    element.dispatchEvent(new CustomEvent('rv-cards', { detail: { cards }, bubbles: true, composed: true }));
  };
  const { meeting, suite, single, label } = options;
  return mount(element, <CardScanPanel meeting={meeting} suite={suite} single={single === true} label={label} onCards={read} />);
}

/** A shadow root cannot be taken off an element again, so a second mount reuses it. */
const roots = new WeakMap<HTMLElement, { readonly shadow: ShadowRoot; readonly holder: HTMLElement }>();

function mount(element: HTMLElement, panel: ComponentChild): () => void {
  let root = roots.get(element);
  if (root === undefined) {
    const shadow = element.attachShadow({ mode: 'open' });
    const holder = document.createElement('div');
    shadow.append(holder);
    adoptStyles(css, cssUrl, shadow);
    root = { shadow, holder };
    roots.set(element, root);
  }
  const { holder } = root;
  holder.lang = words.lang === 'zh' ? 'zh-CN' : 'en';
  render(null, holder);
  render(panel, holder);
  return () => render(null, holder);
}
