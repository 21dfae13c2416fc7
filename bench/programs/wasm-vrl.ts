/** `wasm-vrl.js <program.vrl> <events.json> <warm>` prints the milliseconds that the events after the first `warm` take. */
import { readFileSync } from 'node:fs';
import { compileVrl } from 'cdk8s-logging/vector';
import type { VrlValue } from 'cdk8s-logging/vector';

const [, , program = '', file = '', warm = ''] = process.argv;
const compiled = compileVrl(readFileSync(program, 'utf8'));
const events = JSON.parse(readFileSync(file, 'utf8')) as VrlValue[];

const run = (some: readonly VrlValue[]): void => {
  for (const event of some) {
    const { kind } = compiled.run(event);
    if (kind !== 'done') throw new Error(`the program must come to its end, got ${kind}`);
  }
};
run(events.slice(0, Number(warm)));
const start = performance.now();
run(events.slice(Number(warm)));
process.stdout.write(JSON.stringify([performance.now() - start]));
