import { printFinding } from '../findings/finding';
import { checkNative } from '../pipeline/check/check-native';
import { streamBound } from '../pipeline/check/streams';
import type { EngineName } from '../pipeline/engine-name';
import type { RunReport } from '../pipeline/interpreter/report';
import type { LineSplitter } from '../pipeline/line-splitter';
import type { LogPipeline } from '../pipeline/log-pipeline';
import type { FileNotes } from './read-lines';
import { stageWords } from './stage-words';
import { plural, streamName } from './stream-table';

/** Names that are written out before the rest is only counted. */
const mostNamed = 5;

/** What `try` says at the end: what was read, what became of it, what was not read, findings. */
export class TrySummary {
  private files = 0;
  private longLines = 0;
  private invalidLines = 0;
  private readonly longIn: string[] = [];
  private readonly binary: string[] = [];
  private readonly unterminated: string[] = [];
  private readonly failures: string[] = [];
  private passedOver: readonly string[] = [];
  private outside: readonly string[] = [];

  /** Stages as people read them, by their places. */
  readonly words: ReadonlyMap<string, string>;

  constructor(private readonly pipeline: LogPipeline<EngineName>) {
    this.words = stageWords(pipeline);
  }

  read(name: string, splitter: LineSplitter, notes: FileNotes): void {
    this.files += 1;
    this.longLines += splitter.longLines;
    this.invalidLines += splitter.invalidLines;
    if (splitter.longLines > 0) this.longIn.push(name);
    if (notes.binary) this.binary.push(name);
    if (notes.unterminated) this.unterminated.push(name);
  }

  failed(name: string, reason: string, afterLines = 0): void {
    this.failures.push(`${name}: ${reason}${afterLines > 0 ? ` after ${plural(afterLines, 'line')}` : ''}`);
  }

  leftOut(files: readonly string[]): void {
    this.passedOver = files;
  }

  /** Files that were named, and whose paths no source's glob matches. */
  foreign(files: readonly string[]): void {
    this.outside = files;
  }

  /** The folders hold no file that a source reads. */
  nothingRead(folders: readonly string[]): void {
    const globs = this.pipeline.sources.flatMap(({ spec }) => (spec.kind === 'files' ? [spec.glob] : []));
    const reads = `a file that a source reads (${globs.join(', ')})`;
    this.failures.push(
      `${some(folders)}: must hold ${reads}; give '--root' the folder that stands for the glob's part before its first wildcard`,
    );
  }

  /** For people, and whether all was read and the pipeline has no errors. */
  print(report: RunReport): { readonly text: string; readonly ok: boolean } {
    const findings = [...this.pipeline.check(), ...checkNative(this.pipeline)];
    const entries = report.entries.reduce((sum, count) => sum + count, 0);
    const lines = [
      `${this.pipeline.name}: ${plural(this.files, 'file')}, ${plural(report.records, 'line')} → ` +
        plural(entries, 'entry', 'entries'),
      ...this.streams(),
      ...this.changes(report),
      ...this.idle(report),
      ...this.losses(report),
      ...this.failures.map((failure) => `not read   ${failure}`),
      ...findings.map((finding) => `${finding.severity.padEnd(10)} ${printFinding(finding)}`),
    ];
    const ok = this.failures.length === 0 && findings.every(({ severity }) => severity !== 'error');
    return { text: lines.join('\n'), ok };
  }

  /** How many streams there can be, from the pipeline alone: `at most 7 × the values of dag_id × the values of task_id`. */
  private streams(): readonly string[] {
    return this.pipeline.sinks.flatMap(({ spec }) => {
      if (spec.kind !== 'loki') return [];
      const { known, values } = streamBound(this.pipeline, spec);
      const open = values.filter(([, size]) => size === undefined).map(([label]) => label);
      const factors = open.map((label) => `the values of ${label}`);
      return [
        `streams    at most ${[...(known > 1 || open.length === 0 ? [String(known)] : []), ...factors].join(' × ')}`,
      ];
    });
  }

  private changes({ joined, labels, metrics }: RunReport): readonly string[] {
    const said: string[] = [];
    if (joined !== undefined && joined.continued > 0) {
      const headless =
        joined.headless > 0 ? `; ${plural(joined.headless, 'entry', 'entries')} with none of their own` : '';
      said.push(
        `joined     ${plural(joined.continued, 'line')} that match no firstLine to the entry before them${headless}`,
      );
    }
    for (const [label, count] of Object.entries(labels.cut))
      said.push(`cut        label ${label}: ${plural(count, 'value')}`);
    for (const [label, count] of Object.entries(labels.cleaned)) {
      said.push(`cleaned    label ${label}: ${plural(count, 'value')} held what Loki refuses, now ?`);
    }
    for (const { metric, kind, labels: of, count, sum } of metrics) {
      said.push(
        `metric     ${metric}${streamName(of)} ${kind === 'count' ? count : `${plural(count, 'value')}, sum ${sum}`}`,
      );
    }
    return said;
  }

  /** Stages that could do nothing with any record: most often a pattern or a field's name that is not what the lines hold. */
  private idle({ stages }: RunReport): readonly string[] {
    return stages
      .filter(({ records, applied }) => records > 0 && applied === 0)
      .map(({ stage, records }) => `idle       ${this.told(stage)}: applied to 0 of ${plural(records, 'record')}`);
  }

  private told(stage: string): string {
    return this.words.get(stage) ?? stage;
  }

  private losses(report: RunReport): readonly string[] {
    const said: string[] = [];
    for (const [stage, count] of Object.entries(report.dropped))
      said.push(`dropped    ${plural(count, 'record')} by ${this.told(stage)}`);
    for (const [stage, { records, first }] of Object.entries(report.failed ?? {}))
      said.push(`failed     ${plural(records, 'record')} at ${stage}, passed as they were; the first: ${first}`);
    if (this.longLines > 0) {
      said.push(`skipped    ${plural(this.longLines, 'line')} over maxLineBytes, in ${some(this.longIn)}`);
    }
    if (this.invalidLines > 0) said.push(`replaced   invalid UTF-8 in ${plural(this.invalidLines, 'line')}, by U+FFFD`);
    if (this.binary.length > 0) said.push(`binary     read as lines all the same: ${some(this.binary)}`);
    if (this.unterminated.length > 0) {
      said.push(
        `open end   the last line has no line break, so agents withhold it; shown here: ${some(this.unterminated)}`,
      );
    }
    if (this.outside.length > 0) {
      const remedy = "give '--root' the folder that stands for its fixed part, or '--path' with standard input";
      said.push(`note       no source's glob matches the path of ${some(this.outside)}; ${remedy}`);
    }
    if (this.passedOver.length > 0) {
      const packed = this.passedOver.some((file) => file.endsWith('.gz'));
      const remedy = packed ? '; name a packed log and it is read' : '';
      said.push(`left out   no source reads ${some(this.passedOver)}${remedy}`);
    }
    return said;
  }
}

function some(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return names.slice(0, mostNamed).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
