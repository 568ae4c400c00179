import { verifyAudit } from './ballot-audit.ts';
import { type BallotContext, decodeCastBallot } from './ballot-body.ts';
import { verifyBallot } from './ballot-verify.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { bigToBytes, concat } from './bytes.ts';
import { decodeJson } from './canonical-json.ts';
import { cardKey, organizerFingerprint, parseCardFragment, parseSeedText, seedText } from './card.ts';
import { shortTracker } from './crockford.ts';
import { combine, decodeMaybeIdentity, encodeMaybeIdentity, verifyDecryption } from './decryption.ts';
import { CountFinder } from './discrete-log.ts';
import { ed25519Sign } from './ed25519.ts';
import {
  chunks,
  decodePoint,
  decodePoints,
  decodeScalar,
  decodeScalars,
  encodePoint,
  encodePoints,
  encodeScalar,
  POINT_BYTES,
} from './encoding.ts';
import { trusteeComplaintBody, trusteeKeyBody } from './entry-bodies.ts';
import { times, timesBase } from './group.ts';
import { generator, hashToCurve, hashToScalar } from './hash-to-curve.ts';
import { layoutOf } from './layout.ts';
import { type Random, systemRandom } from './random.ts';
import { attempt, Refusal, type Result, require } from './refusal.ts';
import { type ShuffleProof, type ShuffleStatement, shuffleMembers } from './shuffle.ts';
import { firstWrongEquation, stateShuffle, verifyShuffle } from './shuffle-verify.ts';
import { isStaffKey, staffPublicKey, staffVerify } from './staff-signature.ts';
import { type Suite, suiteByName } from './suite.ts';
import { pointToText, textToPoint } from './text-point.ts';
import { Transcript } from './transcript.ts';
import { commitTo, makeTrusteeKey, meetingKey, publicShare, type TrusteeIdentity, verifyTrusteeKey } from './trustee-key.ts';
import { judgeComplaint, makeComplaint, openShare } from './trustee-shares.ts';
import { trusteeVerify } from './trustee-signature.ts';
import { weights } from './weights.ts';
import { countWriteIns } from './write-ins.ts';

type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };
type JsonObject = { readonly [name: string]: Json };

/** One case of `tests/Vectors` (its README lists the kinds). */
export interface VectorCase {
  readonly kind: string;
  readonly suite: string;
  readonly description: string;
  readonly input: JsonObject;
  readonly output: JsonObject;
  readonly expect: 'accept' | 'reject';
  readonly reason: string;
}

/** Typed access to the members of an input. */
class Input {
  readonly suite: Suite;
  readonly #values: JsonObject;

  constructor(suite: Suite, values: JsonObject) {
    this.suite = suite;
    this.#values = values;
  }

  raw(name: string): Json {
    const value = this.#values[name];
    if (value === undefined) throw new Error(`input has no ${name}`);
    return value;
  }

  text(name: string): string {
    return String(this.raw(name));
  }

  int(name: string): number {
    return Number(this.raw(name));
  }

  list(name: string): readonly Json[] {
    return this.raw(name) as readonly Json[];
  }

  bytes(name: string): Uint8Array {
    return fromBase64Url(this.text(name));
  }

  points(name: string) {
    return decodePoints(this.suite, this.bytes(name));
  }

  maybeIdentities(name: string) {
    return chunks(this.bytes(name), POINT_BYTES).map((bytes) => decodeMaybeIdentity(this.suite, bytes));
  }

  point(name: string) {
    return decodePoint(this.suite, this.bytes(name));
  }
}

const b64 = toBase64Url;

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Refusal(result.code, result.detail);
  return result.value;
}

function contextOf(input: Input): BallotContext {
  const { suite } = input;
  const shapes = input.list('contests') as unknown as Parameters<typeof layoutOf>[0];
  return {
    suite,
    manifestHash: input.bytes('manifest'),
    openedHash: input.bytes('opened'),
    h: input.point('h'),
    classId: input.text('class'),
    layout: layoutOf(shapes),
  };
}

function identityOf(input: Input): TrusteeIdentity {
  const k = decodeScalar(input.suite, input.bytes('secret'));
  return { suite: input.suite, manifestHash: input.bytes('manifest'), trustee: input.int('trustee'), k };
}

/** A source that gives these bytes and no more. */
function givenRandom(bytes: Uint8Array): Random {
  let rest = bytes;
  return (n) => {
    if (n > rest.length) throw new Error('more randomness is drawn than was given');
    const given = rest.slice(0, n);
    rest = rest.subarray(n);
    return given;
  };
}

/** What this implementation makes of each kind; a refusal is a `Refusal`. */
const kinds: Record<string, (input: Input) => JsonObject> = {
  hash: (input) => ({ hash: b64(input.suite.hash(input.bytes('message'))) }),
  'hash-to-scalar': (input) => ({ scalar: b64(encodeScalar(hashToScalar(input.suite, input.bytes('message'), input.text('dst')))) }),
  'hash-to-curve': (input) => ({
    point: b64(encodePoint(hashToCurve(input.suite, input.bytes('message'), input.suite.dst(input.text('dst'))))),
  }),
  generator: (input) => ({ point: b64(encodePoint(generator(input.suite, input.int('index')))) }),
  point: (input) => ({ bytes: b64(encodePoint(input.point('bytes'))) }),
  scalar: (input) => ({ bytes: b64(encodeScalar(decodeScalar(input.suite, input.bytes('bytes')))) }),
  transcript(input) {
    const transcript = new Transcript(input.suite, input.text('protocol'), input.bytes('manifest'));
    const challenges: Uint8Array[] = [];
    for (const step of input.list('steps') as readonly { append?: string; value?: string; challenge?: string }[]) {
      if (step.challenge !== undefined) challenges.push(encodeScalar(transcript.challenge(step.challenge)));
      else transcript.append(step.append!, fromBase64Url(step.value!));
    }
    return { challenges: b64(concat(...challenges)), digest: b64(transcript.digest()) };
  },
  weights(input) {
    const all = weights(input.suite, decodeScalar(input.suite, input.bytes('y')), input.int('count'));
    return { weights: b64(concat(...all.map((weight) => bigToBytes(weight, 16)))) };
  },
  'card-key': (input) => ({ publicKey: b64(cardKey(input.suite, input.bytes('seed'), input.text('meeting')).pk) }),
  'seed-text'(input) {
    const seed = parseSeedText(input.text('text'));
    return { seed: b64(seed), canonical: seedText(seed) };
  },
  'card-fragment'(input) {
    const { seed, fingerprint } = parseCardFragment(input.text('fragment'));
    return { seed: b64(seed), fingerprint: b64(fingerprint) };
  },
  fingerprint: (input) => ({ fingerprint: b64(organizerFingerprint(input.suite, input.bytes('organizerKey'))) }),
  'short-tracker': (input) => ({ text: shortTracker(input.bytes('tracker')) }),
  'text-encode': (input) => ({ point: b64(encodePoint(textToPoint(input.suite, input.text('text')))) }),
  'text-decode'(input) {
    const text = pointToText(input.suite, decodeMaybeIdentity(input.suite, input.bytes('point')));
    require(text !== null, 'unreadable');
    return { text };
  },
  'staff-signature'(input) {
    const key = input.bytes('publicKey');
    require(isStaffKey(input.suite, key), 'key');
    require(staffVerify(input.suite, key, input.bytes('message'), input.bytes('signature')), 'signature');
    return {};
  },
  'staff-sign'(input) {
    const secret = input.bytes('privateKey');
    const publicKey = b64(staffPublicKey(input.suite, secret));
    return input.suite.staff === 'SM2' ? { publicKey } : { publicKey, signature: b64(ed25519Sign(secret, input.bytes('message'))) };
  },
  'trustee-signature'(input) {
    const [key, manifest, body, signature] = ['publicKey', 'manifest', 'body', 'signature'].map((name) => input.bytes(name));
    require(trusteeVerify(input.suite, key!, input.text('type'), manifest!, body!, signature!), 'signature');
    return {};
  },
  'trustee-commit': (input) => ({
    commit: b64(commitTo(input.suite, input.bytes('manifest'), input.int('trustee'), input.bytes('nonce'), input.bytes('body'))),
  }),
  'trustee-key'(input) {
    const [key, A, R, z] = ['key', 'A', 'R', 'z'].map((name) => input.bytes(name)) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    const name = input.text('name');
    const body = { trustee: input.int('trustee'), name, key, nonce: new Uint8Array(32), A, R, z };
    unwrap(verifyTrusteeKey(input.suite, input.bytes('manifest'), body, { name, key, threshold: input.int('threshold') }));
    return {};
  },
  'trustee-key-prove'(input) {
    const name = input.text('name');
    const polynomial = decodeScalars(input.suite, input.bytes('coefficients'));
    // The body's own nonce is drawn after those of the proof.
    const random = givenRandom(concat(input.bytes('fresh'), new Uint8Array(32)));
    const { R, z } = decodeJson(trusteeKeyBody, makeTrusteeKey(identityOf(input), name, polynomial, random), 65536);
    return { R: b64(R), z: b64(z) };
  },
  'trustee-shares'(input) {
    const identity = identityOf(input);
    const shares = { trustee: input.int('dealer'), E: input.bytes('E'), c: input.bytes('c') };
    return { share: b64(encodeScalar(unwrap(openShare(identity, shares, input.points('A'))))) };
  },
  'trustee-complaint'(input) {
    const dealer = input.int('dealer');
    const complaint = { trustee: input.int('trustee'), dealer, S: input.bytes('S'), c: input.bytes('c'), z: input.bytes('z') };
    const shares = { trustee: dealer, E: input.bytes('E'), c: input.bytes('sealed') };
    const judged = judgeComplaint(input.suite, input.bytes('manifest'), complaint, shares, input.points('A'), input.bytes('K'));
    return { fault: unwrap(judged).atFault === dealer ? 'dealer' : 'trustee' };
  },
  'trustee-complaint-prove'(input) {
    const shares = { trustee: input.int('dealer'), E: input.bytes('E'), c: new Uint8Array(0) };
    const made = makeComplaint(identityOf(input), shares, givenRandom(input.bytes('fresh')));
    const { S, c, z } = decodeJson(trusteeComplaintBody, made, 65536);
    return { S: b64(S), c: b64(c), z: b64(z) };
  },
  'trustee-keys'(input) {
    const all = input.list('A').map((vector) => decodePoints(input.suite, fromBase64Url(String(vector))));
    const X = all.map((_, i) => publicShare(input.suite, all, i + 1));
    return { h: b64(encodePoint(meetingKey(input.suite, all))), X: b64(encodePoints(input.suite, X)) };
  },
  rehearsal(input) {
    const rho = hashToScalar(input.suite, input.bytes('root'), 'rehearsal');
    const beta = times(input.suite, input.point('h'), rho).add(input.suite.Point.BASE);
    return { alpha: b64(encodePoint(timesBase(input.suite, rho))), beta: b64(encodePoint(beta)) };
  },
  decryption(input) {
    const statement = {
      suite: input.suite,
      manifestHash: input.bytes('manifest'),
      phase: input.int('phase'),
      size: input.int('size'),
      root: input.bytes('root'),
      trustee: input.int('trustee'),
      X: input.point('X'),
      alpha: input.maybeIdentities('alpha'),
    };
    unwrap(verifyDecryption(statement, { d: input.bytes('d'), Tg: input.bytes('Tg'), Ta: input.bytes('Ta'), z: input.bytes('z') }));
    return {};
  },
  combine(input) {
    const d = input.maybeIdentities('d');
    const parts = input.list('trustees').map((trustee, i) => ({ trustee: Number(trustee), d: [d[i]!] }));
    const message = combine(input.suite, input.maybeIdentities('beta'), parts)[0]!;
    const count = new CountFinder(input.suite, input.int('bound')).find(message);
    return { message: b64(encodeMaybeIdentity(message)), ...(count === null ? {} : { count }) };
  },
  ballot(input) {
    const context = contextOf(input);
    const { tracker } = unwrap(verifyBallot(context, decodeCastBallot(input.bytes('entry'))));
    return { tracker: b64(tracker), layout: b64(context.layout.bytes) };
  },
  'ballot-audited'(input) {
    const { tracker, bits, texts } = unwrap(verifyAudit(contextOf(input), input.bytes('entry')));
    return { tracker: b64(tracker), bits: b64(Uint8Array.from(bits)), texts };
  },
  shuffle(input) {
    const { statement, proof } = shuffleOf(input);
    const { x, y } = stateShuffle(statement, proof);
    const wrong = firstWrongEquation(statement, proof);
    // Both ways of checking must agree: each equation by itself, and the one sum.
    if (verifyShuffle(statement, proof, systemRandom).ok !== (wrong === null)) throw new Error('the sum and the equations disagree');
    require(wrong === null, wrong ?? '');
    return { y: b64(encodeScalar(y)), x: b64(encodeScalar(x)) };
  },
  'write-ins'(input) {
    const options = input.list('options') as unknown as readonly { id: string; name: string }[];
    const tuples = input
      .list('tuples')
      .map((tuple) => chunks(fromBase64Url(String(tuple)), POINT_BYTES).map((bytes) => decodeMaybeIdentity(input.suite, bytes)));
    return { ...countWriteIns(input.suite, options, input.text('single') as 'shown' | 'other', tuples) };
  },
};

function shuffleOf(input: Input): { statement: ShuffleStatement; proof: ShuffleProof } {
  const statement = {
    suite: input.suite,
    manifestHash: input.bytes('manifest'),
    size: input.int('size'),
    root: input.bytes('root'),
    h: input.point('h'),
    contest: input.int('contest'),
    mix: input.int('mix'),
    trustee: input.int('trustee'),
    slots: input.int('slots'),
    inputs: input.points('inputs'),
  };
  return { statement, proof: Object.fromEntries(shuffleMembers.map((name) => [name, input.bytes(name)])) as unknown as ShuffleProof };
}

/** Result of running cases: how many hold, and one sentence for each that does not. */
export interface VectorReport {
  readonly passed: number;
  readonly failed: readonly string[];
}

/** Runs parsed vector files (one array of cases). An unknown kind fails, so that no case is skipped silently. */
export function runVectors(cases: readonly VectorCase[]): VectorReport {
  const failed: string[] = [];
  for (const item of cases) {
    const fault = faultOf(item);
    if (fault !== null) failed.push(`${item.kind} / ${item.suite} / ${item.description}: ${fault}`);
  }
  return { passed: cases.length - failed.length, failed };
}

function faultOf(item: VectorCase): string | null {
  const run = Object.prototype.propertyIsEnumerable.call(kinds, item.kind) ? kinds[item.kind] : undefined;
  if (run === undefined) return 'unknown kind';
  const done = attempt(() => run(new Input(suiteByName(item.suite), item.input)));
  if (item.expect === 'reject') return done.ok ? `accepted, should be refused for ${item.reason}` : null;
  if (!done.ok) return `refused: ${done.detail}`;
  for (const [name, expected] of Object.entries(item.output)) {
    const actual = done.value[name];
    if (JSON.stringify(actual) !== JSON.stringify(expected)) return `${name} differs: ${JSON.stringify(actual)}`;
  }
  return null;
}

/** What this implementation makes of one input, for the cases that it publishes. */
export function outputOf(kind: string, suite: Suite, input: JsonObject): JsonObject {
  return kinds[kind]!(new Input(suite, input));
}

/** Every kind that this implementation knows. */
export const vectorKinds: readonly string[] = Object.keys(kinds);
