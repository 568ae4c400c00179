import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../protocol/base64url.ts';
import { P256_SHA256 as suite } from '../protocol/suite.ts';
import { SimulatedMeeting } from '../protocol/testing/simulated-meeting.ts';
import { lost, ok } from '../server/outcome.ts';
import type { Proposal } from '../server/staff-api.ts';
import { publicMeeting } from '../voting/testing.ts';
import { signedContests } from './signed-contests.ts';

const simulated = new SimulatedMeeting({ suite });
simulated.begin();
const manifest = simulated.entries[0]!;
const contestsEntry = simulated.entries.find((entry) => new TextDecoder().decode(entry).startsWith('{"type":"contests"'))!;
const proposal: Proposal = {
  id: 'x',
  meeting: simulated.meeting,
  suite: suite.name,
  type: 'paper-count',
  manifestHash: toBase64Url(suite.hash(manifest)),
  body: '',
  required: [],
  mine: null,
};
const shown = (change: { manifest?: string | null; contests?: string | null } = {}) => ({
  public: async () => ok(publicMeeting({ manifest: toBase64Url(manifest), contests: toBase64Url(contestsEntry), ...change })),
});

describe('names beside the numbers of a paper count', () => {
  it('are those that the organizer signed under this manifest', async () => {
    const contests = await signedContests(shown(), proposal);
    expect(contests?.contests.length).toBeGreaterThan(0);
  });

  it('are not taken from a server that cannot show the signatures', async () => {
    const altered = new TextDecoder().decode(contestsEntry).replace('"body":"ey', '"body":"fy');
    for (const change of [
      { contests: toBase64Url(new TextEncoder().encode(altered)) },
      { contests: null },
      { manifest: null },
      { manifest: 'AAAA' },
    ])
      expect(await signedContests(shown(change), proposal)).toBeNull();
    expect(await signedContests(shown(), { ...proposal, manifestHash: toBase64Url(new Uint8Array(32)) })).toBeNull();
    expect(await signedContests(shown(), { ...proposal, meeting: 'another' })).toBeNull();
    expect(await signedContests({ public: async () => lost }, proposal)).toBeNull();
  });
});
