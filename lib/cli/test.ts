import type { LogPipeline } from '../pipeline/log-pipeline';
import type { EngineName } from '../pipeline/engine-name';
import { differences } from '../testing/difference';
import { loadPipelines } from './load-pipelines';
import { plural } from './stream-table';
import { UsageError } from './usage-error';

/**
 * Runs the examples that a module's pipelines hold, and shows what they do otherwise.
 *
 * @returns the exit code: 1 where a pipeline does not do what one of its examples says, else 0
 */
export async function testPipelines(module: string): Promise<number> {
  const pipelines = await loadPipelines(module);
  const count = pipelines.reduce((sum, { examples }) => sum + Object.keys(examples).length, 0);
  if (count === 0) throw new UsageError(noExamples(pipelines));
  let failed = 0;
  for (const pipeline of pipelines) {
    for (const [name, example] of Object.entries(pipeline.examples)) {
      const found = differences(pipeline, example);
      process.stdout.write(`${found.length === 0 ? 'ok    ' : 'failed'}  ${pipeline.name}: ${name}\n`);
      for (const { message } of found) process.stdout.write(`${message.replace(/^/gm, '        ')}\n`);
      if (found.length > 0) failed += 1;
    }
  }
  process.stdout.write(`${plural(count, 'example')}, ${failed} failed\n`);
  return failed > 0 ? 1 : 0;
}

/** What to do where there is nothing to test. */
export function noExamples(pipelines: readonly LogPipeline<EngineName>[]): string {
  const names = pipelines.map(({ name }) => name).join(', ');
  return `no example is attached to ${names}; add examples: { 'what it shows': { records, ships } }`;
}
