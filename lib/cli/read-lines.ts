import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { LineSplitter } from '../pipeline/line-splitter';

/** What reading a file showed, besides its lines. */
export interface FileNotes {
  /** A NUL byte near its beginning. */
  binary: boolean;
  /** The last line has no line break: agents withhold it until one comes. */
  unterminated: boolean;
}

/** Pieces a file is read in: lines are handed on a piece at a time. */
const pieceBytes = 256 * 1024;
const gzipMagic = 0x1f8b;

/**
 * The lines of a file, gzip or plain, or of standard input, a batch at a time and no more than that in memory.
 *
 * @param onBytes - told how much of the file has been read
 * @throws if the file cannot be read; the lines before are delivered
 */
export async function* readLines(
  file: string | Readable,
  splitter: LineSplitter,
  notes: FileNotes,
  onBytes: (bytes: number) => void = () => undefined,
): AsyncGenerator<Iterable<string>, void, undefined> {
  let first = true;
  let lastByte: number | undefined;
  const raw: Readable = typeof file === 'string' ? createReadStream(file, { highWaterMark: pieceBytes }) : file;
  for await (const chunk of await unzipped(raw, onBytes)) {
    if (chunk.length === 0) continue;
    if (first) notes.binary = chunk.subarray(0, 8192).includes(0);
    first = false;
    lastByte = chunk.at(-1);
    yield splitter.push(chunk);
  }
  notes.unterminated = lastByte !== undefined && lastByte !== 0x0a;
  const last = splitter.end();
  if (last !== undefined) yield [last];
}

/** The bytes, out of gzip if they are in it: told by its first two bytes, since a pipe can be read only once. */
async function unzipped(raw: AsyncIterable<Buffer>, onBytes: (bytes: number) => void): Promise<AsyncIterable<Buffer>> {
  const pieces = raw[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < 2) {
    const piece = await pieces.next();
    if (piece.done === true) break;
    head = Buffer.concat([head, piece.value]);
  }
  const all = async function* (): AsyncGenerator<Buffer> {
    onBytes(head.length);
    yield head;
    for await (const piece of { [Symbol.asyncIterator]: () => pieces }) {
      onBytes(piece.length);
      yield piece;
    }
  };
  if (head.length < 2 || head.readUInt16BE() !== gzipMagic) return all();
  // An error comes out of what is read.
  return pipeline(all, createGunzip({ chunkSize: pieceBytes }), () => undefined);
}
