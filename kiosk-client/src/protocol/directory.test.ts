import { describe, expect, it } from 'vitest';
import { utf8 } from './bytes.ts';
import { directoryBytes, readDirectory } from './directory.ts';
import { suiteByName } from './suite.ts';

const suite = suiteByName('SM2-SM3');
const entry = { id: 'N31', name: '丁示例', detail: '规划科科长' };
const read = (bytes: Uint8Array) => readDirectory(suite, bytes, suite.hash(bytes));

describe('the directory', () => {
  it('is read as the specification’s example has it', () => {
    const bytes = utf8('{"entries":[{"id":"N31","name":"丁示例","detail":"规划科科长"}]}');
    expect(directoryBytes([entry])).toEqual(bytes);
    expect(read(bytes)).toEqual({ ok: true, value: [entry] });
  });

  it('is refused when it is not the one that was signed', () => {
    const bytes = directoryBytes([entry]);
    const other = directoryBytes([{ ...entry, name: '丁示範' }]);
    expect(readDirectory(suite, other, suite.hash(bytes))).toMatchObject({ ok: false, code: 'directory-differs' });
    expect(readDirectory(suite, bytes, undefined)).toMatchObject({ ok: false, code: 'directory-differs' });
  });

  it.each([
    ['white space', '{"entries": [{"id":"N31","name":"丁","detail":""}]}'],
    ['another order', '{"entries":[{"name":"丁","id":"N31","detail":""}]}'],
    ['a byte order mark', '\ufeff{"entries":[{"id":"N31","name":"丁","detail":""}]}'],
    ['no entry', '{"entries":[]}'],
    ['an empty name', '{"entries":[{"id":"N31","name":"","detail":""}]}'],
    ['an id over 29 characters', `{"entries":[{"id":"${'N'.repeat(30)}","name":"丁","detail":""}]}`],
    ['one id twice', '{"entries":[{"id":"N31","name":"丁","detail":""},{"id":"N31","name":"王","detail":""}]}'],
    ['one name twice without a difference', '{"entries":[{"id":"N31","name":"丁","detail":""},{"id":"N32","name":"丁","detail":""}]}'],
    ['something else', '[]'],
  ])('with %s is refused', (_, text) => {
    expect(read(utf8(text))).toMatchObject({ ok: false, code: 'directory-invalid' });
  });
});
