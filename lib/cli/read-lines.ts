import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
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
  for await (const piece of open(file, onBytes) as AsyncIterable<Buffer | string>) {
    const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece;
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

function open(file: string | Readable, onBytes: (bytes: number) => void): Readable {
  if (typeof file !== 'string') return file;
  const gzip = isGzip(file);
  const raw = createReadStream(file, { highWaterMark: pieceBytes });
  raw.on('data', (piece) => {
    onBytes(piece.length);
  });
  if (!gzip) return raw;
  const plain = createGunzip({ chunkSize: pieceBytes });
  raw.on('error', (error) => plain.destroy(error));
  return raw.pipe(plain);
}

function isGzip(file: string): boolean {
  const descriptor = openSync(file, 'r');
  try {
    const magic = Buffer.alloc(2);
    return readSync(descriptor, magic, 0, 2, 0) === 2 && magic.readUInt16BE() === gzipMagic;
  } finally {
    closeSync(descriptor);
  }
}
