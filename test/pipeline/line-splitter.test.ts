import fc from 'fast-check';
import { LineSplitter } from '../../lib/pipeline/line-splitter';

function split(bytes: Buffer, max: number, pieces: readonly number[] = []): readonly string[] {
  const splitter = new LineSplitter(max);
  const lines: string[] = [];
  let start = 0;
  for (const size of pieces) {
    lines.push(...splitter.push(bytes.subarray(start, start + size)));
    start += size;
  }
  lines.push(...splitter.push(bytes.subarray(start)));
  const last = splitter.end();
  return last === undefined ? lines : [...lines, `${last} (no LF)`];
}

test('pieces of a file give the lines of the whole, wherever it is cut', () => {
  const bytes = fc.array(fc.constantFrom(0x0a, 0x0d, 0x61, 0xc3, 0xa4, 0xff, 0xef, 0xbf, 0xbd, 0x20), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(
      bytes,
      fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 8 }),
      (all, pieces, max) => {
        expect(split(Buffer.from(all), max, pieces)).toEqual(split(Buffer.from(all), max));
      },
    ),
    { numRuns: 500 },
  );
});

test('a text without CR is split as strings are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const clean = text.replace(/\r/g, '');
      const lines = clean.split('\n');
      const last = lines.pop();
      expect(split(Buffer.from(clean), 1000)).toEqual(last === '' ? lines : [...lines, `${last} (no LF)`]);
    }),
    { numRuns: 200 },
  );
});

test('counts what it skips and what it mends', () => {
  const splitter = new LineSplitter(4);
  const lines = [...splitter.push(Buffer.from([...Buffer.from('abcd\r\nabcde\nabcdef\r\n'), 0xff, 0xfe, 0x0a]))];
  expect(lines).toEqual(['abcd', '\ufffd']);
  expect([splitter.longLines, splitter.invalidLines]).toEqual([2, 1]);
});

test('holds no more than one line, however long the file has none', () => {
  const splitter = new LineSplitter(1024);
  for (let piece = 0; piece < 1000; piece += 1) expect([...splitter.push(Buffer.alloc(4096, 'x'))]).toEqual([]);
  expect([...splitter.push(Buffer.from('\nnext\n'))]).toEqual(['next']);
  expect(splitter.longLines).toBe(1);
});

test('an U+FFFD that a program wrote is one with others in a row, only beside what is invalid', () => {
  const bytes = Buffer.concat([
    Buffer.from('\ufffd\ufffda'),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('\ufffd\n\ufffd\ufffd\n'),
  ]);
  expect(split(bytes, 100)).toEqual(['\ufffda\ufffd', '\ufffd\ufffd']);
});
