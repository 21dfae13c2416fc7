import { closeSync, copyFileSync, ftruncateSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** How a file was rotated: `rename` begins a new one, `copytruncate` cuts it off where it is. */
export type Rotation = 'rename' | 'copytruncate';

/** What kind of entry a number has: one in fifty is a failure with its stack, one in ten text. */
export type Kind = 'json' | 'text' | 'failure' | 'slow';

export function kindOf(number: number): Kind {
  if (number % 50 === 7) return 'failure';
  if (number % 50 === 9) return 'slow';
  return number % 10 === 3 ? 'text' : 'json';
}

/** Writes numbered entries as GPU workers do, at a rate, and knows when each was written. */
export class Worker {
  /** By number: milliseconds since 1970 with a fraction. */
  readonly written: number[] = [];
  /** Bytes of all that was written. */
  bytes = 0;
  private descriptors: number[];
  private timer: NodeJS.Timeout | undefined;

  /** @param paths - the files that it writes to in turn; those with `pm2` in their path have PM2's date before each line */
  constructor(private readonly paths: readonly string[]) {
    for (const path of paths) mkdirSync(dirname(path), { recursive: true });
    this.descriptors = paths.map((path) => openSync(path, 'a'));
  }

  /** Writes entries at once. */
  write(count: number): void {
    const texts = this.paths.map(() => '');
    const from = this.written.length;
    const at = performance.timeOrigin + performance.now();
    for (let number = from; number < from + count; number += 1) {
      const file = number % this.paths.length;
      texts[file] = `${texts[file] ?? ''}${entryText(number, at, this.paths[file]?.includes('pm2') === true)}`;
      this.written.push(at);
    }
    for (const [file, text] of texts.entries()) {
      if (text !== '') this.bytes += writeSync(this.descriptors[file] as number, text);
    }
  }

  /** Writes so many entries a minute for so long. */
  async run(perMinute: number, seconds: number): Promise<void> {
    const from = this.written.length;
    const start = performance.now();
    const total = Math.round((perMinute * seconds) / 60);
    await new Promise<void>((resolve) => {
      this.timer = setInterval(() => {
        const due = Math.min(total, Math.floor(((performance.now() - start) / 60_000) * perMinute));
        this.write(due - (this.written.length - from));
        if (due < total) return;
        clearInterval(this.timer);
        resolve();
      }, 10);
    });
  }

  /** Rotates each file, as logrotate does: between two writes. */
  rotate(how: Rotation): void {
    this.paths.forEach((path, file) => {
      const descriptor = this.descriptors[file] as number;
      if (how === 'rename') {
        renameSync(path, `${path}.1`);
        closeSync(descriptor);
        this.descriptors[file] = openSync(path, 'a');
      } else {
        copyFileSync(path, `${path}.1`);
        ftruncateSync(descriptor, 0);
      }
    });
  }

  close(): void {
    clearInterval(this.timer);
    for (const descriptor of this.descriptors) closeSync(descriptor);
    this.descriptors = [];
  }
}

/** The number of an entry that a worker wrote. */
export function numberOf(body: string): number | undefined {
  const found = /\bseq=(\d+)/.exec(body)?.[1];
  return found === undefined ? undefined : Number(found);
}

function entryText(number: number, at: number, hasDate: boolean): string {
  const time = new Date(at).toISOString();
  const date = hasDate ? `${time.replace('T', ' ').replace('Z', '')} +00:00: ` : '';
  return linesOf(number, time)
    .map((line) => `${date}${line}\n`)
    .join('');
}

function linesOf(number: number, timestamp: string): readonly string[] {
  const hash = Math.imul(number + 1, 2_654_435_761) >>> 0;
  const job_id = `job_${hash.toString(16).padStart(8, '0')}`;
  const trace_id = `4b73112e627c66bb0d9ef2bc${job_id.slice(4)}`;
  const common = {
    timestamp,
    service_type: 'thumbnailer',
    machine_id: 'mach-05',
    worker_id: 'worker-0',
    job_id,
    trace_id,
  };
  switch (kindOf(number)) {
    case 'failure':
      return [
        `Error: no decoder for heic, seq=${number}`,
        '    at resize (/srv/app/worker.js:16:42)',
        '    at handle (/srv/app/worker.js:21:10)',
        '    at async main (/srv/app/worker.js:31:19) {',
        "  code: 'ENODECODER',",
        '}',
      ];
    case 'text':
      return [`queue depth ${hash % 100}, next ${job_id}, seq=${number}`];
    case 'slow':
    case 'json': {
      const milliseconds = kindOf(number) === 'slow' ? 30_000 + (hash % 1000) : (hash % 29_000) / 1000;
      const result = { bytes: hash % 4096, format: 'jpeg', path: `/data/${job_id}.jpeg` };
      const message = `job done seq=${number}`;
      return [JSON.stringify({ ...common, level: 'info', message, processing_time_ms: milliseconds, result })];
    }
  }
}
