import { describe, expect, it } from 'vitest';
import { lost, refused } from '../server/outcome.ts';
import { FakeMemory, fragment, publicMeeting, receiptFor, setUp, tracker } from './testing.ts';

async function toReview() {
  const made = setUp();
  await made.flow.start(fragment);
  made.flow.toggle('P1', 1);
  await made.flow.review();
  return made;
}

describe('from the card to the receipt', () => {
  it('shows the ballot first, and the receipt only after the server has answered and the receipt holds', async () => {
    const { flow, server, makers, states } = setUp();
    await flow.start(fragment);
    expect(flow.state).toMatchObject({ at: 'ballot', cardReady: true, excluded: [] });
    expect(states.filter((state) => state === 'ballot').length).toBeGreaterThanOrEqual(2);
    flow.toggle('P1', 1);
    await flow.review();
    expect(flow.state).toMatchObject({ at: 'review', short: 'SEAL 1' });
    await flow.cast();
    expect(states.slice(-4)).toEqual(['sending signing', 'sending sending', 'sending confirming', 'received']);
    expect(flow.state).toMatchObject({ at: 'received', short: 'SHORT', counted: 'later' });
    expect(server.sent).toEqual(['ballot-1']);
    expect(makers[0]?.choices).toEqual([
      [
        { options: [1], writeIns: [], abstain: false },
        { options: [], writeIns: [], abstain: false },
      ],
    ]);
    expect(makers[0]?.forgotten).toBe(true);
  });

  it('can be marked before the card is verified, but not reviewed', async () => {
    const { flow } = setUp();
    const started = flow.start(fragment);
    while (flow.state.at !== 'ballot') await Promise.resolve();
    expect(flow.state.cardReady).toBe(false);
    flow.toggle('P1', 0);
    await flow.review();
    expect(flow.state.at).toBe('ballot');
    await started;
    expect(flow.state).toMatchObject({ cardReady: true, marks: { P1: { options: [0], writeIns: [], abstain: false } } });
  });

  it('leaves out the positions that the card does not include, and says so', async () => {
    const { flow, server } = setUp();
    server.status = { ...server.status, contests: ['P2'] };
    await flow.start(fragment);
    expect(flow.state).toMatchObject({ at: 'ballot', excluded: ['办公室副主任'] });
    expect(flow.state.at === 'ballot' && flow.state.contests.map(({ id }) => id)).toEqual(['P2']);
  });

  it('destroys the sealed ballot on every change and seals anew', async () => {
    const { flow, makers } = await toReview();
    await flow.back('P2');
    expect(flow.state).toMatchObject({ at: 'ballot', show: 'P2', incomplete: null, marks: { P1: { options: [1] } } });
    flow.toggle('P1', 1);
    await flow.review();
    expect(flow.state).toMatchObject({ at: 'review', short: 'SEAL 2' });
    expect(makers[0]).toMatchObject({ seals: 2, unseals: 1 });
  });

  it('says when the receipt does not hold, and never "received"', async () => {
    const { flow, makers, states } = await toReview();
    makers[0]!.receiptHolds = false;
    await flow.cast();
    expect(flow.state).toMatchObject({ at: 'refused', code: 'receipt-invalid', savable: true });
    expect(states).not.toContain('received');
    expect(JSON.parse(flow.proofFile() ?? '')).toMatchObject({ leaf: 'leaf-1' });
  });
});

describe('when the network is lost while casting', () => {
  it('resends the same bytes until there is an answer', async () => {
    const { flow, server, makers, pauses, states } = await toReview();
    server.casts = [lost, lost, lost];
    await flow.cast();
    expect(server.sent).toEqual(['ballot-1', 'ballot-1', 'ballot-1', 'ballot-1']);
    expect(pauses).toEqual([1000, 2000, 4000]);
    expect(states).toContain('sending lost');
    expect(flow.state.at).toBe('received');
    expect(makers[0]?.seals).toBe(1);
  });

  it('believes no refusal before it has asked for the receipt of an earlier attempt', async () => {
    const { flow, server } = await toReview();
    server.casts = ['commit-then-lose', refused('meeting-closed')];
    await flow.cast();
    expect(flow.state.at).toBe('received');
  });

  it('says "not counted" when voting had closed before the ballot arrived', async () => {
    const { flow, server } = await toReview();
    server.casts = [lost, refused('meeting-closed')];
    await flow.cast();
    expect(flow.state).toMatchObject({ at: 'refused', code: 'late' });
  });

  it.each([
    ['overloaded', 'sending busy'],
    ['meeting-paused', 'sending paused'],
    ['meeting-closing', 'sending closing'],
  ])('waits on %s and goes on by itself', async (code, shown) => {
    const { flow, server, states } = await toReview();
    server.casts = [refused(code, '', '', 3)];
    await flow.cast();
    expect(states).toContain(shown);
    expect(flow.state.at).toBe('received');
  });
});

describe('a reload on a phone', () => {
  it('keeps the card key and the sealed ballot, never the card code or the choices', async () => {
    const { flow, server, memory } = await toReview();
    server.casts = [lost];
    await flow.cast();
    const kept = memory.written.join('\n');
    expect(kept).toContain('"ballot":"ballot-1"');
    expect(kept).not.toContain('0123456789ABCDEFGHJKMNPQRSTV');
    expect(kept).not.toMatch(/options|marks|丁一|王二/);
    expect(memory.record).toMatchObject({ pending: null, receipt: { leaf: 'leaf-1' } });
  });

  it('resends a ballot that had no answer yet', async () => {
    const memory = new FakeMemory();
    memory.record = { card: 'CARD', fingerprint: null, pending: { ballot: 'ballot-7', tracker: tracker(7), short: 'S' }, receipt: null };
    const { flow, server } = setUp(memory);
    await flow.start('');
    expect(server.sent).toEqual(['ballot-7']);
    expect(flow.state.at).toBe('received');
  });

  it('says received, with the receipt checked again', async () => {
    const memory = new FakeMemory();
    memory.record = { card: 'CARD', fingerprint: null, pending: null, receipt: receiptFor(1) };
    const { flow } = setUp(memory);
    await flow.start('');
    expect(flow.state.at).toBe('received');
  });

  it('says not received, and asks for the card', async () => {
    const memory = new FakeMemory();
    memory.record = { card: 'CARD', fingerprint: null, pending: null, receipt: null };
    const { flow } = setUp(memory);
    await flow.start('');
    expect(flow.state).toEqual({ at: 'scan', problem: null, returning: true });
  });
});

describe('refusals', () => {
  it('asks again after a damaged code, in the address or typed', async () => {
    const { flow, makers } = setUp();
    await flow.start('#nonsense');
    expect(flow.state).toMatchObject({ at: 'scan', problem: 'damaged' });
    await flow.enterCode('12345');
    expect(flow.state).toMatchObject({ at: 'scan', problem: 'damaged' });
    await flow.enterCode('0123 4567 89ab cdef ghjk mnpq rstv');
    expect(flow.state.at).toBe('ballot');
    expect(makers).toHaveLength(1);
  });

  it('names a card of another meeting', async () => {
    const { flow } = setUp();
    await flow.start('');
    await flow.enterCode('http://host/v/other-meeting#0123456789ABCDEFGHJKMNPQRSTV.AAAAAAAAAAAAAAAA');
    expect(flow.state).toMatchObject({ at: 'scan', problem: 'other-meeting' });
  });

  it('refuses a meeting that the card’s organizer has not signed', async () => {
    const made = setUp();
    const started = made.flow.start(fragment);
    while (made.makers.length === 0) await Promise.resolve();
    made.makers[0]!.refuseBegin = 'organizer-differs';
    await started;
    expect(made.flow.state).toMatchObject({ at: 'ballot' });
    const again = setUp();
    again.server.meeting = publicMeeting({ state: 'preparing', opened: null });
    await again.flow.start(fragment);
    expect(again.flow.state).toMatchObject({ at: 'waiting', reason: 'preparing' });
  });

  it('shows the check code, and nothing else, when a ballot was already received', async () => {
    const { flow, server } = setUp();
    server.status = { ...server.status, status: 'received', tracker: tracker(3), index: 9 };
    await flow.start(fragment);
    expect(flow.state).toMatchObject({ at: 'already', canRevote: false, short: expect.stringMatching(/^[0-9A-Z]{4}( [0-9A-Z]{4}){3}$/) });
  });

  it('offers to change the ballot where revoting is on, and supersedes the earlier one', async () => {
    const { flow, server, makers } = setUp();
    server.meeting = publicMeeting({ revoting: true });
    server.status = { ...server.status, status: 'received', tracker: tracker(3), index: 9 };
    await flow.start(fragment);
    expect(flow.state).toMatchObject({ at: 'already', canRevote: true });
    await flow.revote();
    expect(flow.state).toMatchObject({ at: 'ballot', revoting: true, marks: {} });
    expect(makers[0]?.prepared).toEqual([tracker(3)]);
  });

  it.each([
    ['voided', 'card-voided'],
    ['unused', 'meeting-closed'],
  ] as const)('a %s card after closing or voiding is told %s', async (status, code) => {
    const { flow, server } = setUp();
    server.status = { ...server.status, status };
    server.meeting = publicMeeting({ state: status === 'voided' ? 'open' : 'closed' });
    await flow.start(fragment);
    expect(flow.state).toMatchObject({ at: 'refused', code });
  });

  it('waits for a server that does not answer', async () => {
    const { flow, server, states } = setUp();
    server.publicLost = 2;
    await flow.start(fragment);
    expect(states).toContain('unreachable');
    expect(flow.state.at).toBe('ballot');
  });
});

describe('live data', () => {
  it('never re-renders the form', async () => {
    const { flow, server } = setUp();
    await flow.start(fragment);
    flow.toggle('P1', 0);
    const before = flow.state;
    flow.changed({ ...server.meeting, turnout: { handedOut: 10, returned: 5 } });
    flow.changed({ ...server.meeting, closesAt: '2026-11-20T01:00:30Z' });
    expect(flow.state).toBe(before);
    expect(flow.notice).toEqual({ kind: 'closing', at: 1_030_000 });
    flow.changed({ ...server.meeting, state: 'paused' });
    expect(flow.state).toBe(before);
    expect(flow.notice).toEqual({ kind: 'paused' });
  });

  it('opens the waiting room by itself', async () => {
    const { flow, server } = setUp();
    server.meeting = publicMeeting({ state: 'preparing', opened: null });
    await flow.start(fragment);
    server.meeting = publicMeeting();
    flow.changed(server.meeting);
    for (let i = 0; i < 50 && flow.state.at !== 'ballot'; i++) await Promise.resolve();
    for (let i = 0; i < 50; i++) await Promise.resolve();
    expect(flow.state).toMatchObject({ at: 'ballot', cardReady: true });
  });

  it('tells whoever is still filling in that voting has ended', async () => {
    const { flow, server } = await toReview();
    flow.changed({ ...server.meeting, state: 'closed' });
    expect(flow.state).toMatchObject({ at: 'refused', code: 'meeting-closed' });
  });

  it.each([
    [tracker(1), true, 'counted'],
    [tracker(1), false, 'not-counted'],
    [tracker(2), true, 'replaced'],
    [null, true, 'not-counted'],
  ] as const)('checks at closing whether the ballot is counted (%#)', async (answer, holds, counted) => {
    const { flow, server, makers } = await toReview();
    await flow.cast();
    makers[0]!.countedHolds = holds;
    server.countedTracker = answer;
    server.meeting = publicMeeting({ state: 'closed' });
    flow.changed(server.meeting);
    for (let i = 0; i < 50; i++) await Promise.resolve();
    expect(flow.state).toMatchObject({ at: 'received', counted });
  });
});

it('a reset leaves nothing of the last person', async () => {
  const { flow, makers, memory } = await toReview();
  await flow.cast();
  flow.reset();
  expect(flow.state).toEqual({ at: 'scan', problem: null, returning: false });
  expect(memory.record).toBeNull();
  expect(flow.proofFile()).toBeNull();
  expect(makers.every(({ forgotten }) => forgotten)).toBe(true);
});
