import { plural, streamName, visible as visibleRow } from '../stream-table';
import type { ComparedStream, Difference, DifferentRecord } from './difference';
import { normalisations, ofReading } from './received-entry';
import type { ReceivedEntry } from './received-entry';
import type { Report } from './report';
import { wordDifference } from './words';

/** Where the report is shown. */
export interface Screen {
  /** Of the terminal; undefined where whole lines are to be shown. */
  readonly columns: number | undefined;
  readonly color: boolean;
}

type Comparison = Report['comparisons'][number];

/** Streams that are named one by one, those with differences first. */
const mostStreams = 20;
/** Values that are named in a row. */
const mostValues = 4;
/** Of what is the same around a change, so many characters are shown. */
const around = 40;

/** The report for people. */
export function printReport(report: Report, screen: Screen): string {
  const style = new Style(screen.color);
  const width = Math.max(...report.sides.map(({ name }) => name.length));
  const sides = report.sides.flatMap(({ name, about, entries, leftOut, notes }) => [
    `${style.strong(name.padEnd(width))}  ${plural(entries, 'entry', 'entries').padStart(14)}  ${style.faint(about)}`,
    ...leftOut.map((one) => `${''.padEnd(width)}  left out  ${one}`),
    ...notes.map((one) => `${''.padEnd(width)}  note      ${one}`),
  ]);
  const head = `${plural(report.files, 'file')}, ${plural(report.lines, 'line')}`;
  const blocks = [
    [head, ...sides, ...report.notes.map((note) => `note  ${note}`)].join('\n'),
    ...report.comparisons.map((comparison) => printComparison(comparison, screen, style)),
    style.faint(normalisations.map((one) => `compared as: ${one}`).join('\n')),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function printComparison(comparison: Comparison, screen: Screen, style: Style): string {
  const { base, other, same, alike, differences, streams, sameAs } = comparison;
  if (differences.length === 0 && same === 0)
    return `${style.bad('nothing to compare')}  neither ${base} nor ${other} sent an entry`;
  if (differences.length === 0) {
    const all = `${plural(same, 'entry', 'entries')} in ${plural(streams.length, 'stream')}`;
    return `${style.good('no difference')}  ${base} and ${other}: ${all}`;
  }
  if (sameAs !== undefined)
    return `${style.bad(plural(differences.length, 'difference'))}  ${base} and ${other}: those of ${sameAs}, which sent the same as ${other}`;
  const joined = [
    [base, other, comparison.joined.base] as const,
    [other, base, comparison.joined.other] as const,
  ].flatMap(([one, another, count]) =>
    count === 0
      ? []
      : [
          `${plural(count, 'entry', 'entries')} of ${one} ${count === 1 ? 'holds' : 'hold'} lines that ${another} sends one by one`,
        ],
  );
  return [
    `${style.bad(plural(differences.length, 'difference'))}  ${base} and ${other}: ${sameness(same, alike)}`,
    ...joined.map((line) => `  ${line}`),
    '',
    ...printStreams(streams, base, other, screen),
    ...differences.flatMap((difference) => ['', ...printDifference(difference, base, other, screen, style)]),
  ].join('\n');
}

function sameness(same: number, alike: number): string {
  const first = `${plural(same, 'entry is', 'entries are')} the same`;
  return alike === 0 ? first : `${first}, ${alike.toLocaleString('en-US')} but for what only one of them has`;
}

function printStreams(
  streams: readonly ComparedStream[],
  base: string,
  other: string,
  { columns }: Screen,
): readonly string[] {
  const shown = streams.slice(0, mostStreams);
  const [baseWidth, otherWidth] = [Math.max(base.length, 7), Math.max(other.length, 7)];
  const counts = baseWidth + otherWidth + 18;
  const name = Math.min(
    Math.max(6, ...shown.map((row) => rowName(row).length)),
    Math.max(30, (columns ?? 160) - counts),
  );
  const row = (first: string, one: string, two: string, verdict: string): string =>
    `${cut(first, name).padEnd(name)}  ${one.padStart(baseWidth)}  ${two.padStart(otherWidth)}  ${verdict}`.trimEnd();
  const more = streams.length - shown.length;
  return [
    row('stream', base, other, ''),
    ...shown.map((stream) => row(rowName(stream), amount(stream.base), amount(stream.other), verdict(stream))),
    ...(more > 0 ? [`… and ${plural(more, 'stream')} more`] : []),
  ];
}

function rowName({ to, tenant, labels }: ComparedStream): string {
  const parts = [
    ...(to === '' ? [] : [to]),
    ...(tenant === '' ? [] : [`tenant ${visible(tenant)}`]),
    streamName(labels),
  ];
  return parts.join('  ');
}

function verdict({ base, other, same }: ComparedStream): string {
  if (same === base && base === other) return 'same';
  const differing = Math.max(base, other) - same;
  return `${amount(differing)} ${differing === 1 ? 'differs' : 'differ'}`;
}

function amount(count: number): string {
  return count === 0 ? '-' : count.toLocaleString('en-US');
}

function printDifference(
  difference: Difference,
  base: string,
  other: string,
  screen: Screen,
  style: Style,
): readonly string[] {
  const { part, name, on, entries, records, as } = difference;
  const who = on === 'both' ? 'differs' : `only ${on === 'base' ? base : other}`;
  const what = name === '' ? part : `${part} ${name}`;
  const elsewhere = as === undefined ? '' : `; ${on === 'base' ? other : base} has it as ${as.part} ${as.name}`;
  const head = `${style.strong(what)}  ${who}, ${plural(entries, 'entry', 'entries')}${elsewhere}`;
  const isOfLabels =
    part === 'label' || part === 'tenant' || part === 'target' || (part === 'structured metadata' && on !== 'both');
  if (isOfLabels) return [head, ...printValues(difference, screen, style)];
  const more = entries - records.length;
  return [
    head,
    ...records.flatMap((record) => printRecord(record, difference, base, other, screen, style)),
    ...(more > 0 ? [style.faint(`  … and ${more.toLocaleString('en-US')} more`)] : []),
  ];
}

/** What is the same on many entries is told once. */
function printValues(
  { values, valueCount, on, oneSided, records }: Difference,
  screen: Screen,
  style: Style,
): readonly string[] {
  const shown = values.slice(0, mostValues);
  const rows = shown.map(({ base, other, entries }) => {
    const value =
      on === 'both'
        ? `${style.gone(JSON.stringify(base))} → ${style.come(JSON.stringify(other))}`
        : JSON.stringify(base ?? other);
    return `  ${value}  ${plural(entries, 'entry', 'entries')}`;
  });
  const more = valueCount - shown.length;
  const [first] = records;
  return [
    ...rows,
    ...(more > 0 ? [style.faint(`  … and ${plural(more, 'value')} more`)] : []),
    ...(first === undefined || oneSided ? [] : [style.faint(`  such as ${place(first, screen)}`)]),
  ];
}

function printRecord(
  { base: ours, other: theirs }: DifferentRecord,
  { part, name }: Difference,
  base: string,
  other: string,
  screen: Screen,
  style: Style,
): readonly string[] {
  const one = ours ?? theirs;
  if (one === undefined) return [];
  if (part === 'entry' || ours === undefined || theirs === undefined) {
    return [fit(`  ${one.time}  ${streamName(one.labels)}`, screen), fit(`      ${visible(one.line)}`, screen)];
  }
  const width = Math.max(base.length, other.length);
  if (part === 'time') {
    return [
      fit(`  ${streamName(ours.labels)}  ${visible(ours.line)}`, screen),
      `      ${base.padEnd(width)}  ${style.gone(ours.time)}`,
      `      ${other.padEnd(width)}  ${style.come(theirs.time)}${distance(ours.time, theirs.time)}`,
    ];
  }
  const [left, right] =
    part === 'line' ? [ours.line, theirs.line] : [ours.metadata[name] ?? '', theirs.metadata[name] ?? ''];
  return [fit(`  ${ours.time}  ${streamName(ours.labels)}`, screen), `      ${changes(left, right, style)}`];
}

/** Lines that were joined stand in one row. */
function visible(text: string): string {
  return visibleRow(text.replaceAll('\n', '⏎'));
}

/** `, 5 ms later`, where both are times. */
function distance(base: string, other: string): string {
  if (base === ofReading || other === ofReading) return '';
  const nanoseconds = instant(other) - instant(base);
  const [sign, size] = nanoseconds < 0n ? ['earlier', -nanoseconds] : ['later', nanoseconds];
  const units = [
    [3_600_000_000_000n, 'h'],
    [1_000_000_000n, 's'],
    [1_000_000n, 'ms'],
    [1_000n, 'µs'],
    [1n, 'ns'],
  ] as const;
  const [unit, name] = units.find(([one]) => size >= one) ?? [1n, 'ns'];
  const number = Number(size) / Number(unit);
  return `  ${Number.isInteger(number) ? number.toLocaleString('en-US') : number.toFixed(1)} ${name} ${sign}`;
}

function instant(time: string): bigint {
  const [whole = '', fraction = '0'] = time.replace('Z', '').split('.');
  return BigInt(Date.parse(`${whole}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}

/** As `git diff --word-diff` shows it: `status [-200-]{+500+}`, and little of what is the same. */
function changes(base: string, other: string, style: Style): string {
  const pieces = wordDifference(base, other);
  return pieces
    .map(({ kind, base: ours, other: theirs }, index) => {
      if (kind === 'both') return shortened(visible(ours), index === 0, index === pieces.length - 1);
      const gone = ours === '' ? '' : style.gone(`[-${visible(ours)}-]`);
      const come = theirs === '' ? '' : style.come(`{+${visible(theirs)}+}`);
      return gone + come;
    })
    .join('');
}

function shortened(text: string, isFirst: boolean, isLast: boolean): string {
  if (text.length <= 2 * around) return text;
  const [head, tail] = [text.slice(0, around), text.slice(-around)];
  if (isFirst) return `…${tail}`;
  return isLast ? `${head}…` : `${head} … ${tail}`;
}

function place({ base, other }: DifferentRecord, { columns }: Screen): string {
  const one = (base ?? other) as ReceivedEntry;
  return cut(visible(one.line), Math.max(40, (columns ?? 120) - 12));
}

function fit(text: string, { columns }: Screen): string {
  return columns === undefined ? text : cut(text, columns);
}

function cut(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, columns - 1)}…`;
}

/** Colours, where they are wanted. */
class Style {
  constructor(private readonly isOn: boolean) {}

  readonly strong = (text: string): string => this.paint('1', text);
  readonly faint = (text: string): string => this.paint('2', text);
  readonly good = (text: string): string => this.paint('32', text);
  readonly bad = (text: string): string => this.paint('31', text);
  readonly gone = (text: string): string => this.paint('31', text);
  readonly come = (text: string): string => this.paint('32', text);

  private paint(code: string, text: string): string {
    return this.isOn ? `\u001b[${code}m${text}\u001b[0m` : text;
  }
}
