import { compareBytes, equalBytes, toHex } from './bytes.ts';
import { holds, under } from './check-failure.ts';
import { chunks, encodePoint, POINT_BYTES } from './encoding.ts';
import type { CardsBody, Closed, Contests, Opened } from './entry-bodies.ts';
import { layoutOf } from './layout.ts';
import { leafHash, treeRoot } from './merkle.ts';
import { reservedKeys } from './replay-ceremony.ts';
import { type CardState, countedBallots, currentTree, type ReplayState } from './replay-state.ts';
import { checkContestsRules, classShapes } from './rules.ts';

export function applyContests(state: ReplayState, body: Contests, entry: Uint8Array): void {
  under('V08', null, () => checkContestsRules(body));
  state.contests = { body, hash: state.suite.hash(entry) };
}

function strictlyAscending(keys: readonly Uint8Array[]): boolean {
  return keys.every((key, i) => i === 0 || compareBytes(keys[i - 1]!, key) < 0);
}

export function applyCards(state: ReplayState, body: CardsBody): void {
  const { manifest } = state;
  const rule = (condition: boolean, detail: string): void => holds(condition, 'V15', 'cards-rule', detail);
  const category = manifest.categories.findIndex(({ id }) => id === body.category);
  rule(category >= 0, 'category');
  rule(body.contests.length > 0 && new Set(body.contests).size === body.contests.length, 'contests');
  const keys = chunks(body.cards, POINT_BYTES);
  rule(keys.length > 0 && strictlyAscending(keys), 'order');
  const reserved = reservedKeys(state);
  const cardClass = { id: body.class, category, contests: body.contests, cards: keys.length };
  for (const key of keys.map(toHex)) {
    rule(!state.cards.has(key) && !reserved.has(key), 'key is not unique');
    state.cards.set(key, { class: cardClass, voided: false, audits: 0 });
  }
  holds(keys.length >= manifest.minGroupSize || manifest.acknowledgedSmallClass, 'V15', 'class-too-small', body.class);
  state.classes.set(body.class, cardClass);
}

export function applyVoided(state: ReplayState, body: { cards: Uint8Array }): void {
  const rule = (condition: boolean, detail: string): void => holds(condition, 'V16', 'voided-rule', detail);
  const keys = chunks(body.cards, POINT_BYTES);
  rule(strictlyAscending(keys), 'order');
  for (const key of keys) {
    const card = state.cards.get(toHex(key));
    const unused = card !== undefined && card.latest === undefined && card.audits === 0;
    rule(unused && !card.voided, 'card unknown, voided already, or used');
    card!.voided = true;
  }
}

type Attendance = Opened['attendance'];

function attendanceHolds(state: ReplayState, attendance: Attendance): boolean {
  const { categories } = state.manifest;
  return (
    attendance.length === categories.length &&
    attendance.every(({ category, expected, present }, i) => category === categories[i]!.id && present <= expected)
  );
}

export function applyOpened(state: ReplayState, body: Opened, entry: Uint8Array): void {
  const { suite, manifest, manifestHash } = state;
  const reserved = reservedKeys(state);
  for (const key of state.cards.keys()) holds(!reserved.has(key), 'V15', 'cards-rule', 'key is not unique');
  const same = (condition: boolean, detail: string): void => holds(condition, 'V17', 'opened-differs', detail);
  const h = state.h!;
  const { size, root } = currentTree(state);
  same(equalBytes(body.h, encodePoint(h)), 'h');
  same(equalBytes(body.contests, state.contests!.hash), 'contests');
  same(body.size === size && equalBytes(body.root, root), 'tree');
  same(attendanceHolds(state, body.attendance), 'attendance');
  const expected = body.attendance.reduce((sum, row) => sum + row.expected, 0);
  const present = body.attendance.reduce((sum, row) => sum + row.present, 0);
  holds(present * manifest.quorum.of >= expected * manifest.quorum.need, 'V17', 'quorum-not-met');
  const openedHash = suite.hash(entry);
  for (const cardClass of state.classes.values()) {
    const layout = under('V17', 'opened-differs', () => layoutOf(classShapes(state.contests!.body.contests, cardClass.contests)));
    cardClass.context = { suite, manifestHash, openedHash, h, classId: cardClass.id, layout };
  }
  state.opened = { body, hash: openedHash };
}

/** countedRoot: tree over the trackers of the counted ballots in log order. */
export function countedRoot(state: ReplayState): Uint8Array {
  const leaves = countedBallots(state).map(({ stated }) => leafHash(state.suite, stated.tracker));
  return treeRoot(state.suite, leaves);
}

/** Cards of the appointed challengers: strictly ascending, each issued, not voided, no replacement, with an audit and no ballot. */
function challengeCards(state: ReplayState, body: Closed): CardState[] {
  const same = (condition: boolean, detail: string): void => holds(condition, 'V27', 'closed-differs', detail);
  const keys = chunks(body.challengeCards, POINT_BYTES);
  same(strictlyAscending(keys), 'order of challengeCards');
  return keys.map(toHex).map((key) => {
    const card = state.cards.get(key);
    const open = card !== undefined && !card.voided && card.latest === undefined && card.audits > 0;
    same(open && !state.replacements.has(key), 'challengeCards');
    return card!;
  });
}

export function applyClosed(state: ReplayState, body: Closed): void {
  const same = (condition: boolean, detail: string): void => holds(condition, 'V27', 'closed-differs', detail);
  const { size, root } = currentTree(state);
  same(body.size === size && equalBytes(body.root, root), 'tree');
  same(attendanceHolds(state, body.attendance), 'attendance');
  same(equalBytes(body.countedRoot, countedRoot(state)), 'countedRoot');
  const challengers = challengeCards(state, body);
  const cards = [...state.cards.values()];
  const counted = countedBallots(state);
  same(body.counts.length === state.manifest.categories.length, 'counts');
  body.counts.forEach((row, category) => {
    const own = cards.filter((card) => card.class.category === category);
    const voided = own.filter((card) => card.voided).length;
    const ballots = counted.filter((ballot) => ballot.category === category).length;
    const exact = row.category === state.manifest.categories[category]!.id && row.cards === own.length && row.voided === voided;
    same(exact && row.ballots === ballots, `counts of ${row.category}`);
    const challenging = challengers.filter((card) => card.class.category === category).length;
    same(row.handedOut <= row.cards - row.voided - challenging && ballots <= row.handedOut, `handed out of ${row.category}`);
    same(ballots <= body.attendance[category]!.present, `more ballots than present in ${row.category}`);
  });
  state.closing = body;
}
