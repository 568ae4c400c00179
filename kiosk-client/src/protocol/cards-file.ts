import { equalBytes } from './bytes.ts';
import { bytes, type Decoded, decodeJson, encodeJson, int, list, object, oneOf, pattern, text, vector } from './canonical-json.ts';
import { cardKey, organizerFingerprint, SEED_BYTES } from './card.ts';
import { POINT_BYTES } from './encoding.ts';
import { decodeEntry } from './entry-envelope.ts';
import { checkManifest, type TrustedMeeting } from './meeting-check.ts';
import { idForm, meetingIdForm } from './names.ts';
import type { Random } from './random.ts';
import { Refusal, require } from './refusal.ts';
import { suiteByName } from './suite.ts';

/** Card plan and card list (`cards-file.md`). */
export const CARDS_FILE_LIMIT = 8 * 1024 * 1024;
const MAX_CARDS = 10_000;
const MAX_CLASSES = 200;

const id = pattern(idForm);
const plannedClass = object({ class: id, category: id, name: text(4000, 1), contests: list(id), cards: int, spares: int });
const planFile = object({ format: oneOf('RV1-card-plan'), manifest: bytes(), address: text(), classes: list(plannedClass) });
const listedClass = object({ class: id, category: id, contests: list(id), cards: vector(POINT_BYTES) });
const listFile = object({ format: oneOf('RV1-cards'), meeting: pattern(meetingIdForm), manifest: bytes(32), classes: list(listedClass) });

export type PlannedClass = Decoded<typeof plannedClass>;
export type CardList = Decoded<typeof listFile>;

/** A verified plan. `fingerprint` (12 bytes) is for people to compare: the plan itself says which organizer it is of. */
export interface CardPlan {
  readonly meeting: TrustedMeeting;
  readonly fingerprint: Uint8Array;
  readonly address: string;
  readonly classes: readonly PlannedClass[];
}

/** A card to print. Whoever knows the seed can vote with it. */
export interface MadeCard {
  readonly planned: PlannedClass;
  readonly seed: Uint8Array;
  readonly pk: Uint8Array;
}

/** Reads a plan strictly and verifies its manifest. Refuses with `json-invalid`, `plan-invalid` or a code of `checkManifest`. */
export function readCardPlan(data: Uint8Array): CardPlan {
  const plan = decodeJson(planFile, data, CARDS_FILE_LIMIT);
  const entry = decodeEntry(plan.manifest);
  require(entry.type === 'manifest', 'plan-invalid', 'manifest');
  const fingerprint = organizerFingerprint(suiteByName(entry.body.suite), entry.body.organizer.key);
  const checked = checkManifest(plan.manifest, fingerprint);
  if (!checked.ok) throw new Refusal(checked.code, checked.detail);
  const { classes } = plan;
  require(isAddress(plan.address), 'plan-invalid', 'address');
  require(classes.length >= 1 && classes.length <= MAX_CLASSES, 'plan-invalid', 'classes');
  require(new Set(classes.map((item) => item.class)).size === classes.length, 'plan-invalid', 'classes');
  for (const item of classes) {
    const known = checked.value.manifest.categories.some((category) => category.id === item.category);
    require(known && item.contests.length > 0 && item.cards >= 1 && item.spares <= item.cards, 'plan-invalid', `class ${item.class}`);
  }
  require(classes.reduce((sum, item) => sum + item.cards, 0) <= MAX_CARDS, 'plan-invalid', 'too many cards');
  return { meeting: checked.value, fingerprint, address: plan.address, classes };
}

/** `https`, or `http` to the machine itself; scheme, host and port alone. */
function isAddress(address: string): boolean {
  try {
    const url = new URL(address);
    const local = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
    return url.origin === address && (url.protocol === 'https:' || (url.protocol === 'http:' && local));
  } catch {
    return false;
  }
}

/** Makes the cards of one class, in the order in which they are printed. */
export function* makeCards(plan: CardPlan, planned: PlannedClass, random: Random): Generator<MadeCard> {
  for (let number = 0; number < planned.cards; number++) {
    const seed = random(SEED_BYTES);
    yield { planned, seed, pk: cardKey(plan.meeting.suite, seed, plan.meeting.manifest.meeting).pk };
  }
}

/** The public list: keys sorted as bytes, so that it says nothing about the printed order. */
export function cardList(plan: CardPlan, cards: readonly MadeCard[]): Uint8Array {
  const classes = plan.classes.map(({ class: name, category, contests }) => {
    const keys = cards.filter((card) => card.planned.class === name).map((card) => card.pk);
    return { class: name, category, contests, cards: join(keys.sort(compareBytes)) };
  });
  const { manifest, manifestHash } = plan.meeting;
  return encodeJson(listFile, { format: 'RV1-cards', meeting: manifest.meeting, manifest: manifestHash, classes });
}

/** Reads a list strictly; the points are judged by whoever takes it into the log. */
export function readCardList(data: Uint8Array): CardList {
  const read = decodeJson(listFile, data, CARDS_FILE_LIMIT);
  for (const item of read.classes) {
    require(item.cards.length > 0, 'json-invalid', 'no cards');
    for (let at = POINT_BYTES; at < item.cards.length; at += POINT_BYTES) {
      const [before, here] = [item.cards.subarray(at - POINT_BYTES, at), item.cards.subarray(at, at + POINT_BYTES)];
      require(!equalBytes(before, here) && compareBytes(before, here) < 0, 'json-invalid', 'cards are not strictly ascending');
    }
  }
  return read;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

function join(keys: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(keys.length * POINT_BYTES);
  for (const [i, key] of keys.entries()) out.set(key, i * POINT_BYTES);
  return out;
}
