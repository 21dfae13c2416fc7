import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of real lines, repeated without end: times, ids and long numbers are new each time, the rest is as it was written. */
export class LogCorpus {
  private seed = 1;

  private constructor(readonly files: readonly (readonly string[])[]) {}

  /** All logs below a folder. */
  static below(folder: string): LogCorpus {
    const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(log|jsonl|json)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const files = paths
      .map((path) =>
        readFileSync(path, 'utf8')
          .split('\n')
          .filter((line) => line !== ''),
      )
      .filter((lines) => lines.length > 0);
    if (files.length === 0) throw new Error(`'${folder}' must hold logs, got none; name another`);
    return new LogCorpus(files);
  }

  /** The line as it might have been written at another time about other things. */
  again(line: string, time: Date): string {
    const now = time.toISOString();
    return line.replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?|[0-9a-f]{8,}|\d{5,}/g, (found) => {
      if (/^\d{4}-\d\d-\d\d[T ]/.test(found)) {
        const digits = found.length > 20 ? this.digits(found.length - 20, '0123456789') : '';
        return `${now.slice(0, 10)}${found[10] ?? 'T'}${now.slice(11, 19)}${found.length > 19 ? (found[19] ?? '') : ''}${digits}`;
      }
      return this.digits(found.length, /[a-f]/.test(found) ? '0123456789abcdef' : '0123456789');
    });
  }

  private digits(count: number, from: string): string {
    let text = '';
    for (let index = 0; index < count; index += 1) {
      this.seed = (Math.imul(this.seed, 1_664_525) + 1_013_904_223) >>> 0;
      text += from[(this.seed >>> 16) % from.length] ?? '0';
    }
    return text;
  }
}
