import { closeSync, openSync, readSync } from 'node:fs';
import type { Size } from 'cdk8s';
import { checkFilled, checkOptions, refusal } from './argument';
import { LineSplitter } from './line-splitter';
import { checkBytes } from './quantity';
import type { LogRecord, Origin } from './record';
import { defaultMaxLineBytes } from './source';

/** How {@link records} reads. */
export interface RecordsOptions {
  /** Longer lines are skipped, as a source does. @default Size.kibibytes(256) */
  readonly maxLineBytes?: Size;
  /**
   * Whether a last line that no line feed ends is read. An agent withholds it: more of it may still come.
   *
   * @default 'withheld'
   */
  readonly lastLine?: 'withheld' | 'read';
}

const originNames = ['path', 'namespace', 'pod', 'container', 'stream', 'node'] as const;

/** Bytes read from a file at a time. */
const chunk = 64 * 1024;

/**
 * Records as a source reads them: of lines, or of a file. The origin is what `parsePath` and pod labels will find; they
 * have no time of their own.
 *
 * @throws if a line holds a line feed, or the file cannot be read
 */
export function records(
  from: Iterable<string> | { readonly file: string },
  origin: Origin = {},
  options: RecordsOptions = {},
): Iterable<LogRecord> {
  if (typeof from !== 'object' || from === null) {
    throw refusal('from', 'be lines or { file }', from, 'give a list of lines, one string each');
  }
  if (!('file' in from) && !(Symbol.iterator in from)) {
    throw refusal('from', 'be lines or { file }', from, 'give a list of lines, one string each');
  }
  const known = freezeOrigin(origin);
  const { maxLineBytes, lastLine = 'withheld' } = checkOptions(options, ['maxLineBytes', 'lastLine']);
  if (!['withheld', 'read'].includes(lastLine))
    throw refusal('lastLine', "be 'withheld' or 'read'", lastLine, 'write one');
  const max = maxLineBytes === undefined ? defaultMaxLineBytes : checkBytes('maxLineBytes', maxLineBytes, 1);
  const file = 'file' in from ? checkFilled('file', from.file, 'write the path of a file') : undefined;
  const read = (): Iterable<string> =>
    file === undefined ? linesOf(from as Iterable<string>, max) : linesOfFile(file, max, lastLine === 'read');
  return {
    *[Symbol.iterator]() {
      for (const line of read()) yield { line, origin: known };
    },
  };
}

function* linesOf(lines: Iterable<string>, maxLineBytes: number): Generator<string> {
  for (const line of lines) {
    if (typeof line !== 'string') throw refusal('from', 'be lines, one string each', line, 'convert it');
    if (line.includes('\n')) {
      throw refusal('from', 'be lines without a line feed', line, "split it, as in text.split('\\n')");
    }
    const ended = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (Buffer.byteLength(ended) <= maxLineBytes) yield ended;
  }
}

function* linesOfFile(file: string, maxLineBytes: number, withLast: boolean): Generator<string> {
  const splitter = new LineSplitter(maxLineBytes);
  const descriptor = openSync(file, 'r');
  try {
    for (;;) {
      // A new buffer each time: the splitter keeps the beginning of a line where it is.
      const buffer = Buffer.allocUnsafe(chunk);
      const read = readSync(descriptor, buffer);
      if (read === 0) break;
      yield* splitter.push(buffer.subarray(0, read));
    }
    const last = withLast ? splitter.end() : undefined;
    if (last !== undefined) yield last;
  } finally {
    closeSync(descriptor);
  }
}

function freezeOrigin(origin: Origin): Origin {
  const { podLabels, podAnnotations } = checkOptions(origin, [...originNames, 'podLabels', 'podAnnotations'], 'origin');
  return Object.freeze({
    ...origin,
    ...(podLabels === undefined ? {} : { podLabels: Object.freeze({ ...podLabels }) }),
    ...(podAnnotations === undefined ? {} : { podAnnotations: Object.freeze({ ...podAnnotations }) }),
  });
}
