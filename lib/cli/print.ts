import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printFinding } from '../findings/finding';
import type { Engine } from '../engines/engine';
import { engines } from '../engines/engines';
import { settle } from '../text/reader';
import { loadPipelines } from './load-pipelines';
import { noExamples } from './test';
import { UsageError } from './usage-error';

/** What `print` can be told. */
export interface PrintOptions {
  readonly agent: string;
  readonly agentVersion?: string;
  /** Where entries go, for pipelines that are functions of it. @default 'http://loki:3100' */
  readonly loki?: string;
  readonly dataDir?: string;
  /** Prints the examples as tests of the agent's own instead. */
  readonly tests?: boolean;
  /** A folder for the configuration and the files that stand beside it. @default - all to standard output */
  readonly out?: string;
}

/**
 * Prints the native configuration of a module's pipelines as the agent reads it: the main file to standard output, what
 * must be known besides, findings too, to standard error.
 *
 * @returns the exit code: 1 where a pipeline has errors, else 0
 */
export async function printPipelines(module: string, options: PrintOptions): Promise<number> {
  const engine = engineOf(options.agent);
  const version = versionOf(engine.versions, options.agentVersion);
  let ignored = false;
  const loki = options.loki === undefined ? undefined : { url: options.loki };
  const pipelines = await loadPipelines(module, loki, () => (ignored = true));
  if (ignored && loki !== undefined) {
    const remedy = "export a function of the Loki, 'pipeline = (loki) => …'";
    process.stderr.write(`warning --loki: ignored where a pipeline is no function of its Loki; ${remedy}\n`);
  }
  const where = {
    ...(version !== undefined && { version }),
    ...(options.dataDir !== undefined && { dataDir: options.dataDir }),
  };
  if (options.tests === true) return printTests(engine, pipelines, where);
  const config = engine.translate(pipelines, where);
  const main = settle(config.print(), config.fileName);
  const files = Object.entries(config.files).map(([name, text]) => [name, settle(text, name)] as const);
  if (options.out === undefined) {
    process.stdout.write(main.endsWith('\n') ? main : `${main}\n`);
    for (const [name, text] of files) process.stdout.write(`\n# --- ${name}\n${text}\n`);
    if (files.length > 0) process.stderr.write(`${besides(config.fileName, Object.keys(config.files))}\n`);
  } else {
    mkdirSync(options.out, { recursive: true });
    for (const [name, text] of [[config.fileName, main] as const, ...files]) {
      writeFileSync(join(options.out, name), text.endsWith('\n') ? text : `${text}\n`);
    }
  }
  const { env, secrets } = config.variables;
  for (const [name, value] of Object.entries(config.environment)) process.stderr.write(`set ${name}=${value}\n`);
  for (const argument of config.arguments ?? []) process.stderr.write(`start it with ${argument}\n`);
  if (env.length > 0) process.stderr.write(`give these variables: ${env.join(', ')}\n`);
  if (secrets.length > 0) process.stderr.write(`give these secrets as variables: ${secrets.join(', ')}\n`);
  const findings = [...pipelines.flatMap((pipeline) => pipeline.check()), ...engine.check(pipelines, where)];
  for (const finding of findings) process.stderr.write(`${finding.severity} ${printFinding(finding)}\n`);
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** What printed files are told that cannot run as they are: they are several. */
function besides(main: string, others: readonly string[]): string {
  return `${main} needs ${others.join(', ')} beside it, printed after it here; write each to its file with --out <folder>`;
}

function printTests(
  engine: Engine,
  pipelines: Parameters<Engine['translate']>[0],
  where: Parameters<Engine['translate']>[1],
): number {
  if (engine.tests === undefined)
    throw new UsageError(`'--tests' must be for an agent that has some, got ${engine.name}`);
  if (pipelines.every(({ examples }) => Object.keys(examples).length === 0))
    throw new UsageError(noExamples(pipelines));
  const tests = engine.tests(pipelines, where);
  process.stdout.write(settle(tests.print(), tests.fileName));
  for (const { pipeline, example, reason } of tests.leftOut) {
    process.stderr.write(`left out   ${pipeline}: ${example}: ${reason}\n`);
  }
  for (const note of tests.notes) process.stderr.write(`note       ${note}\n`);
  process.stderr.write(`run        ${tests.command}\n`);
  return 0;
}

function engineOf(name: string): Engine {
  const known: Readonly<Record<string, () => Engine>> = engines;
  const load = Object.hasOwn(known, name) ? known[name] : undefined;
  if (load === undefined)
    throw new UsageError(`'--agent' must be one of ${Object.keys(known).join(', ')}, got '${name}'`);
  return load();
}

function versionOf<V extends string>(versions: readonly V[], given: string | undefined): V | undefined {
  if (given === undefined) return undefined;
  const version = versions.find((one) => one === given);
  if (version === undefined) {
    throw new UsageError(`'--agent-version' must be one of ${versions.join(', ')}, got '${given}'`);
  }
  return version;
}
