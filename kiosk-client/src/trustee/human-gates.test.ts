import { describe, expect, it } from 'vitest';
import type { LogView } from '../worker/trustee-core.ts';
import { gate } from './human-gates.ts';

const view = (change: Partial<LogView> = {}): LogView => ({
  size: 10,
  root: new Uint8Array(32),
  title: '会议',
  trustees: 3,
  threshold: 2,
  commits: 3,
  keys: 3,
  shares: 3,
  ready: 0,
  rehearsed: 0,
  opened: false,
  closed: false,
  tallyReady: 0,
  tallyQuorum: 3,
  mixes: 0,
  mixesNeeded: 0,
  witnessed: false,
  decryptions: 0,
  texts: false,
  textDecryptions: 0,
  tallied: false,
  tallyTree: null,
  result: false,
  ended: null,
  faulty: null,
  ...change,
});
const nothing = { backedUp: false, consent: false, complained: false };

describe('where the trustee’s way stops for a person', () => {
  it('stops for the backup once all shares stand, and not before', () => {
    expect(gate(view({ shares: 2 }), new Set(), nothing)).toBeNull();
    expect(gate(view(), new Set(), nothing)).toBe('backup');
    expect(gate(view(), new Set(), { ...nothing, backedUp: true })).toBeNull();
  });

  it('stops for consent before anything of the tally, and only once', () => {
    const closed = view({ closed: true, opened: true });
    expect(gate(closed, new Set(), { ...nothing, backedUp: true })).toBe('consent');
    expect(gate(closed, new Set(), { ...nothing, backedUp: true, consent: true })).toBeNull();
    expect(gate(closed, new Set(['tally-ready']), { ...nothing, backedUp: true })).toBeNull();
  });

  it('ends when the result stands, the others sufficed, or the meeting ended', () => {
    const closed = view({ closed: true, opened: true, decryptions: 2, tallied: true });
    expect(gate(closed, new Set(['tally-ready']), nothing)).toBe('not-needed');
    expect(gate(closed, new Set(), nothing)).toBe('not-needed');
    expect(gate({ ...closed, tallied: false }, new Set(), nothing)).toBe('consent');
    expect(gate(closed, new Set(['tally-ready', 'decryption']), nothing)).toBeNull();
    expect(gate(view({ result: true, closed: true }), new Set(), nothing)).toBe('result');
    expect(gate(view({ ended: 'aborted' }), new Set(), nothing)).toBe('aborted');
  });
});
