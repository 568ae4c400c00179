import { exchange } from './http.ts';
import { meetingApi } from './meeting-api.ts';
import type { ConsistencyAnswer } from './messages.ts';
import type { Outcome } from './outcome.ts';
import { members, text } from './read.ts';

/** What a witness asks. No cookie goes with it: the cosignature itself says who sends it. */
export interface WitnessApi {
  /** The manifest entry, base64url; null while there is none. */
  manifest(): Promise<Outcome<string | null>>;
  /** The public checkpoint's note with the lines that the server has. */
  checkpoint(): Promise<Outcome<string>>;
  consistency(from: number, to: number): Promise<Outcome<ConsistencyAnswer>>;
  /** `line` without its line feed. */
  cosignature(line: string, size: number): Promise<Outcome<null>>;
}

export function witnessApi(meeting: string): WitnessApi {
  const base = `/api/witness/${encodeURIComponent(meeting)}`;
  const attendee = meetingApi(meeting);
  return {
    async manifest() {
      const answer = await attendee.public();
      return answer.kind === 'ok' ? { kind: 'ok', value: answer.value.manifest } : answer;
    },
    checkpoint: () => exchange(`${base}/checkpoint`, (value) => text(members(value), 'checkpoint')),
    consistency: attendee.consistency,
    cosignature: (line, size) => exchange(`${base}/cosignature`, () => null, { method: 'POST', body: { line, size } }),
  };
}
