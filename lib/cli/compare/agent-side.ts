import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Engine } from '../../engines/engine';
import type { EngineName } from '../../pipeline/engine-name';
import type { LogPipeline } from '../../pipeline/log-pipeline';
import { settle } from '../../text/reader';
import { reasonOf } from '../reason';
import { SourceGlob } from '../source-glob';
import { plural } from '../stream-table';
import { UsageError } from '../usage-error';
import { AgentProcess, freePort } from './agent-process';
import type { AgentProgram, FoundProgram, Redirection } from './agent-program';
import type { LogInput } from './log-input';
import { LokiRecorder } from './loki-recorder';
import { receivedEntries } from './received-entry';
import type { RunOptions, Side, SideResult } from './side';
import { someNode } from './pod-objects';
import { variable } from './variables';
import { now } from './now';

/** A configuration, and how its program is to read it. */
interface Configuration {
  readonly text: string;
  /** Values of variables, where the program expands them in the text. */
  readonly expand?: (input: LogInput) => Readonly<Record<string, string>>;
  /** What the program is started with. */
  readonly environment: (input: LogInput) => NodeJS.ProcessEnv;
  readonly tieBreaks: readonly string[];
  /** Files that stand beside it, by name. @default - none */
  readonly files?: (dataDir: string) => Readonly<Record<string, string>>;
}

/** The pipelines as an agent's generated configuration. @throws FindingsError if the agent cannot express them */
export function generatedSide(
  program: AgentProgram,
  found: FoundProgram,
  engine: Engine,
  pipelines: readonly LogPipeline<EngineName>[],
): Side {
  const version = engine.versions.find((one) => one === found.version);
  const config = engine.translate(pipelines, version === undefined ? {} : { version });
  const names = [...config.variables.env, ...config.variables.secrets];
  const variables = (input: LogInput): Readonly<Record<string, string>> => ({
    ...Object.fromEntries(names.map((name) => [name, variable(name)])),
    ...nodeNames(input.containers),
  });
  const expands = program.expands(found.version, config.environment, config.arguments ?? []);
  const specs = pipelines.flatMap(({ sources }) => sources.map(({ spec }) => spec));
  const configuration: Configuration = {
    text: settle(config.print(), config.fileName),
    ...(expands && { expand: variables }),
    environment: variables,
    tieBreaks: tieBreaksOf(program, pipelines),
    files: (dataDir) =>
      Object.fromEntries(
        Object.entries(config.files).map(([file, content]) => [
          file,
          settle(content, file).replaceAll(engine.dataDir, dataDir),
        ]),
      ),
  };
  return {
    name: program.name,
    about: `${named(program, found)}, the generated configuration${
      found.version !== undefined && version === undefined ? ` of ${config.version}, the nearest that is known` : ''
    }`,
    globs: specs.flatMap((spec) => (spec.kind === 'files' ? [new SourceGlob(spec.glob)] : [])),
    readsPods: specs.some(({ kind }) => kind === 'pods'),
    run: (input, options) => runAgent(program, found, program.name, configuration, input, options),
  };
}

/** A configuration of the user's own. @throws UsageError if it cannot be read */
export function nativeSide(program: AgentProgram, found: FoundProgram, file: string, args: readonly string[]): Side {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`'--native' must name a configuration, got ${file}: ${reasonOf(error)}`, { cause: error });
  }
  const environment = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
  const variables = ({ containers }: Pick<LogInput, 'containers'>) => ({ ...nodeNames(containers), ...environment });
  const expands = program.expands(found.version, environment, args);
  const expand = expands ? variables({ containers: [] }) : undefined;
  const { globs, pods } = naming(file, () => program.reads(text, expand));
  const configuration: Configuration = {
    text,
    ...(expands && { expand: variables }),
    environment: variables,
    tieBreaks: [],
    files: () => filesBeside(program, file, text),
  };
  return {
    name: basename(file),
    about: `${named(program, found)}, ${file}`,
    globs,
    readsPods: pods,
    run: (input, options) => {
      // It may send more than the model does, and later: a multi-line entry waits for its end.
      const patience = { ...options.patience, expected: Infinity };
      return runAgent(program, found, file, configuration, input, { ...options, patience });
    },
  };
}

/** @throws UsageError if one cannot be read */
function filesBeside(program: AgentProgram, file: string, text: string): Readonly<Record<string, string>> {
  const names = program.files?.(text) ?? [];
  return Object.fromEntries(
    names.map((name) => {
      if (name.split('/').includes('..')) {
        throw new UsageError(`${file} names ${name}, which must stand in its folder or below; move it there`);
      }
      try {
        return [name, readFileSync(join(dirname(file), name), 'utf8')];
      } catch (error) {
        throw new UsageError(`${file} names ${name}, which cannot be read: ${reasonOf(error)}`, { cause: error });
      }
    }),
  );
}

/** What the translation adds to the sinks, without what has a meaning in one of them. */
function tieBreaksOf(program: AgentProgram, pipelines: readonly LogPipeline<EngineName>[]): readonly string[] {
  const taken = pipelines.flatMap(({ sinks }) =>
    sinks.map(({ spec }) =>
      spec.kind === 'loki' ? [...spec.labels, ...spec.structuredMetadata].map(([name]) => name) : [],
    ),
  );
  return taken.flatMap((names) => program.tieBreaks(names)).filter((name) => !taken.flat().includes(name));
}

function named(program: AgentProgram, { version }: FoundProgram): string {
  return version === undefined ? `${program.name} of unknown version` : `${program.name} ${version}`;
}

/** How agents are told their node, as charts do. */
function nodeNames(containers: LogInput['containers']): Readonly<Record<string, string>> {
  const node = containers[0]?.node ?? someNode;
  return { K8S_NODE_NAME: node, NODE_NAME: node, VECTOR_SELF_NODE_NAME: node };
}

async function runAgent(
  program: AgentProgram,
  found: FoundProgram,
  name: string,
  { text, expand, environment, tieBreaks, files }: Configuration,
  input: LogInput,
  { scope, patience, progress }: RunOptions,
): Promise<SideResult> {
  const folder = join(scope.folder, `run-${scope.next()}`);
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir, { recursive: true });
  const recorder = await LokiRecorder.start();
  try {
    const where: Redirection = {
      root: input.root,
      dataDir,
      url: (to) => recorder.url(to),
      containers: input.containers,
      version: found.version,
      ...(expand !== undefined && { expand: expand(input) }),
    };
    const redirected = naming(name, () => program.redirect(text, where));
    const file = join(folder, program.fileName);
    writeFileSync(file, redirected.text, { mode: 0o600 });
    for (const [beside, content] of Object.entries(naming(name, () => files?.(dataDir) ?? {}))) {
      const place = join(folder, beside);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, content, { mode: 0o600 });
    }
    const from = now();
    const own = {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      HOSTNAME: process.env['HOSTNAME'],
      NO_PROXY: '*',
    };
    const args = program.args(file, dataDir, await freePort());
    const running = new AgentProcess(found, args, { ...own, ...environment(input) }, folder, scope);
    const isCut = await running.untilQuiet(recorder, patience, () => progress(recorder.count));
    const failure = await running.stop();
    if (failure !== undefined) throw new UsageError(`${name}: ${found.path} ${failure}`);
    progress(recorder.count);
    const { targets, leftOut, notes } = redirected;
    const entries = receivedEntries(recorder.pushes, {
      during: [from, now()],
      tieBreaks,
      target: (to) => targets[to] ?? '',
    });
    return {
      entries,
      leftOut,
      notes: [
        ...notes,
        ...(isCut ? ['it was still at work when it was given up: what it sends is not whole'] : []),
        ...refused(recorder),
        ...(entries.length === 0 ? silence(running) : []),
      ],
    };
  } finally {
    await recorder.stop();
  }
}

/** Says of which configuration a fault is. */
function naming<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${name}: ${error.message}`, { cause: error });
  }
}

function refused({ refusals }: LokiRecorder): readonly string[] {
  const [first] = refusals;
  return first === undefined
    ? []
    : [`a Loki would refuse ${plural(refusals.length, 'push', 'pushes')}, the first for ${first}`];
}

function silence({ complaints }: AgentProcess): readonly string[] {
  return ['nothing came', ...complaints.slice(0, 3).map((line) => `it said ${line}`)];
}
