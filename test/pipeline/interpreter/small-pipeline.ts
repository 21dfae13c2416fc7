import type { LokiEntry } from '../../../lib/pipeline/entry';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import type { LogPipelineProps } from '../../../lib/pipeline/log-pipeline';
import type { LogRecord } from '../../../lib/pipeline/record';
import { fields } from '../../../lib/pipeline/ref';
import { Sink } from '../../../lib/pipeline/sink';
import { Source } from '../../../lib/pipeline/source';

export const sources = [Source.files('/logs/*.log')] as const;

/** Shows the field `k` of each record. */
export const loki = Sink.loki({ url: 'http://loki' }, { labels: { app: 'a' }, structuredMetadata: { ...fields('k') } });

/** The stages between one source and one sink, or more. */
export const pipeline = (stages: LogPipelineProps['stages'], ...sinks: readonly Sink[]): LogPipeline =>
  new LogPipeline('test', { sources, stages: stages ?? [], sinks: [loki, ...sinks] });

/** A record of that second of a minute. */
export const at = (second: number, all: string): LogRecord => ({
  line: all,
  time: `2026-11-21T00:00:${String(second).padStart(2, '0')}Z`,
});

export const lines = (entries: readonly unknown[]): readonly string[] =>
  (entries as readonly LokiEntry[]).map((entry) => entry.line);
