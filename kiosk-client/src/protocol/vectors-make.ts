import { type BallotContext, decodeAuditedBallot, decodeCastBallot, encodeAuditedBallot, encodeCastBallot } from './ballot-body.ts';
import { prepareBundle } from './ballot-bundle.ts';
import { sealBallot } from './ballot-seal.ts';
import { toBase64Url } from './base64url.ts';
import { concat, utf8 } from './bytes.ts';
import { decodeJson } from './canonical-json.ts';
import { cardKey, organizerFingerprint, seedText } from './card.ts';
import type { ContestChoice } from './choices.ts';
import { shortTracker } from './crockford.ts';
import { combine, encodeMaybeIdentity, proveDecryption } from './decryption.ts';
import { encodePoint, encodePoints, encodeScalar, encodeScalars } from './encoding.ts';
import { trusteeComplaintBody, trusteeKeyBody, trusteeSharesBody } from './entry-bodies.ts';
import { times, timesBase } from './group.ts';
import { generator, hashToCurve, hashToScalar } from './hash-to-curve.ts';
import { type ContestShape, layoutOf } from './layout.ts';
import { type Random, randomScalar } from './random.ts';
import { writeRecordFile } from './record-file.ts';
import { makeStaffKey, staffSign } from './staff-signature.ts';
import { type Suite, suites } from './suite.ts';
import { scriptedRandom } from './testing/scripted-random.ts';
import { SimulatedMeeting } from './testing/simulated-meeting.ts';
import { writeInPlan } from './testing/write-in-plan.ts';
import { textToPoint } from './text-point.ts';
import { Transcript } from './transcript.ts';
import {
  commitTo,
  makePolynomial,
  makeTrusteeKey,
  meetingKey,
  publicShare,
  type TrusteeIdentity,
  verifyTrusteeKey,
} from './trustee-key.ts';
import { makeComplaint, makeShares, openShare, secretShare } from './trustee-shares.ts';
import { trusteeSign } from './trustee-signature.ts';
import { outputOf, type VectorCase } from './vectors.ts';
import { shuffles, writeIns } from './vectors-make-shuffle.ts';
import { weights } from './weights.ts';

const b64 = toBase64Url;
export type Values = VectorCase['input'];
type Add = (kind: string, description: string, input: Values, output?: Values) => void;
type Refuse = (kind: string, description: string, input: Values, reason: string) => void;

export interface Maker {
  readonly suite: Suite;
  readonly random: Random;
  readonly accept: Add;
  readonly reject: Refuse;
}

export function flipped(bytes: Uint8Array, at = bytes.length - 1): Uint8Array {
  const out = bytes.slice();
  out[at]! ^= 1;
  return out;
}

/** All files that this implementation publishes, by name; deterministic. */
export function makeVectors(): Record<string, VectorCase[]> {
  const files: Record<string, (maker: Maker) => void> = {
    'ts-basics.json': basics,
    'ts-generators.json': generators,
    'ts-cards-and-texts.json': cardsAndTexts,
    'ts-signatures.json': signatures,
    'ts-trustees.json': trustees,
    'ts-ballots.json': ballots,
    'ts-shuffle.json': (maker) => {
      shuffles(maker);
      writeIns(maker);
    },
  };
  return Object.fromEntries(
    Object.entries(files).map(([name, make]) => {
      const cases: VectorCase[] = [];
      for (const suite of suites) {
        const random = scriptedRandom(`vectors ${name} ${suite.name}`);
        const add = (expect: 'accept' | 'reject') => (kind: string, description: string, input: Values, output: Values, reason: string) =>
          cases.push({ kind, suite: suite.name, description, input, output, expect, reason });
        make({
          suite,
          random,
          accept: (kind, description, input, output = {}) => void add('accept')(kind, description, input, output, ''),
          reject: (kind, description, input, reason) => void add('reject')(kind, description, input, {}, reason),
        });
      }
      return [name, cases];
    }),
  );
}

/** A whole small meeting as a record file; deterministic. */
export function makeRecord(suite: Suite): Uint8Array {
  return recordOf(new SimulatedMeeting({ suite, seed: 'vectors' }).wholeMeeting());
}

/** The same with write-ins: two contests with slots, mixes, and both phases of the decryption. */
export function makeWriteInRecord(suite: Suite): Uint8Array {
  return recordOf(new SimulatedMeeting({ ...writeInPlan, suite, seed: 'write-ins' }).wholeMeeting());
}

function recordOf(meeting: SimulatedMeeting): Uint8Array {
  return writeRecordFile({ entries: meeting.entries, checkpoint: meeting.checkpoint() });
}

/** Record files that this implementation publishes, by name. */
export function makeRecords(): Record<string, Uint8Array> {
  return Object.fromEntries(
    suites.flatMap((suite) => [
      [`ts-record-${suite.name}.zip`, makeRecord(suite)],
      [`ts-record-write-ins-${suite.name}.zip`, makeWriteInRecord(suite)],
    ]),
  );
}

function basics({ suite, random, accept, reject }: Maker): void {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    const message = random(length);
    accept('hash', `${length} bytes`, { message: b64(message) }, { hash: b64(suite.hash(message)) });
  }
  for (const dst of ['card', 'challenge', 'nonce', 'share', 'rehearsal']) {
    const message = random(40);
    accept('hash-to-scalar', dst, { message: b64(message), dst }, { scalar: b64(encodeScalar(hashToScalar(suite, message, dst))) });
  }
  for (let i = 0; i < 3; i++) {
    const message = random(10 * i);
    const point = hashToCurve(suite, message, suite.dst('generator'));
    accept('hash-to-curve', `${message.length} bytes`, { message: b64(message), dst: 'generator' }, { point: b64(encodePoint(point)) });
  }
  for (const index of [0, 1, 2, 3, 24, 255, 256, 4096]) {
    accept('generator', `g_${index}`, { index }, { point: b64(encodePoint(generator(suite, index))) });
  }
  const point = encodePoint(timesBase(suite, randomScalar(suite, random)));
  accept('point', 'on the curve', { bytes: b64(point) }, { bytes: b64(point) });
  const wrong: [string, Uint8Array][] = [
    ['off the curve', flipped(point)],
    ['compressed', concat(Uint8Array.of(2), point.subarray(1, 33))],
    ['hybrid', concat(Uint8Array.of(6), point.subarray(1))],
    ['all zero', new Uint8Array(65)],
    ['one byte short', point.subarray(0, 64)],
    ['one byte long', concat(point, Uint8Array.of(0))],
    ['x not below p', concat(Uint8Array.of(4), new Uint8Array(32).fill(255), point.subarray(33))],
  ];
  for (const [description, bytes] of wrong) reject('point', description, { bytes: b64(bytes) }, 'point');
  const scalar = encodeScalar(suite.q - 1n);
  accept('scalar', 'q - 1', { bytes: b64(scalar) }, { bytes: b64(scalar) });
  accept('scalar', 'zero', { bytes: b64(new Uint8Array(32)) }, { bytes: b64(new Uint8Array(32)) });
  reject('scalar', 'q', { bytes: b64(encodeScalar(suite.q)) }, 'scalar');
  reject('scalar', '31 bytes', { bytes: b64(scalar.subarray(1)) }, 'scalar');
  const manifest = random(32);
  const transcript = new Transcript(suite, 'RV1-test', manifest);
  const value = random(70);
  transcript.append('first', value).append('absent', new Uint8Array(0));
  const y = transcript.challenge('y');
  transcript.text('text', '示例');
  const x = transcript.challenge('x');
  const steps = [
    { append: 'first', value: b64(value) },
    { append: 'absent', value: '' },
    { challenge: 'y' },
    { append: 'text', value: b64(utf8('示例')) },
    { challenge: 'x' },
  ];
  const input = { protocol: 'RV1-test', manifest: b64(manifest), steps };
  accept('transcript', 'two challenges', input, {
    challenges: b64(concat(encodeScalar(y), encodeScalar(x))),
    digest: b64(transcript.digest()),
  });
  for (const count of [1, 2, 3, 511, 600]) {
    const all = weights(suite, y, count).map((weight) => encodeScalar(weight).subarray(16));
    accept('weights', `${count} weights`, { y: b64(encodeScalar(y)), count }, { weights: b64(concat(...all)) });
  }
}

/** A26: no outside vectors exist for SM2, so two implementations must agree on a thousand points. */
function generators({ suite, accept }: Maker): void {
  for (let index = 0; index < 1000; index++)
    accept('generator', `g_${index}`, { index }, { point: b64(encodePoint(generator(suite, index))) });
}

function cardsAndTexts({ suite, random, accept, reject }: Maker): void {
  for (const meeting of ['demo-meeting', 'a2026-03-01']) {
    const seed = random(16);
    const publicKey = b64(cardKey(suite, seed, meeting).pk);
    accept('card-key', meeting, { seed: b64(seed), meeting }, { publicKey });
    const canonical = seedText(seed);
    const typed = canonical
      .toLowerCase()
      .replace(/(.{4})(?=.)/g, '$1 ')
      .replace(/0/g, 'o')
      .replace(/1/g, 'l');
    accept('seed-text', 'as printed', { text: canonical }, { seed: b64(seed), canonical });
    accept('seed-text', 'lower case, grouped, o and l', { text: typed }, { seed: b64(seed), canonical });
    const other = canonical[3] === 'A' ? 'B' : 'A';
    reject('seed-text', 'one wrong character', { text: canonical.slice(0, 3) + other + canonical.slice(4) }, 'seed-text');
    reject('seed-text', 'too short', { text: canonical.slice(1) }, 'seed-text');
    reject('seed-text', 'a letter outside the alphabet', { text: `U${canonical.slice(1)}` }, 'seed-text');
    const fingerprint = b64(random(12));
    accept('card-fragment', 'as in the QR code', { fragment: `${canonical}.${fingerprint}` }, { seed: b64(seed), fingerprint });
  }
  const key = makeStaffKey(suite, random).publicKey;
  accept('fingerprint', 'organizer', { organizerKey: b64(key) }, { fingerprint: b64(organizerFingerprint(suite, key)) });
  const tracker = random(32);
  accept('short-tracker', 'random', { tracker: b64(tracker) }, { text: shortTracker(tracker) });
  for (const text of ['', '示例干部31', '#p-24', '买买提·艾力', '𠮷田', 'abcXYZ-0189', '〇', '示'.repeat(10)]) {
    const point = b64(encodePoint(textToPoint(suite, text)));
    accept('text-encode', text === '' ? 'empty' : text, { text }, { point });
    accept('text-decode', text === '' ? 'empty' : text, { point }, { text });
  }
  for (const text of ['示例 干部', 'é', '示例(一)', 'Ａ', '\u{2f800}']) reject('text-encode', `"${text}"`, { text }, 'characters');
  const unreadable: [string, Uint8Array][] = [
    ['odd y', encodePoint(textToPoint(suite, '示例').negate())],
    ['the base point', encodePoint(suite.Point.BASE)],
    ['the identity', new Uint8Array(65)],
  ];
  for (const [description, point] of unreadable) reject('text-decode', description, { point: b64(point) }, 'unreadable');
}

function signatures({ suite, random, accept, reject }: Maker): void {
  for (const message of [utf8(''), utf8('RV1-entry'), random(300)]) {
    const key = makeStaffKey(suite, random);
    const signature = staffSign(suite, key.secret, message, random);
    const input = { publicKey: b64(key.publicKey), message: b64(message), signature: b64(signature) };
    accept('staff-signature', `${message.length} bytes`, input);
    reject('staff-signature', 'changed message', { ...input, message: b64(concat(message, Uint8Array.of(1))) }, 'signature');
    reject('staff-signature', 'changed r', { ...input, signature: b64(flipped(signature, 5)) }, 'signature');
    reject('staff-signature', 'changed s', { ...input, signature: b64(flipped(signature, 40)) }, 'signature');
    reject('staff-signature', 'short', { ...input, signature: b64(signature.subarray(1)) }, 'signature');
    const sign = { privateKey: b64(key.secret), message: b64(message) };
    const deterministic = suite.staff === 'Ed25519' ? { signature: b64(signature) } : {};
    accept('staff-sign', `${message.length} bytes`, sign, { publicKey: b64(key.publicKey), ...deterministic });
    const manifest = random(32);
    const k = randomScalar(suite, random);
    const trustee = trusteeSign(suite, k, 'trustee-ready', manifest, message, random);
    const publicKey = b64(encodePoint(timesBase(suite, k)));
    const own = { manifest: b64(manifest), type: 'trustee-ready', body: b64(message), publicKey, signature: b64(trustee) };
    accept('trustee-signature', `${message.length} bytes`, own);
    reject('trustee-signature', 'another type', { ...own, type: 'tally-ready' }, 'signature');
    reject('trustee-signature', 'another manifest', { ...own, manifest: b64(flipped(manifest)) }, 'signature');
    reject('trustee-signature', 'changed s', { ...own, signature: b64(flipped(trustee)) }, 'signature');
  }
}

function trustees({ suite, random, accept, reject }: Maker): void {
  const [n, threshold] = [3, 2];
  const manifestHash = random(32);
  const manifest = b64(manifestHash);
  const identities = Array.from({ length: n }, (_, i) => ({ suite, manifestHash, trustee: i + 1, k: randomScalar(suite, random) }));
  const keys = identities.map(({ k }) => encodePoint(timesBase(suite, k)));
  const polynomials = identities.map(() => makePolynomial(suite, threshold, random));
  const commitments = identities.map((identity, i) => {
    const name = `监票人${i + 1}`;
    const bytes = makeTrusteeKey(identity, name, polynomials[i]!, random);
    const body = decodeJson(trusteeKeyBody, bytes, bytes.length);
    const { trustee } = identity;
    const commit = b64(commitTo(suite, manifestHash, trustee, body.nonce, bytes));
    accept('trustee-commit', name, { manifest, trustee, nonce: b64(body.nonce), body: b64(bytes) }, { commit });
    const input = { manifest, trustee, name, key: b64(body.key), A: b64(body.A), R: b64(body.R), z: b64(body.z), threshold };
    accept('trustee-key', name, input);
    reject('trustee-key', 'changed z', { ...input, z: b64(flipped(body.z)) }, 'proof');
    reject('trustee-key', 'another name', { ...input, name: 'x' }, 'proof');
    reject('trustee-key', 'another degree', { ...input, threshold: threshold + 1 }, 'length');
    const verified = verifyTrusteeKey(suite, manifestHash, body, { name, key: body.key, threshold });
    if (!verified.ok) throw new Error(verified.detail);
    return verified.value;
  });
  const encodedA = commitments.map((A) => b64(encodePoints(suite, A)));
  const shares = identities.map((identity, i) => {
    const bytes = makeShares(identity, keys, polynomials[i]!, random);
    return decodeJson(trusteeSharesBody, bytes, bytes.length);
  });
  shares.forEach((own, dealer) => {
    for (const identity of identities) {
      const opened = openShare(identity, own, commitments[dealer]!);
      if (!opened.ok) throw new Error(opened.detail);
      const secret = b64(encodeScalar(identity.k));
      const input = { manifest, dealer: dealer + 1, trustee: identity.trustee, E: b64(own.E), c: b64(own.c), secret, A: encodedA[dealer]! };
      accept('trustee-shares', `${dealer + 1} to ${identity.trustee}`, input, { share: b64(encodeScalar(opened.value)) });
      reject('trustee-shares', 'changed share', { ...input, c: b64(flipped(own.c, 32 * identity.trustee - 1)) }, 'share');
    }
  });
  complaints({ suite, random, accept, reject }, identities, keys, shares, commitments);
  provers({ suite, random, accept, reject }, identities[1]!, polynomials[1]!, shares[0]!);
  const h = meetingKey(suite, commitments);
  const X = commitments.map((_, i) => publicShare(suite, commitments, i + 1));
  accept('trustee-keys', '3 dealers, threshold 2', { A: encodedA }, { h: b64(encodePoint(h)), X: b64(encodePoints(suite, X)) });
  const x = identities.map((identity) => {
    const share = secretShare(identity, shares, commitments);
    if (!share.ok) throw new Error(share.detail);
    return share.value;
  });
  const root = random(32);
  const rho = hashToScalar(suite, root, 'rehearsal');
  const dummy = { alpha: timesBase(suite, rho), beta: times(suite, h, rho).add(suite.Point.BASE) };
  const rehearsal = { alpha: b64(encodePoint(dummy.alpha)), beta: b64(encodePoint(dummy.beta)) };
  accept('rehearsal', 'dummy', { root: b64(root), h: b64(encodePoint(h)) }, rehearsal);

  const r = Array.from({ length: 4 }, () => randomScalar(suite, random));
  const counts = [0n, 1n, 17n, 56n];
  const items = r.map((scalar) => timesBase(suite, scalar));
  const beta = r.map((scalar, k) => times(suite, h, scalar).add(times(suite, suite.Point.BASE, counts[k]!)));
  const withIdentity = [...items, suite.Point.ZERO];
  const parts = x.map((share, i) => {
    const statement = { suite, manifestHash, phase: 1, size: 77, root, trustee: i + 1, X: X[i]!, alpha: withIdentity };
    const { d, Tg, Ta, z } = proveDecryption(statement, share, random);
    const alpha = b64(concat(...withIdentity.map(encodeMaybeIdentity)));
    const head = { manifest, phase: 1, size: 77, root: b64(root), trustee: i + 1, X: b64(encodePoint(X[i]!)), alpha };
    const input = { ...head, d: b64(d), Tg: b64(Tg), Ta: b64(Ta), z: b64(z) };
    accept('decryption', `trustee ${i + 1}, four items and the identity`, input);
    reject('decryption', 'items swapped', { ...input, d: b64(concat(d.subarray(65, 130), d.subarray(0, 65), d.subarray(130))) }, 'proof');
    reject('decryption', 'changed z', { ...input, z: b64(flipped(z)) }, 'proof');
    reject('decryption', 'another tree', { ...input, size: 78 }, 'proof');
    reject('decryption', 'another phase', { ...input, phase: 0 }, 'proof');
    reject('decryption', 'an item missing', { ...input, d: b64(d.subarray(65)) }, 'proof');
    return { trustee: i + 1, d: items.map((point) => times(suite, point, share)) };
  });
  for (const pair of [
    [0, 1],
    [2, 0],
  ]) {
    const used = pair.map((i) => parts[i]!);
    beta.forEach((point, k) => {
      const single = used.map(({ trustee, d }) => ({ trustee, d: [d[k]!] }));
      const message = combine(suite, [point], single)[0]!;
      const d = b64(
        encodePoints(
          suite,
          single.map((part) => part.d[0]!),
        ),
      );
      const input = { beta: b64(encodePoint(point)), trustees: used.map(({ trustee }) => trustee), d, bound: 56 };
      accept('combine', `count ${counts[k]}`, input, { message: b64(encodeMaybeIdentity(message)), count: Number(counts[k]) });
    });
  }
}

function complaints(
  { suite, random, accept, reject }: Maker,
  identities: readonly { suite: Suite; manifestHash: Uint8Array; trustee: number; k: bigint }[],
  keys: readonly Uint8Array[],
  shares: readonly { trustee: number; E: Uint8Array; c: Uint8Array }[],
  commitments: readonly (readonly Parameters<typeof encodePoint>[0][])[],
): void {
  const victim = identities[1]!;
  const wrong = { ...shares[0]!, c: flipped(shares[0]!.c, 63) };
  for (const [description, own, fault] of [
    ['a wrong share', wrong, 'dealer'],
    ['a false complaint', shares[0]!, 'trustee'],
  ] as const) {
    const bytes = makeComplaint(victim, own, random);
    const body = decodeJson(trusteeComplaintBody, bytes, bytes.length);
    const input = {
      manifest: b64(victim.manifestHash),
      dealer: 1,
      trustee: victim.trustee,
      E: b64(own.E),
      sealed: b64(own.c),
      K: b64(keys[1]!),
      A: b64(encodePoints(suite, commitments[0]!)),
      S: b64(body.S),
      c: b64(body.c),
      z: b64(body.z),
    };
    accept('trustee-complaint', description, input, { fault });
    reject('trustee-complaint', 'another S', { ...input, S: b64(keys[2]!) }, 'proof');
    reject('trustee-complaint', 'changed z', { ...input, z: b64(flipped(body.z)) }, 'proof');
  }
}

/** The proofs as they are made: with the same secrets and fresh bytes both implementations come to the same nonces. */
function provers(
  { suite, accept }: Maker,
  identity: TrusteeIdentity,
  polynomial: readonly bigint[],
  shares: { trustee: number; E: Uint8Array },
): void {
  const { trustee, k } = identity;
  const shared = { manifest: b64(identity.manifestHash), trustee, secret: b64(encodeScalar(k)) };
  const sound = concat(...[0, 1, 2].map((i) => suite.hash(Uint8Array.of(i))));
  for (const [description, fresh] of [
    ['by a sound generator', sound],
    ['by a generator that gives zeros', new Uint8Array(sound.length)],
  ] as const) {
    const key = { ...shared, name: `监票人${trustee}`, coefficients: b64(encodeScalars(polynomial)), fresh: b64(fresh) };
    accept('trustee-key-prove', description, key, outputOf('trustee-key-prove', suite, key));
    const complaint = { ...shared, dealer: shares.trustee, E: b64(shares.E), fresh: b64(fresh.subarray(0, 32)) };
    accept('trustee-complaint-prove', description, complaint, outputOf('trustee-complaint-prove', suite, complaint));
  }
}

function ballots({ suite, random, accept, reject }: Maker): void {
  const plain: ContestShape[] = [
    { index: 0, options: 24, slots: 0, abstain: true, min: 1, max: 3 },
    { index: 2, options: 3, slots: 0, abstain: false, min: 0, max: 1 },
  ];
  const single: ContestShape[] = [{ index: 1, options: 1, slots: 0, abstain: false, min: 1, max: 1 }];
  const withSlots: ContestShape[] = [
    { index: 0, options: 4, slots: 1, abstain: true, min: 1, max: 2 },
    { index: 1, options: 2, slots: 2, abstain: false, min: 0, max: 3 },
  ];
  const sets: [string, ContestShape[], ContestChoice[]][] = [
    ['three names', plain, [{ options: [0, 5, 23] }, { options: [1] }]],
    ['abstention and an empty form', plain, [{ options: [] }, { options: [] }]],
    ['one forced bit', single, [{ options: [0] }]],
    [
      'write-ins',
      withSlots,
      [
        { options: [2], writeIns: ['示例干部31'] },
        { options: [], writeIns: ['#p-7', '买买提·艾力'] },
      ],
    ],
    ['slots unused', withSlots, [{ options: [], abstain: true }, { options: [0, 1] }]],
  ];
  const manifestHash = random(32);
  const openedHash = random(32);
  const h = timesBase(suite, randomScalar(suite, random));
  const card = cardKey(suite, random(16), 'demo-meeting');
  for (const [description, contests, choices] of sets) {
    const context: BallotContext = { suite, manifestHash, openedHash, h, classId: 'A', layout: layoutOf(contests) };
    const seal = (supersedes?: Uint8Array) =>
      sealBallot(context, prepareBundle(suite, h, context.layout, random), choices, card, supersedes);
    const statement = {
      manifest: b64(manifestHash),
      opened: b64(openedHash),
      h: b64(encodePoint(h)),
      class: 'A',
      contests: contests.map((contest) => ({ ...contest })),
    };
    const sealed = seal();
    const entry = sealed.cast(random);
    const output = { tracker: b64(sealed.tracker), layout: b64(context.layout.bytes) };
    accept('ballot', description, { ...statement, entry: b64(entry) }, output);
    const next = seal(sealed.tracker);
    accept(
      'ballot',
      `${description}, superseding`,
      { ...statement, entry: b64(next.cast(random)) },
      { ...output, tracker: b64(next.tracker) },
    );
    const audited = seal();
    const audit = audited.audit(random);
    const { opening } = decodeAuditedBallot(audit);
    const marks = { tracker: b64(audited.tracker), bits: b64(opening.b), texts: opening.texts ?? [] };
    accept('ballot-audited', description, { ...statement, entry: b64(audit) }, marks);
    const lied = encodeAuditedBallot({ ...decodeAuditedBallot(audit), opening: { ...opening, b: flipped(opening.b, 0) } });
    reject('ballot-audited', `${description}, another bit`, { ...statement, entry: b64(lied) }, 'E6');
    rejectedBallots(description, suite, statement, entry, reject);
  }
}

function rejectedBallots(description: string, suite: Suite, statement: Values, entry: Uint8Array, reject: Refuse): void {
  const ballot = decodeCastBallot(entry);
  const refuse = (what: string, bytes: Uint8Array, reason: string, other: Values = {}): void =>
    reject('ballot', `${description}, ${what}`, { ...statement, ...other, entry: b64(bytes) }, reason);
  const other = encodePoint(timesBase(suite, 987654321n));
  refuse('white space', utf8(new TextDecoder().decode(entry).replace(',"B"', ', "B"')), 'json');
  refuse('an unknown member', utf8(new TextDecoder().decode(entry).replace(/}$/, ',"more":1}')), 'json');
  refuse('C off the curve', encodeCastBallot({ ...ballot, C: flipped(ballot.C) }), 'point');
  refuse('zA = q', encodeCastBallot({ ...ballot, zA: encodeScalar(suite.q) }), 'scalar');
  refuse('one f missing', encodeCastBallot({ ...ballot, f: ballot.f.subarray(32) }), 'shape');
  refuse('changed f', encodeCastBallot({ ...ballot, f: flipped(ballot.f, 31) }), 'contest-sum');
  refuse('changed zA', encodeCastBallot({ ...ballot, zA: flipped(ballot.zA) }), 'E1');
  refuse('changed zC', encodeCastBallot({ ...ballot, zC: flipped(ballot.zC) }), 'E2');
  refuse('changed zT', encodeCastBallot({ ...ballot, zT: flipped(ballot.zT) }), 'E3');
  if (ballot.zW !== undefined) refuse('changed zW', encodeCastBallot({ ...ballot, zW: flipped(ballot.zW) }), 'E5');
  refuse('changed s', encodeCastBallot({ ...ballot, s: flipped(ballot.s) }), 'E6');
  refuse('another B', encodeCastBallot({ ...ballot, B: other }), 'contest-sum');
  refuse('another card', encodeCastBallot({ ...ballot, card: other }), 'contest-sum');
  refuse('another class', entry, 'contest-sum', { class: 'B' });
  refuse('another key h', entry, 'contest-sum', { h: b64(other) });
  refuse('another opened entry', entry, 'contest-sum', { opened: b64(new Uint8Array(32)) });
}
