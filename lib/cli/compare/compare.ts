import { isAbsolute, join } from 'node:path';
import type { Engine } from '../../engines/engine';
import { engines } from '../../engines/engines';
import { FindingsError, printFinding } from '../../findings/finding';
import type { EngineName } from '../../pipeline/engine-name';
import type { LogPipeline } from '../../pipeline/log-pipeline';
import { foreignCode } from '../foreign-code';
import { loadPipelines } from '../load-pipelines';
import type { SourceGlob } from '../source-glob';
import { UsageError } from '../usage-error';
import { generatedSide, nativeSide } from './agent-side';
import type { AgentProgram } from './agent-program';
import { alloyProgram } from './alloy-program';
import { compareEntries } from './difference';
import { placeInput } from './log-input';
import type { LogInput } from './log-input';
import { modelSide } from './model-side';
import { pairEntries } from './pairing';
import { parseContainerName, PodObjects } from './pod-objects';
import { printJsonReport } from './print-json-report';
import { printReport } from './print-report';
import { fluentBitProgram } from './fluent-bit-program';
import { promtailProgram } from './promtail-program';
import type { ReceivedEntry } from './received-entry';
import { exitCodeOf } from './report';
import type { Report, ReportedSide } from './report';
import { RunProgress } from './run-progress';
import { RunScope } from './run-scope';
import type { Side, SideResult } from './side';
import { apart } from './targets';
import { vectorProgram } from './vector-program';

/** What `compare` can be told. */
export interface CompareOptions {
  /** Names with commas between. @default - the interpreter and every program that is installed and can run the pipelines */
  readonly agents?: string;
  /** `promtail=promtail.yaml`, each. */
  readonly native?: readonly string[];
  /** Promtail's native configurations are read as with `-config.expand-env=true`. */
  readonly expandEnv?: boolean;
  readonly root?: string;
  readonly pod?: string;
  readonly pods?: string;
  readonly json?: boolean;
  readonly limit: string;
  /** In seconds. */
  readonly patience: string;
}

/** The programs that can be run. */
export const agentPrograms: readonly AgentProgram[] = [vectorProgram, alloyProgram, promtailProgram, fluentBitProgram];

const interpreter = 'interpreter';
/** In the place of a module: there is none, only configurations are compared. */
const noModule = '-';

/**
 * Runs pipelines by several agents, and configurations of the user's own, over the same files, and shows how what Loki is sent
 * differs.
 *
 * @returns the exit code: 1 where there are differences, 2 where nothing was sent or one that was asked for did not run, else 0
 */
export async function comparePipelines(
  module: string,
  inputs: readonly string[],
  options: CompareOptions,
  programs: readonly AgentProgram[] = agentPrograms,
): Promise<number> {
  const limit = count('--limit', options.limit);
  const quietMs = seconds('--patience', options.patience) * 1000;
  const pipelines = module === noModule ? [] : await loadPipelines(module);
  const args = inputs.length > 0 ? inputs : options.root === undefined ? [] : [options.root];
  if (args.length === 0) throw new UsageError("compare must be given log files or folders, got none; or give '--root'");
  const [natives, agents]: [string[], string[]] = [[], []];
  const sides = named([
    ...(options.native ?? []).flatMap((given) => nativeOf(given, options, programs, natives)),
    ...agentsOf(options, pipelines, programs, agents),
  ]);
  for (const line of [...natives, ...agents]) process.stderr.write(`${line}\n`);
  const isWhole = natives.length === 0 && (options.agents === undefined || agents.length === 0);
  if (sides.length < 2) {
    const got = sides.map(({ name }) => name).join(', ') || 'none';
    throw new UsageError(`compare must have two sides, got ${got}; name them with '--agents' and '--native'`);
  }
  const pods = PodObjects.read(options.pods);
  return RunScope.within(async (scope) => {
    const input = placeInput(args, join(scope.folder, 'node'), {
      pods,
      globs: globsOf(sides),
      readsPods: sides.some(({ readsPods }) => readsPods),
      ...(options.root !== undefined && { root: options.root }),
      ...(options.pod !== undefined && { pod: parseContainerName(options.pod) }),
    });
    const results = await runAll(sides, input, scope, quietMs, pipelines);
    const report = reportOf(sides, results, input, limit);
    const { isTTY, columns } = process.stdout;
    process.stdout.write(
      options.json === true
        ? printJsonReport(report)
        : printReport(report, {
            columns: isTTY ? columns : undefined,
            color: isTTY && (process.env['NO_COLOR'] ?? '') === '',
          }),
    );
    return exitCodeOf(report, isWhole);
  });
}

/** Each once. */
function globsOf(sides: readonly Side[]): readonly SourceGlob[] {
  const globs = sides.flatMap((side) => side.globs).filter(({ glob }) => isAbsolute(glob));
  return [...new Map(globs.map((one) => [one.glob, one])).values()];
}

async function runAll(
  sides: readonly Side[],
  input: LogInput,
  scope: RunScope,
  quietMs: number,
  pipelines: readonly LogPipeline<EngineName>[],
): Promise<readonly SideResult[]> {
  const progress = new RunProgress(sides.map(({ name }) => name));
  const run = (side: Side, expected: number): Promise<SideResult> =>
    side.run(input, {
      scope,
      patience: { expected, quietMs },
      progress: (entries) => progress.show(side.name, entries),
    });
  try {
    // What the model says is soon known, and tells how long others are waited for.
    const expected = pipelines.length === 0 ? Infinity : await expectedOf(pipelines, input, scope, quietMs);
    const outcomes = await Promise.allSettled(sides.map((side) => run(side, expected)));
    return outcomes.map((outcome) => {
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    });
  } finally {
    progress.end();
  }
}

async function expectedOf(
  pipelines: readonly LogPipeline<EngineName>[],
  input: LogInput,
  scope: RunScope,
  quietMs: number,
): Promise<number> {
  try {
    const model = modelSide(pipelines);
    const { entries } = await model.run(input, {
      scope,
      patience: { expected: 0, quietMs },
      progress: () => undefined,
    });
    return entries.length;
  } catch {
    // It cannot run what is native to one engine; then all are waited for longer.
    return Infinity;
  }
}

function reportOf(sides: readonly Side[], results: readonly SideResult[], input: LogInput, limit: number): Report {
  const { entries, note } = apart(results.map((result) => result.entries));
  const reported = sides.map(({ name, about }, index): ReportedSide => ({
    name,
    about,
    entries: entries[index]?.length ?? 0,
    leftOut: results[index]?.leftOut ?? [],
    notes: results[index]?.notes ?? [],
  }));
  const [base = [], ...others] = entries;
  const twinOf = (index: number): string | undefined => {
    const at = others.slice(0, index).findIndex((earlier) => isSame(earlier, others[index] ?? []));
    return at < 0 ? undefined : reported[at + 1]?.name;
  };
  return {
    sides: reported,
    files: input.files.length,
    lines: input.lines,
    notes: [...input.notes, ...(note === undefined ? [] : [note])],
    comparisons: others.map((other, index) => {
      const sameAs = twinOf(index);
      return {
        base: reported[0]?.name ?? '',
        other: reported[index + 1]?.name ?? '',
        ...(sameAs !== undefined && { sameAs }),
        ...compareEntries(base, other, limit),
      };
    }),
  };
}

function isSame(one: readonly ReceivedEntry[], other: readonly ReceivedEntry[]): boolean {
  return one.length === other.length && pairEntries(one, other).same === one.length;
}

function agentsOf(
  { agents }: CompareOptions,
  pipelines: readonly LogPipeline<EngineName>[],
  programs: readonly AgentProgram[],
  told: string[],
): readonly Side[] {
  if (pipelines.length === 0) {
    if (agents === undefined) return [];
    throw new UsageError(`'--agents' must come with a module that exports a pipeline, got ${agents} and '${noModule}'`);
  }
  const known = [interpreter, ...programs.map(({ name }) => name)];
  const names = agents === undefined ? known : agents.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UsageError(`'--agents' must be of ${known.join(', ')}, got '${unknown}'`);
  return [...new Set(names)].flatMap((name): readonly Side[] => {
    if (name === interpreter) {
      const foreign = foreignCode(pipelines);
      if (foreign.length === 0) return [modelSide(pipelines)];
      told.push(`left out   ${name}: native code of ${foreign.join(', ')}, which only that engine can run`);
      return [];
    }
    const program = programs.find((one) => one.name === name);
    const found = program === undefined ? undefined : findProgram(program, told);
    if (program === undefined || found === undefined) return [];
    const known: Readonly<Record<keyof typeof engines, () => Engine>> = engines;
    const engine = known[program.name]();
    try {
      return [generatedSide(program, found, engine, pipelines)];
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      for (const finding of error.findings) told.push(`left out   ${name}: ${printFinding(finding)}`);
      return [];
    }
  });
}

function nativeOf(
  given: string,
  { expandEnv }: CompareOptions,
  programs: readonly AgentProgram[],
  told: string[],
): readonly Side[] {
  const [, name, file] = /^([^=]+)=(.+)$/s.exec(given) ?? [];
  const program = programs.find((one) => one.name === name);
  if (program === undefined || file === undefined) {
    const known = programs.map((one) => one.name).join(', ');
    throw new UsageError(`'--native' must be <agent>=<file>, the agent one of ${known}, got ${given}`);
  }
  const found = findProgram(program, told);
  if (found === undefined) return [];
  return [nativeSide(program, found, file, expandEnv === true ? ['-config.expand-env=true'] : [])];
}

function findProgram(program: AgentProgram, told: string[]) {
  const found = program.find();
  if (found === undefined) {
    told.push(
      `left out   ${program.name}: it is not installed; set ${program.variable} to the program, or put it on the PATH`,
    );
  }
  return found;
}

/** Names of their own: two configurations may be called the same. */
function named(sides: readonly Side[]): readonly Side[] {
  return sides.map((side, index) => {
    const before = sides.slice(0, index).filter(({ name }) => name === side.name).length;
    return before === 0 ? side : { ...side, name: `${side.name} (${before + 1})` };
  });
}

function count(option: string, given: string): number {
  const number = Number(given);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new UsageError(`'${option}' must be 1 or more, got ${given}`);
}

function seconds(option: string, given: string): number {
  const number = Number(given);
  if (number > 0 && Number.isFinite(number)) return number;
  throw new UsageError(`'${option}' must be more than 0, got ${given}`);
}
