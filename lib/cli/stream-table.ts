import type { LokiEntry } from '../pipeline/entry';

interface StreamRow {
  readonly name: string;
  count: number;
  readonly first: Shown[];
  readonly last: Shown[];
}

/** What is kept of an entry to be shown at the end. */
interface Shown extends LineStart {
  readonly time: string;
  readonly metadata: string;
}

/** What is kept of a line, or of several that were joined. */
export interface LineStart {
  readonly line: string;
  readonly moreLines: number;
}

/** Streams that are kept apart; more than this many is a finding, not a table. */
const mostStreams = 5_000;
/** Characters of a line or of metadata that are kept: no terminal is wider. */
const mostShown = 1_000;

/** The entries by stream, with the first and last of each: bounded memory however many there are. */
export class StreamTable {
  private readonly rows = new Map<string, StreamRow>();
  private beyond = 0;

  constructor(private readonly linesEach = 2) {}

  /** How many streams were seen, as far as they are counted. */
  get streams(): number {
    return this.rows.size;
  }

  add(entry: LokiEntry): void {
    const name = streamName(entry.labels);
    let row = this.rows.get(name);
    if (row === undefined) {
      if (this.rows.size >= mostStreams) {
        this.beyond += 1;
        return;
      }
      row = { name, count: 0, first: [], last: [] };
      this.rows.set(name, row);
    }
    row.count += 1;
    if (row.first.length < this.linesEach) row.first.push(shown(entry));
    else {
      row.last.push(shown(entry));
      if (row.last.length > this.linesEach) row.last.shift();
    }
  }

  /** For people: a stream, its count, its first and last entries; the largest first. */
  print(columns: number): string {
    const rows = [...this.rows.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
    const blocks = rows.map((row) => printRow(row, columns));
    if (this.beyond > 0) blocks.push(`… and ${this.beyond} entries in more than ${mostStreams} streams`);
    return blocks.join('\n\n');
  }
}

/** As LogQL writes it: `{app="airflow", level="info"}`. */
export function streamName(labels: Readonly<Record<string, string>>): string {
  const names = Object.keys(labels).sort();
  return `{${names.map((name) => `${name}=${JSON.stringify(labels[name])}`).join(', ')}}`;
}

function printRow(row: StreamRow, columns: number): string {
  const unseen = row.count - row.first.length - row.last.length;
  return [
    `${row.name}  ${plural(row.count, 'entry', 'entries')}`,
    ...row.first.map((entry) => printEntry(entry, columns)),
    ...(unseen > 0 ? [`  … ${unseen} more`] : []),
    ...row.last.map((entry) => printEntry(entry, columns)),
  ].join('\n');
}

function shown({ time, line, structuredMetadata }: LokiEntry): Shown {
  const metadata = Object.entries(structuredMetadata).map(([name, value]) => `${name}=${value}`);
  return { time, ...startOf(line), metadata: copyOfStart(metadata.join('  ')) };
}

/** The first of its lines, as far as a terminal could show it, or whole. */
export function startOf(text: string, whole = false): LineStart {
  const [first = '', ...more] = text.includes('\n') ? text.split('\n') : [text];
  return { line: whole ? first : copyOfStart(first), moreLines: more.length };
}

/** A slice alone would keep the whole text in memory. */
function copyOfStart(text: string): string {
  return text.length <= mostShown ? text : Buffer.from(text.slice(0, mostShown)).toString();
}

function printEntry({ time, metadata, ...start }: Shown, columns: number): string {
  const text = printStart(`  ${time}  `, start, columns);
  return metadata === '' ? text : `${text}\n${cut(`      ${visible(metadata)}`, columns)}`;
}

/** The beginning of a line in one row. */
export function printStart(before: string, { line, moreLines }: LineStart, columns: number): string {
  const more = moreLines > 0 ? `  (+${plural(moreLines, 'line')})` : '';
  return cut(before + visible(line), columns - more.length) + more;
}

/** A log may hold what moves a terminal's cursor: it is shown, not obeyed. */
export function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => {
    return character === '\t' ? ' ' : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}

/** `1 line`, `2 lines`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

function cut(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, columns - 1)}…`;
}
