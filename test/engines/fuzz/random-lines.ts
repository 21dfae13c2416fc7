import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import * as fc from 'fast-check';
import { record } from '../../contract/random-record';

/** Lines of a file, each with what ends it. */
export type Lines = readonly Buffer[];

/** Of each file. */
const atMost = 12;

/** Records that nobody wrote. */
export const oddLines: fc.Arbitrary<Lines> = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: record.map(({ line }) => line) },
      // About a limit of lines.
      {
        weight: 1,
        arbitrary: fc.constantFrom(63, 64, 65, 199, 200, 201, 1024, 1025).map((bytes) => 'e'.repeat(bytes)),
      },
    ),
    { minLength: 1, maxLength: atMost },
  )
  .chain((lines) => written(lines.map((line) => Buffer.from(line))));

/** Records of real programs: lines that follow each other in a file of `test/data/logs`. */
export const realLines: fc.Arbitrary<Lines> = fc
  .tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: atMost }))
  .map(([which, where, count]) => {
    const all = realFiles();
    const lines = all[which % all.length] ?? [];
    const start = where % lines.length;
    return lines.slice(start, start + count);
  })
  .chain(written);

let known: readonly Lines[] | undefined;

/** Lines of each file, without their ends. */
function realFiles(): readonly Lines[] {
  const folder = join(__dirname, '..', '..', 'data', 'logs');
  known ??= readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => ['.log', '.txt', '.jsonl'].includes(extname(path)))
    .sort()
    .map((path) => readFileSync(join(folder, path), 'latin1').split('\n').slice(0, -1))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => Buffer.from(line, 'latin1')));
  return known;
}

/** Bytes that a line may hold and a program trip over: NUL, CR, what is no UTF-8 in several ways, what many take for a break. */
const odd = fc.constantFrom(
  '\0',
  '\r',
  '\xff',
  '\xc3',
  '\xe2\x82',
  '\xed\xa0\x80',
  '\xf8\x88',
  '\xc2\x85',
  '\x1b[31m',
  '"',
  '\t',
);

/** The lines as a file has them, some of them spoilt. */
function written(lines: Lines): fc.Arbitrary<Lines> {
  const spoil = fc.record({ at: fc.nat(), by: odd });
  const end = fc.oneof(
    { weight: 20, arbitrary: fc.constant('\n') },
    { weight: 2, arbitrary: fc.constant('\r\n') },
    { weight: 1, arbitrary: fc.constantFrom('\r\r\n', '\n\n', ' \n', '\t\n') },
  );
  const count = lines.length;
  return fc
    .record({
      spoilt: fc.array(seldom(spoil, 8), { minLength: count, maxLength: count }),
      ends: fc.array(end, { minLength: count, maxLength: count }),
      isOpen: fc.nat(9).map((number) => number === 0),
    })
    .map(({ spoilt, ends, isOpen }) =>
      lines.map((line, index) => {
        const spot = spoilt[index];
        const bytes = spot === undefined ? line : insert(line, spot.at % (line.length + 1), spot.by);
        const last = isOpen && index === count - 1;
        return Buffer.concat([bytes, Buffer.from(last ? '' : (ends[index] ?? '\n'), 'latin1')]);
      }),
    );
}

/** One of so many and one. */
export function seldom<T>(arbitrary: fc.Arbitrary<T>, others: number): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: others, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

function insert(line: Buffer, at: number, bytes: string): Buffer {
  return Buffer.concat([line.subarray(0, at), Buffer.from(bytes, 'latin1'), line.subarray(at)]);
}
