import { describe, expect, it } from 'vitest';
import { lost, refused } from '../server/outcome.ts';
import { fragment, publicMeeting, receiptFor, setUp } from './testing.ts';

async function toReview() {
  const made = setUp();
  await made.flow.start(fragment);
  made.flow.toggle('P1', 1);
  await made.flow.review();
  return made;
}

describe('an audit before casting', () => {
  it('publishes the sealed ballot, destroys it, and leaves the card to vote with', async () => {
    const { flow, server, makers, memory } = await toReview();
    await flow.audit();
    expect(flow.state).toMatchObject({ at: 'audited', short: 'SEAL 1', count: 1, outcome: { kind: 'published', size: 20 } });
    expect(flow.state.at === 'audited' && flow.state.outcome).toMatchObject({
      link: expect.stringMatching(/^https:\/\/host\/audit\/demo-meeting#[\w-]{43}$/),
    });
    expect(server.audited).toEqual(['audit-1']);
    expect(makers[0]).toMatchObject({ unseals: 1, forgotten: false });
    expect(memory.written.join()).not.toContain('audit-1');
    flow.afterAudit(true);
    expect(flow.state).toMatchObject({ at: 'ballot', marks: { P1: { options: [1] } } });
    await flow.review();
    await flow.cast();
    expect(server.sent).toEqual(['ballot-2']);
    expect(flow.state.at).toBe('received');
  });

  it('keeps the marks or clears them, as the attendee likes', async () => {
    const { flow } = await toReview();
    await flow.audit();
    flow.afterAudit(false);
    expect(flow.state).toMatchObject({ at: 'ballot', marks: {} });
  });

  it('sends the same bytes until there is an answer', async () => {
    const { flow, server, states } = await toReview();
    server.audits = [lost, refused('overloaded', '', '', 2)];
    await flow.audit();
    expect(server.audited).toEqual(['audit-1', 'audit-1', 'audit-1']);
    expect(states).toContain('auditing');
    expect(flow.state).toMatchObject({ at: 'audited', outcome: { kind: 'published' } });
  });

  it('says when the server refuses, and the card can still vote', async () => {
    const { flow, server } = await toReview();
    server.audits = [refused('opening-invalid', '不', 'no')];
    await flow.audit();
    expect(flow.state).toMatchObject({ at: 'audited', count: 0, outcome: { kind: 'refused', code: 'opening-invalid' } });
    flow.afterAudit(true);
    await flow.review();
    expect(flow.state).toMatchObject({ at: 'review', short: 'SEAL 2' });
  });

  it('does not believe a receipt that does not hold', async () => {
    const { flow, makers } = await toReview();
    makers[0]!.receiptHolds = false;
    await flow.audit();
    expect(flow.state).toMatchObject({ at: 'audited', outcome: { kind: 'refused', code: 'receipt-invalid' } });
  });

  it('can be left without waiting; a late answer changes nothing and destroys no later seal', async () => {
    const { flow, server, makers } = await toReview();
    let answer: (value: Awaited<ReturnType<typeof server.api.audit>>) => void = () => undefined;
    server.api.audit = () => new Promise((resolve) => (answer = resolve));
    const auditing = flow.audit();
    for (let i = 0; i < 5; i++) await Promise.resolve();
    expect(flow.state.at).toBe('auditing');
    flow.afterAudit(true);
    await flow.review();
    expect(flow.state).toMatchObject({ at: 'review', short: 'SEAL 2' });
    answer({ kind: 'ok', value: receiptFor(1) });
    await auditing;
    expect(flow.state).toMatchObject({ at: 'review', short: 'SEAL 2' });
    expect(makers[0]?.unseals).toBe(1);
    await flow.cast();
    expect(server.sent).toEqual(['ballot-2']);
  });

  it('leads to "closed" when voting ended meanwhile', async () => {
    const { flow, server } = await toReview();
    await flow.audit();
    flow.changed({ ...server.meeting, state: 'closed' });
    expect(flow.state.at).toBe('audited');
    flow.afterAudit(true);
    expect(flow.state).toMatchObject({ at: 'refused', code: 'meeting-closed' });
  });

  it('leaves nothing at a kiosk after a reset, wherever it was', async () => {
    for (const stop of ['audited', 'auditing'] as const) {
      const { flow, server, makers, memory } = await toReview();
      if (stop === 'auditing') server.api.audit = () => new Promise(() => undefined);
      const auditing = flow.audit();
      if (stop === 'audited') await auditing;
      else for (let i = 0; i < 5; i++) await Promise.resolve();
      expect(flow.state.at).toBe(stop);
      flow.reset();
      expect(flow.state).toEqual({ at: 'scan', problem: null, returning: false });
      expect(makers[0]?.forgotten).toBe(true);
      expect(memory.record).toBeNull();
      await flow.enterCode('0123 4567 89ab cdef ghjk mnpq rstv');
      expect(flow.state).toMatchObject({ at: 'ballot', marks: {} });
      if (stop === 'auditing') continue;
      await flow.review();
      await flow.audit();
      expect(flow.state).toMatchObject({ at: 'audited', count: 1 });
    }
  });

  it('is refused in words that the page has for a cancelled meeting', async () => {
    const { flow } = await toReview();
    flow.changed(publicMeeting({ state: 'cancelled' }));
    await flow.audit();
    expect(flow.state).toMatchObject({ at: 'refused', code: 'meeting-cancelled' });
  });
});
