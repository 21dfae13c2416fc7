import { isUtf8 } from 'node:buffer';

const LF = 0x0a;
const CR = 0x0d;

/**
 * Bytes of a log file in, its lines out: split at LF, one CR before it dropped, each invalid run of UTF-8 one U+FFFD.
 * Holds no more than one line of at most `maxLineBytes`; a longer one is counted and skipped, the rest of the file is not.
 */
export class LineSplitter {
  /** Lines over `maxLineBytes`, skipped. */
  longLines = 0;
  /** Lines with invalid UTF-8. */
  invalidLines = 0;
  private held: Buffer[] = [];
  private heldBytes = 0;

  constructor(private readonly maxLineBytes: number) {}

  /** The lines that this piece of the file completes. */
  *push(chunk: Buffer): Generator<string, void, undefined> {
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      const line = this.complete(chunk.subarray(start, end));
      start = end + 1;
      if (line !== undefined) yield line;
    }
    this.hold(chunk.subarray(start));
  }

  /** The last line where no LF ends it. */
  end(): string | undefined {
    return this.heldBytes > 0 ? this.complete(Buffer.alloc(0)) : undefined;
  }

  private hold(rest: Buffer): void {
    if (rest.length === 0) return;
    this.heldBytes += rest.length;
    // One byte more than the limit may be the CR.
    if (this.heldBytes > this.maxLineBytes + 1) this.held = [];
    else this.held.push(rest);
  }

  private complete(tail: Buffer): string | undefined {
    const length = this.heldBytes + tail.length;
    const pieces = this.held;
    this.held = [];
    this.heldBytes = 0;
    // One CR more than the limit was held, nothing beyond it.
    let line = pieces.length === 0 ? tail : Buffer.concat([...pieces, tail]);
    if (line.at(-1) === CR) line = line.subarray(0, -1);
    if (length <= this.maxLineBytes + 1 && line.length <= this.maxLineBytes) return this.decode(line);
    this.longLines += 1;
    return undefined;
  }

  private decode(line: Buffer): string {
    if (isUtf8(line)) return line.toString('utf8');
    this.invalidLines += 1;
    // `toString` gives one for each part of a run; agents do not tell them from those that a program wrote.
    return line.toString('utf8').replace(/\uFFFD+/g, '\uFFFD');
  }
}
