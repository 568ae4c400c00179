import { describe, expect, it } from 'vitest';
import { readCode, readFragment } from './card-code.ts';

const seed = '0123456789ABCDEFGHJKMNPQRSTV';
const fp = 'AbCd-fghIJKL_nop';

describe('readCode', () => {
  it.each([
    [`https://host:5443/v/demo-meeting#${seed}.${fp}`, { meeting: 'demo-meeting', seed, fingerprint: fp }],
    [`http://10.0.0.1/v/demo-meeting?kiosk#${seed}.${fp}`, { meeting: 'demo-meeting', seed, fingerprint: fp }],
    [`${seed}.${fp}`, { meeting: null, seed, fingerprint: fp }],
    ['0123 4567 89ab cdef ghjk mnpq rstv', { meeting: null, seed: seed.toLowerCase(), fingerprint: null }],
    ['0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV', { meeting: null, seed, fingerprint: null }],
    // An input method made full-width characters of what a scanner typed.
    ['０１２３４５６７８９ＡＢＣＤＥＦＧＨＪＫＭＮＰＱＲＳＴＶ', { meeting: null, seed, fingerprint: null }],
    // ... or swallowed the marks of the address: the last run that is long enough counts.
    [`http：／／host／v／demo-meeting＃${seed}。${fp}`, { meeting: 'demo-meeting', seed, fingerprint: null }],
  ])('reads %s', (typed, code) => {
    expect(readCode(typed)).toEqual(code);
  });

  it.each(['', 'hello', '0123 4567', 'https://host/v/demo-meeting'])('finds no code in "%s"', (typed) => {
    expect(readCode(typed)).toBeNull();
  });
});

describe('readFragment', () => {
  it('tells nothing, a code and a damaged one apart', () => {
    expect(readFragment('')).toBe('none');
    expect(readFragment('#')).toBe('none');
    expect(readFragment(`#${seed}.${fp}`)).toEqual({ seed, fingerprint: fp });
    expect(readFragment(`#${seed}`)).toBe('damaged');
    expect(readFragment(`#${seed}.short`)).toBe('damaged');
  });
});
