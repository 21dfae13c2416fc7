import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Size } from 'cdk8s';
import { records } from '../../lib/pipeline/records';

const lines = (all: Iterable<{ readonly line: string }>): readonly string[] => [...all].map(({ line }) => line);

describe('records of lines', () => {
  test('carry the origin, which is copied and frozen', () => {
    const podLabels = { app: 'a' };
    const [record] = records(['a'], { pod: 'p', podLabels });
    podLabels.app = 'b';
    expect(record).toEqual({ line: 'a', origin: { pod: 'p', podLabels: { app: 'a' } } });
    expect([Object.isFrozen(record?.origin), Object.isFrozen(record?.origin?.podLabels)]).toEqual([true, true]);
  });

  test('lose one CR, and lines that are too long', () => {
    const read = records(['a\r', 'b\r\r', 'c'.repeat(1025)], {}, { maxLineBytes: Size.kibibytes(1) });
    expect(lines(read)).toEqual(['a', 'b\r']);
  });

  test('can be read again', () => {
    const read = records(['a', 'b']);
    expect([lines(read), lines(read)]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  test('fails when a line holds a line feed', () => {
    expect(() => lines(records(['a\nb']))).toThrow(/'from' must be lines without a line feed, got "a\\nb"; split it/);
  });

  test('fails when it is given one string, which would be a record for each character', () => {
    expect(() => records('abc')).toThrow(/'from' must be lines or { file }, got "abc"; give a list/);
  });
});

describe('records of a file', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'records-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('withhold a last line without LF, unless told to read it', () => {
    const file = join(folder, 'a.log');
    writeFileSync(file, 'a\nb');
    expect(lines(records({ file }))).toEqual(['a']);
    expect(lines(records({ file }, {}, { lastLine: 'read' }))).toEqual(['a', 'b']);
  });

  test('read on over the pieces in which a file is read', () => {
    const file = join(folder, 'b.log');
    const all = Array.from({ length: 3000 }, (_, index) => `${index} ${'ä'.repeat(index % 97)}`);
    writeFileSync(file, all.map((line) => `${line}\n`).join(''));
    expect(lines(records({ file }))).toEqual(all);
  });

  test('fails when there is no such file', () => {
    expect(() => lines(records({ file: join(folder, 'none.log') }))).toThrow(/ENOENT/);
  });
});
