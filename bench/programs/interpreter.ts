/** `interpreter.js <lines.json> <path> <warm>` prints the milliseconds that the lines after the first `warm` take. */
import { readFileSync } from 'node:fs';
import { records } from 'cdk8s-logging';
import { airflowPipeline } from '../airflow-pipeline';

const [, , file = '', path = '', warm = ''] = process.argv;
const lines = JSON.parse(readFileSync(file, 'utf8')) as string[];
const pipeline = airflowPipeline('http://loki');

const run = (some: readonly string[]): number => pipeline.run(records(some, { path })).length;
run(lines.slice(0, Number(warm)));
const start = performance.now();
const entries = run(lines.slice(Number(warm)));
const time = performance.now() - start;
if (entries !== lines.length - Number(warm)) throw new Error(`each line must be an entry, got ${entries}`);
process.stdout.write(JSON.stringify([time]));
