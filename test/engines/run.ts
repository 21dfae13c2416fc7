/**
 * Holds the library to the real programs: `npm run test:engines [-- --only <suite>] [--list] [--runs <n>] [--pipelines <n>]
 * [--tasks <n>] [--outage <seconds>] [--seed <n>] [--pipeline <number>] [--json <file>]`.
 *
 * Each file in `suites/` exports a `suite`. What the registries have is built once, into a folder outside the checkout; a
 * program that is missing otherwise fails the suite that needs it; one that no package registry has leaves it out.
 */
import { accessSync, constants, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { parseArgs } from 'node:util';

import { buildPrograms, givenFor, placeOf } from './built';
import type { BuiltProgram } from './built';
import type { Amounts, Suite } from './suite';

const shownFailures = 3;

/** What is missing, by program of a registry. */
type Reasons = ReadonlyMap<BuiltProgram, string>;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      list: { type: 'boolean', default: false },
      runs: { type: 'string', default: '10000' },
      pipelines: { type: 'string', default: '1000' },
      pipeline: { type: 'string' },
      tasks: { type: 'string', default: '60' },
      outage: { type: 'string', default: '20' },
      json: { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    },
  });
  const { only, json } = values;
  const amounts: Amounts = {
    seed: whole('seed', values.seed, 0),
    runs: whole('runs', values.runs, 1),
    pipelines: whole('pipelines', values.pipelines, 1),
    ...(values.pipeline === undefined ? {} : { pipeline: whole('pipeline', values.pipeline, 0) }),
    tasks: whole('tasks', values.tasks, 1),
    outage: whole('outage', values.outage, 1),
  };
  const cacheHome = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const cache = process.env['CDK8S_LOGGING_CACHE'] ?? join(cacheHome, 'cdk8s-logging');
  mkdirSync(cache, { recursive: true });

  const all = suitesIn(join(__dirname, 'suites'));
  const unknown = (only ?? []).filter((name) => !all.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(`no suite is named ${unknown.join(' or ')}; they are ${all.map(({ name }) => name).join(', ')}`);
    return 1;
  }
  const suites = all.filter(({ name }) => only?.includes(name) ?? true);
  if (values.list) {
    for (const suite of suites) console.log(`${suite.name}: ${wantsOf(suite, cache).join('; ') || 'nothing'}`);
    return 0;
  }

  const { seed, runs, pipelines, tasks } = amounts;
  console.log(`seed ${seed}, ${runs} texts per reader and stack, ${pipelines} pipelines per agent, ${tasks} tasks`);
  const start = Date.now();
  const running = suites.filter((suite) => isThere(suite));
  const wanted = new Set(running.flatMap(({ builds = [] }) => builds));
  const reasons = await buildPrograms(wanted, cache, (line) => console.log(line));
  const total = { passed: 0, failed: 0 };
  const leftOut = suites.flatMap((suite) => (isThere(suite) ? [] : [lackOf(suite, amounts)]));
  const reports: Record<string, unknown> = {};
  for (const suite of running) {
    const missing = missingFor(suite, reasons);
    if (missing.length > 0) {
      console.error(`\n${suite.name}\n  FAILED: ${missing.join('\n')}`);
      total.failed += 1;
      continue;
    }
    const { passed, failed, lacking, measured } = await runSuite(suite, amounts, cache);
    total.passed += passed;
    total.failed += failed;
    leftOut.push(...lacking);
    reports[suite.name] = { passed, failed, ...measured };
  }
  for (const line of leftOut) console.log(`\nleft out: ${line}`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ ...amounts, leftOut, suites: reports }, null, 2)}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed in ${((Date.now() - start) / 60_000).toFixed(1)} min`);
  return total.failed > 0 ? 1 : 0;
}

async function runSuite(suite: Suite, amounts: Amounts, cache: string) {
  const count = { passed: 0, failed: 0 };
  const measured: Record<string, unknown> = {};
  const lacking: string[] = [];
  const shown = new Map<string, number>();
  const start = Date.now();
  console.log(`\n${suite.name}`);
  try {
    await suite.run({
      ...amounts,
      cache,
      program(name) {
        if (suite.builds?.includes(name) !== true) throw new Error(`'builds' of ${suite.name} must list ${name}`);
        return givenFor(name) ?? placeOf(name, cache);
      },
      say: (line) => console.log(`  ${line}`),
      leaveOut: (line) => lacking.push(`${suite.name}: ${line}`),
      measure(name, value) {
        measured[name] = value;
      },
      check(name, passed, detail) {
        count[passed ? 'passed' : 'failed'] += 1;
        const before = shown.get(name) ?? 0;
        if (passed || before === shownFailures) return;
        shown.set(name, before + 1);
        console.error(`  FAILED ${name}: ${detail().slice(0, 2000)}`);
      },
    });
  } catch (error) {
    count.failed += 1;
    console.error(`  FAILED: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`  ${count.passed} passed, ${count.failed} failed in ${seconds} s`);
  return { ...count, lacking, measured };
}

function suitesIn(folder: string): readonly Suite[] {
  return (
    readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      .map((file) => (require(join(folder, file)) as { readonly suite: Suite }).suite)
  );
}

/** What a suite asks for, and whether that is there. */
function wantsOf({ builds = [], needs = [], found }: Suite, cache: string): readonly string[] {
  const state = (program: string): string => `${program} (${isFound(program) ? 'found' : 'not found'})`;
  return [
    ...builds.map((name) => {
      const given = givenFor(name);
      if (given !== undefined) return `runs ${state(given)}`;
      return `builds ${name} (${existsSync(placeOf(name, cache)) ? 'built' : 'not yet built'})`;
    }),
    ...needs.map((program) => `needs ${state(program)}`),
    ...(found === undefined ? [] : [`left out without ${state(found.program)}`]),
  ];
}

function isThere({ found }: Suite): boolean {
  return found === undefined || isFound(found.program);
}

function lackOf({ name, found, costs }: Suite, amounts: Amounts): string {
  const cost = costs === undefined ? '' : `; costs ${costs(amounts)}`;
  return `${name}: no program ${found?.program}; ${found?.by}${cost}`;
}

function missingFor({ builds = [], needs = [] }: Suite, reasons: Reasons): readonly string[] {
  return [
    ...builds.flatMap((name) => reasons.get(name) ?? []),
    ...needs.flatMap((program) => (isFound(program) ? [] : [`it needs ${program} on the PATH`])),
  ];
}

/** Whether there is such a program, by its path or on the PATH. */
function isFound(program: string): boolean {
  const folders = isAbsolute(program) ? [''] : (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** @throws if it is no whole number */
function whole(name: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new TypeError(`'--${name}' must be a whole number of at least ${least}, got ${text}`);
}

void main().then((code) => {
  process.exitCode = code;
});
