import { LineSplitter } from '../../lib/pipeline/line-splitter';
import type { LogRecord, Origin } from '../../lib/pipeline/record';

/** Where a container's output lies, below the root. */
export function podFile({ namespace, pod, container }: Origin): string {
  return `var/log/pods/${namespace}_${pod}_uid-of-${pod}/${container}/0.log`;
}

/** Lines as a container runtime writes them, at one time. */
export function criLines(bytes: Buffer, { stream = 'stdout' }: Origin, time: string): Buffer {
  const lines = bytes.toString('utf8').split('\n').slice(0, -1);
  return Buffer.from(lines.map((line) => `${time} ${stream} F ${line}\n`).join(''));
}

/** What a container wrote, as the file of its runtime has it: parts of a line are marked `P`, its end `F`. */
export class CriReader {
  private readonly splitter = new LineSplitter(Number.MAX_SAFE_INTEGER - 1);
  private readonly parts = new Map<string, string>();

  constructor(
    private readonly origin: Origin,
    private readonly maxLineBytes: number,
  ) {}

  /** @throws if a line is none of a runtime's */
  *push(chunk: Buffer): Generator<LogRecord> {
    for (const written of this.splitter.push(chunk)) {
      const [, time = '', stream = '', mark, part = ''] = /^(\S+) (stdout|stderr) ([PF]) (.*)$/s.exec(written) ?? [];
      if (mark === undefined) throw new TypeError(`a line of a container runtime must be written, got ${written}`);
      const line = (this.parts.get(stream) ?? '') + part;
      this.parts.set(stream, mark === 'P' ? line : '');
      if (mark === 'P' || Buffer.byteLength(line) > this.maxLineBytes) continue;
      yield { line, time, origin: { ...this.origin, stream: stream as 'stdout' | 'stderr' } };
    }
  }
}
