import { printInstant } from '../../../lib/languages/time/instant';
import type { Random } from './random';

/** One log of a task: what is written to a file, and what Loki must get of it. */
export interface TaskLog {
  /** Below the folder of logs. */
  readonly path: string;
  /** All that is written, in pieces that a task may pause between. */
  readonly pieces: readonly Buffer[];
  /** Bytes after the last line break. */
  readonly restBytes: number;
  readonly bytes: number;
  /** An entry for each message, as {@link entryKey} writes it. */
  readonly expected: readonly string[];
}

/** Where a log lies: what its labels and structured metadata are read from. */
export interface LogPlace {
  readonly dag: string;
  readonly run: string;
  readonly task: string;
  readonly attempt: string;
  readonly mapIndex?: string;
}

/** An entry as one text: what tells it from others, and all that could be wrong with it. */
export function entryKey(place: LogPlace, level: string, time: string, line: string): string {
  const { dag, run, task, attempt, mapIndex = '' } = place;
  return [dag, run, task, mapIndex, attempt, level, time, line].join('\t');
}

const start = BigInt(Date.UTC(2026, 10, 21)) * 1_000_000n;
const levels = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'] as const;
const meanings = { DEBUG: 'debug', INFO: 'info', WARNING: 'warn', ERROR: 'error', CRITICAL: 'fatal' } as const;
const words =
  'rows task "quoted" \\path 100% {brace} $HOME ${x} {{ t }} ünï 日本 \ttab done retry key=value [x] <a>'.split(' ');
/** One byte more than the source takes. */
const tooLong = 256 * 1024 + 1;

/**
 * A log of about as many bytes: messages of one line and of several, tracebacks, empty lines, lines of 100 kB, equal
 * ones, some that are too long to be sent, and perhaps a last line without an end.
 */
export function randomLog(random: Random, place: LogPlace, size: number, maxPieces: number): TaskLog {
  const isJson = random.chance(0.3);
  const pieces: Buffer[] = [];
  const expected: string[] = [];
  let text = '';
  let bytes = 0;
  let written = 0;
  let microseconds = random.whole(0, 1e9);
  const cut = (): void => {
    const piece = Buffer.from(text);
    pieces.push(piece);
    bytes += piece.length;
    text = '';
  };
  do {
    microseconds += random.whole(1, 5000);
    const level = random.pick(levels);
    const at = start + BigInt(microseconds) * 1000n;
    const lines = isJson ? [jsonLine(random, at, level)] : message(random, at, level);
    const print = lines.map((line) => `${line}${random.chance(0.01) ? '\r' : ''}\n`).join('');
    const key = entryKey(place, meanings[level], printInstant(at), lines.join('\n'));
    const times = random.chance(0.02) ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      // A pause in a message's first line, or before it: one after it would end the message.
      const at = random.chance(0.3) ? random.whole(1, 20) : 0;
      text += print.slice(0, at);
      if (written > ((pieces.length + 1) * size) / maxPieces && pieces.length + 1 < maxPieces) cut();
      text += print.slice(at);
      written += print.length;
      expected.push(key);
    }
    if (size > 500_000 && random.chance(100_000 / size / 10)) {
      // Its own message, so that it would begin a new entry.
      const long = `${header(at, 'INFO')}${'long '.repeat(tooLong / 5)}\n`;
      text += `${long}${header(at, 'INFO')}after\n`;
      written += long.length;
      expected.push(entryKey(place, 'info', printInstant(at), `${header(at, 'INFO')}after`));
    }
  } while (written < size);
  const rest = random.chance(0.3) ? random.pick(['[', '  File "/opt', `${header(start, 'INFO')}not fin`, 'é 日']) : '';
  text += rest;
  cut();
  return { path: pathOf(place), pieces, restBytes: Buffer.byteLength(rest), bytes, expected };
}

function message(random: Random, at: bigint, level: string): string[] {
  const first = `${header(at, level)}${prose(random, random.chance(0.005) ? 20_000 : random.whole(1, 25))}`;
  const kind = random.share();
  if (kind < 0.85) return [first];
  const more = Array.from({ length: random.whole(1, kind < 0.95 ? 5 : 30) }, () => prose(random, random.whole(1, 10)));
  if (kind < 0.95) return [first, ...more.map((line) => (random.chance(0.1) ? '' : line))];
  const frames = more.flatMap((line, index) => [
    `  File "/opt/airflow/dags/${index}.py", line ${index}, in f`,
    `    ${line}`,
  ]);
  return [first, 'Traceback (most recent call last):', ...frames, 'ValueError: no "reason"'];
}

function jsonLine(random: Random, at: bigint, level: string): string {
  const event = prose(random, random.whole(1, 25));
  const error = random.chance(0.05) ? { error_detail: [{ exc_type: 'ValueError', exc_value: event }] } : {};
  return JSON.stringify({ timestamp: printInstant(at), level: level.toLowerCase(), event, logger: 'task', ...error });
}

function header(at: bigint, level: string): string {
  return `[${printInstant(at).slice(0, 19)}.${String((at / 1000n) % 1_000_000n).padStart(6, '0')}+0000] {task.py:18} ${level} - `;
}

function prose(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.pick(words)).join(' ');
}

function pathOf({ dag, run, task, attempt, mapIndex }: LogPlace): string {
  const map = mapIndex === undefined ? '' : `map_index=${mapIndex}/`;
  return `dag_id=${dag}/run_id=${run}/task_id=${task}/${map}attempt=${attempt}.log`;
}
