/**
 * Holds the library to the real programs:
 * `npm run test:engines [-- --only <suite>] [--runs <n>] [--tasks <n>] [--seed <n>] [--json <file>]`.
 *
 * Each file in `suites/` exports a `suite`. A program that is missing fails the suite that needs it; one that no package
 * registry has leaves it out.
 */
import { accessSync, constants, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { parseArgs } from 'node:util';

import type { Suite } from './suite';

const shownFailures = 3;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      runs: { type: 'string', default: '10000' },
      tasks: { type: 'string', default: '60' },
      json: { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    },
  });
  const { only, json } = values;
  const [runs, tasks, seed] = [Number(values.runs), Number(values.tasks), Number(values.seed)];
  const cacheHome = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const cache = process.env['CDK8S_LOGGING_CACHE'] ?? join(cacheHome, 'cdk8s-logging');
  mkdirSync(cache, { recursive: true });

  const folder = join(__dirname, 'suites');
  const suites = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    .map((file) => (require(join(folder, file)) as { readonly suite: Suite }).suite)
    .filter((suite) => only === undefined || only.includes(suite.name));
  if (suites.length === 0) {
    console.error(`no suite is named ${(only ?? []).join(' or ')}`);
    return 1;
  }

  console.log(`seed ${seed}, ${runs} texts per reader and stack`);
  const total = { passed: 0, failed: 0 };
  const leftOut: string[] = [];
  const reports: Record<string, unknown> = {};
  for (const suite of suites) {
    if (suite.found !== undefined && !isFound(suite.found.program)) {
      leftOut.push(`${suite.name}: no program ${suite.found.program}; ${suite.found.by}`);
      continue;
    }
    const missing = (suite.needs ?? []).filter((program) => !isFound(program));
    if (missing.length > 0) {
      console.error(`\n${suite.name}\n  FAILED: it needs ${missing.join(' and ')} on the PATH`);
      total.failed += 1;
      continue;
    }
    const { passed, failed, measured } = await runSuite(suite, { seed, runs, tasks, cache });
    total.passed += passed;
    total.failed += failed;
    reports[suite.name] = { passed, failed, ...measured };
  }
  for (const line of leftOut) console.log(`\nleft out: ${line}`);
  if (json !== undefined)
    writeFileSync(json, `${JSON.stringify({ seed, runs, tasks, leftOut, suites: reports }, null, 2)}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
}

async function runSuite(suite: Suite, options: { seed: number; runs: number; tasks: number; cache: string }) {
  const count = { passed: 0, failed: 0 };
  const measured: Record<string, unknown> = {};
  const shown = new Map<string, number>();
  const start = Date.now();
  console.log(`\n${suite.name}`);
  try {
    await suite.run({
      ...options,
      say: (line) => console.log(`  ${line}`),
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
  return { ...count, measured };
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

void main().then((code) => {
  process.exitCode = code;
});
