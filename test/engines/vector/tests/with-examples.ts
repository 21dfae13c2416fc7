import * as fc from 'fast-check';
import type { Example } from '../../../../lib/pipeline/example';
import { LogPipeline } from '../../../../lib/pipeline/log-pipeline';
import type { LogRecord } from '../../../../lib/pipeline/record';
import { Sink } from '../../../../lib/pipeline/sink';
import { Source } from '../../../../lib/pipeline/source';
import { record, ref, stages } from '../../../contract/random-pipeline';

/** An example that expects all that `run` gives. */
export function asItIs(of: LogPipeline<'vector'>, read: readonly LogRecord[]): Example {
  return { records: read, ships: of.run(read) };
}

/** Pipelines of one Loki sink, each with an example of all that it ships. */
export const randomPipelines = fc
  .tuple(stages, ref, ref, ref, fc.array(record, { minLength: 1, maxLength: 4 }))
  .map(([all, one, two, three, read]) => {
    const labels = { app: 'x', one, podName: two };
    const of = new LogPipeline<'vector'>('p', {
      sources: [Source.files('/v/**/*.log')],
      stages: all,
      sinks: [Sink.loki({ url: 'http://loki' }, { labels, structuredMetadata: { three } })],
    });
    return of.with<'vector'>({ examples: { all: asItIs(of, read) } });
  });
