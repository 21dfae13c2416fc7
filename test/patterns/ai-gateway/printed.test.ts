import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AiGatewayLogs, LogPipeline, records, Sink } from 'cdk8s-logging';
import type { LogRecord, LokiEntry } from 'cdk8s-logging';
import { vector } from 'cdk8s-logging/vector';
import { parse } from 'yaml';
import { examples } from '../../../examples/ai-gateway/examples';
import { printInstant } from '../../../lib/languages/time/instant';
import { compileVrl } from '../../../lib/languages/vrl/compiler/compiler';
import type { VrlTimestamp, VrlValue } from '../../../lib/languages/vrl/compiler/vrl-value';
import { eventOf } from './naive';
import { gateway, slog } from './pods';

const logs = new AiGatewayLogs();
const pipeline = new LogPipeline('inference', {
  sources: logs.sources,
  stages: logs.stages,
  sinks: [Sink.loki({ url: 'http://loki' }, { labels: logs.labels, structuredMetadata: logs.structuredMetadata })],
});
const time = '2026-11-21T08:00:00Z';
const data = join(__dirname, '..', '..', 'data', 'logs');
const linesOf = (file: string) => readFileSync(join(data, file), 'utf8').split('\n').slice(0, -1);

/** The program that is printed for Vector, run by VRL's own compiler. */
const printed = parse(vector.translate([pipeline]).print() as string) as {
  readonly transforms: Readonly<Record<string, { readonly source: string }>>;
};
const program = compileVrl(printed.transforms['inference_entry']?.source ?? '');

function asVectorHasIt(record: LogRecord): Pick<LokiEntry, 'labels' | 'line' | 'time'> {
  const outcome = program.run(eventOf(record));
  if (outcome.kind !== 'done') throw new Error(`${outcome.kind}: ${outcome.message}`);
  const { labels, message, timestamp } = outcome.event as Record<string, VrlValue>;
  return {
    labels: labels as Record<string, string>,
    line: message as string,
    time: printInstant((timestamp as VrlTimestamp).instant),
  };
}

const cases: readonly (readonly [string, Iterable<LogRecord>])[] = [
  ...Object.entries(examples).map(([name, example]) => [name, example.records] as const),
  ["Rust's real lines", records(linesOf('tracing-subscriber-0.3.23/ranker.jsonl'), gateway)],
  ["Go's real lines", records(linesOf('go-slog-1.26.8/checkout.jsonl'), slog)],
];

test.each(cases)('the program for Vector agrees: %s', (_, read) => {
  const all = [...read].map((record) => ({ ...record, time }));
  const meant = (pipeline.run(all) as LokiEntry[]).map(({ labels, line, time: at }) => ({ labels, line, time: at }));
  expect(all.map(asVectorHasIt)).toEqual(meant);
});
