import { statSync } from 'node:fs';
import { stringify } from 'lossless-json';
import { printFinding } from '../findings/finding';
import { checkNative } from '../pipeline/check/check-native';
import type { EngineName } from '../pipeline/engine-name';
import type { Entry } from '../pipeline/entry';
import { Interpreter } from '../pipeline/interpreter/interpreter';
import { LineSplitter } from '../pipeline/line-splitter';
import type { LogPipeline } from '../pipeline/log-pipeline';
import { DroppedLines } from './dropped-lines';
import { foreignCode } from './foreign-code';
import { findInput } from './input-file';
import type { InputFile } from './input-file';
import { loadPipelines } from './load-pipelines';
import { Progress } from './progress';
import { readLines } from './read-lines';
import { reasonOf } from './reason';
import { SourceGlob } from './source-glob';
import { StreamTable, visible } from './stream-table';
import { TrySummary } from './try-summary';
import { UsageError } from './usage-error';

/** What `try` can be told. */
export interface TryOptions {
  readonly root?: string;
  readonly path?: string;
  readonly json?: boolean;
  readonly lines: string;
  /** Shows what stages dropped. */
  readonly dropped?: boolean;
  readonly limit: string;
}

const standardInput = '-';

/**
 * Runs a module's pipelines over files, folders or standard input, and shows what came of them.
 *
 * @returns the exit code: 1 where input could not be read or a pipeline has errors, else 0
 */
export async function tryPipelines(module: string, inputs: readonly string[], options: TryOptions): Promise<number> {
  const [linesEach, limit] = [count('--lines', options.lines), count('--limit', options.limit)];
  const args = inputs.length > 0 ? inputs : [options.root ?? standardInput];
  if (options.root !== undefined && !isFolder(options.root))
    throw new UsageError(`'--root' must be a folder, got ${options.root}`);
  if (options.path !== undefined && !args.includes(standardInput))
    throw new UsageError(`'--path' must come with standard input, got ${args.join(', ')}; give '--root' for files`);
  const pipelines = await loadPipelines(module);
  for (const pipeline of pipelines) checkRunnable(pipeline);
  if (pipelines.length > 1 && args.includes(standardInput)) {
    throw new UsageError(
      `standard input can be read once, and ${module} exports ${pipelines.length} pipelines; give files`,
    );
  }
  let failed = false;
  for (const pipeline of pipelines) {
    const trial = new Trial(pipeline, options, linesEach, limit);
    failed = !(await trial.run(args)) || failed;
  }
  return failed ? 1 : 0;
}

function count(option: string, given: string): number {
  const number = Number(given);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new UsageError(`'${option}' must be 1 or more, got ${given}`);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function checkRunnable(pipeline: LogPipeline<EngineName>): void {
  const engines = foreignCode([pipeline]);
  if (engines.length > 0) {
    throw new UsageError(
      `${pipeline.name} holds native code of ${engines.join(', ')}, which only that engine can run; try it without those stages`,
    );
  }
  const errors = checkNative(pipeline).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new UsageError(errors.map(printFinding).join('\n'));
}

/** One pipeline over all input. */
class Trial {
  private readonly streams: StreamTable;
  private readonly dropped: DroppedLines | undefined;
  private readonly summary: TrySummary;
  private readonly interpreter: Interpreter;
  private readonly globs: readonly SourceGlob[];
  /** Where whoever reads standard output is slow, reading waits for them. */
  private blocked = false;

  constructor(
    private readonly pipeline: LogPipeline<EngineName>,
    private readonly options: TryOptions,
    linesEach: number,
    limit: number,
  ) {
    this.streams = new StreamTable(linesEach);
    this.summary = new TrySummary(pipeline);
    const { isTTY, columns } = options.json === true ? process.stderr : process.stdout;
    // Nothing is cut for what reads a pipe or a file.
    const dropped = options.dropped === true ? new DroppedLines(limit, isTTY ? columns : undefined) : undefined;
    this.dropped = dropped;
    this.interpreter = new Interpreter(pipeline, {
      onEntry: (entry) => this.take(entry),
      ...(dropped !== undefined && { onDrop: (line, stage) => dropped.add(line, stage) }),
    });
    this.globs = pipeline.sources.flatMap(({ spec }) =>
      spec.kind === 'files' ? [new SourceGlob(spec.glob, spec.exclude)] : [],
    );
  }

  /** @returns whether all was read and the pipeline has no errors */
  async run(args: readonly string[]): Promise<boolean> {
    const named = args.filter((arg) => arg !== standardInput);
    const input = findInput(named, this.globs, this.options.root);
    const progress = new Progress(input.files.reduce((sum, { bytes }) => sum + bytes, 0));
    if (args.includes(standardInput)) await this.read('standard input', process.stdin, this.options.path);
    for (const file of input.files) await this.readFile(file, progress);
    progress.end();
    for (const { file, reason } of input.failed) this.summary.failed(file, reason);
    this.summary.leftOut(input.leftOut);
    this.summary.foreign(input.foreign);
    if (input.files.length + input.failed.length === 0 && !args.includes(standardInput))
      this.summary.nothingRead(named);
    const { text, ok } = this.summary.print(this.interpreter.report);
    const isJson = this.options.json === true;
    const to = isJson ? process.stderr : process.stdout;
    const columns = to.columns || 120;
    const streams = isJson ? '' : this.streams.print(columns);
    const dropped = this.dropped?.print(this.summary.words) ?? '';
    to.write(`${[streams, dropped, text].filter((part) => part !== '').join('\n\n')}\n`);
    return ok;
  }

  private async readFile({ file, path }: InputFile, progress: Progress): Promise<void> {
    await this.read(file, file, path, (bytes) => progress.add(bytes));
  }

  private async read(
    name: string,
    from: string | NodeJS.ReadStream,
    path: string | undefined,
    onBytes?: (bytes: number) => void,
  ): Promise<void> {
    const splitter = new LineSplitter(this.maxLineBytes(path));
    const notes = { binary: false, unterminated: false };
    const origin = path === undefined ? {} : { path };
    let lines = 0;
    try {
      for await (const batch of readLines(from, splitter, notes, onBytes)) {
        for (const line of batch) {
          lines += 1;
          this.interpreter.push({ line, origin });
        }
        if (this.blocked) await this.drained();
      }
      this.summary.read(name, splitter, notes);
    } catch (error) {
      this.summary.failed(name, reasonOf(error), lines);
      if (lines > 0) this.summary.read(name, splitter, notes);
    }
    // The end of a file is a pause: what `joinLines` holds is complete.
    this.interpreter.flush();
  }

  /** Of the source that reads the path; of the first where none is known to. */
  private maxLineBytes(path: string | undefined): number {
    const at = path === undefined ? 0 : this.globs.findIndex((glob) => glob.matches(path));
    const files = this.pipeline.sources.filter(({ kind }) => kind === 'files');
    return (files[at] ?? this.pipeline.sources[0]).spec.maxLineBytes;
  }

  private take(entry: Entry): void {
    if ('labels' in entry) this.streams.add(entry);
    if (this.options.json === true) this.write(json({ ...entry, time: nanoseconds(entry.time) }));
    else if (!('labels' in entry)) this.write(visible(json(entry)));
  }

  private write(line: string): void {
    if (!process.stdout.write(`${line}\n`)) this.blocked = true;
  }

  private async drained(): Promise<void> {
    this.blocked = false;
    // It may have caught up in the meantime.
    if (!process.stdout.writableNeedDrain) return;
    await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
  }
}

/** Fields may hold whole numbers beyond ±2^53, which JSON.stringify refuses. */
function json(entry: Entry): string {
  return ('labels' in entry ? JSON.stringify(entry) : stringify(entry)) ?? '';
}

/** The time with nine digits of fraction, for programs that compare or cut it as text. */
function nanoseconds(time: string): string {
  const [whole, fraction = ''] = time.slice(0, -1).split('.');
  return `${whole}.${fraction.padEnd(9, '0')}Z`;
}
