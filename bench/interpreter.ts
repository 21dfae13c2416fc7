import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vector } from '../lib/engines/vector/engine';
import { Vrl } from '../lib/languages/vrl/vrl';
import { airflowLines, airflowPath } from './airflow-lines';
import { airflowPipeline } from './airflow-pipeline';
import { findVector } from './found';
import { compiled, numbersOf, scratch, wallTime } from './fresh';
import { compare, ratesRow } from './row';
import type { Rows } from './row';

const warm = 5_000;
const measured = 20_000;

/**
 * Lines of Airflow read by the interpreter, against the program that Vector is given for them: run by Vector's own VRL where it
 * is found (`vector vrl`, which reads and writes each event as JSON), and by the module that `compileVrl` runs.
 */
export function interpreterRows(): Rows {
  mkdirSync(scratch, { recursive: true });
  const path = `/opt/airflow/logs/${airflowPath}`;
  const lines = airflowLines(warm + measured);
  const timestamp = '2026-11-21T00:00:00Z';
  const events = lines.map((message, offset) => ({ message, offset, file: path, source_type: 'file', timestamp }));
  const programs = vector
    .translate([airflowPipeline('http://loki')])
    .components.flatMap(({ options }) => (Vrl.is(options['source']) ? [options['source'].print()] : []));
  const files = {
    lines: write('lines.json', JSON.stringify(lines)),
    events: write('events.json', JSON.stringify(events)),
    all: write('all.jsonl', events.map((event) => `${JSON.stringify(event)}\n`).join('')),
    warm: write(
      'warm.jsonl',
      events
        .slice(0, warm)
        .map((event) => `${JSON.stringify(event)}\n`)
        .join(''),
    ),
    program: write(
      'program.vrl',
      // JSON has no times.
      ['.timestamp = parse_timestamp!(string!(.timestamp), "%+")', ...programs, '.'].join('\n'),
    ),
  };

  compiled('bench/airflow-pipeline.ts');
  const interpreter = compiled('bench/programs/interpreter.ts');
  const wasm = compiled('bench/programs/wasm-vrl.ts');
  const ours = (): number => numbersOf(interpreter, files.lines, path, String(warm))[0] ?? Number.NaN;
  const name = 'interpreter, lines of Airflow';
  const found = findVector();
  const native = (program: string) => (): number => {
    const args = (input: string): readonly string[] => ['vrl', '--program', files.program, '--input', input];
    return wallTime(program, args(files.all)) - wallTime(program, args(files.warm));
  };
  const rows = [
    'missing' in found
      ? { name: `${name}, native VRL`, missing: found.missing }
      : compare({
          name,
          against: `the same by native VRL (vector vrl ${found.version}, JSON in and out)`,
          ours,
          base: native(found.program),
          runs: 3,
        }),
    compare({
      name,
      against: "the same by compileVrl's WebAssembly",
      ours,
      base: () => numbersOf(wasm, files.program, files.events, String(warm))[0] ?? Number.NaN,
      runs: 3,
    }),
  ];
  return rows.map((row) => ('missing' in row ? row : ratesRow(row, measured)));
}

function write(name: string, text: string): string {
  const file = join(scratch, name);
  writeFileSync(file, text);
  return file;
}
