import { describe, expect, it } from 'vitest';
import { IdleWatch } from './kiosk-session.ts';

function watch() {
  let now = 0;
  const warnings: (number | null)[] = [];
  let resets = 0;
  const idle = new IdleWatch({ now: () => now, warn: (until) => warnings.push(until), reset: () => resets++ });
  const pass = (seconds: number, active = true): void => {
    for (let i = 0; i < seconds * 2; i++) {
      now += 500;
      idle.tick(active);
    }
  };
  return { idle, warnings, pass, resets: () => resets };
}

describe('an idle kiosk', () => {
  it('warns after 60 seconds and resets 20 seconds later', () => {
    const { warnings, pass, resets } = watch();
    pass(59);
    expect(warnings).toEqual([]);
    pass(1);
    expect(warnings).toEqual([80_000]);
    pass(19.5);
    expect(resets()).toBe(0);
    pass(0.5);
    expect(resets()).toBe(1);
  });

  it('goes on when somebody touches it', () => {
    const { idle, warnings, pass, resets } = watch();
    pass(70);
    idle.touched();
    expect(warnings).toEqual([80_000, null]);
    pass(59);
    expect(resets()).toBe(0);
  });

  it('leaves its own start screen alone', () => {
    const { warnings, pass, resets } = watch();
    pass(300, false);
    expect([warnings, resets()]).toEqual([[], 0]);
  });
});
