import { FindingsError } from '../../../findings/finding';
import type { Finding } from '../../../findings/finding';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { SinkSpec } from '../../../pipeline/sink-spec';
import { vrl } from '../../../languages/vrl';
import type { Consumer, NonEmpty, Output } from '../config/component';
import { internalMetrics } from '../config/internal-metrics';
import { prometheusExporter } from '../config/prometheus-exporter';
import { VectorConfig } from '../vector-config';
import type { VectorVersion } from '../versions';
import { negated } from './conditions';
import { joinLines, readLine } from './joined-lines';
import { jsonFields } from '../../json-fields';
import { lokiSink } from './loki-sink';
import type { PreparedSink } from './loki-sink';
import { refusals } from './refusals';
import type { Program } from './program';
import { fileSources } from './sources';
import type { Claims } from './sources';
import { addStage } from './stages';
import { stdoutSink } from './stdout-sink';
import { Topology } from './topology';

/** Where metrics of pipelines are served. */
const metricsAddress = '0.0.0.0:9598';

/**
 * Pipelines as one configuration of Vector.
 *
 * A record is an event: `.message` the line, `.timestamp` the time, `.file` the path, `.fields` what stages set. Stages
 * that one program can hold are one `remap`; lines are joined by `reduce`, and `throttle`, `filter` and `log_to_metric` do
 * what no program can. The last program puts together what the sink sends. Vector's own metrics are served, on port 9598,
 * where a pipeline counts or measures; otherwise nothing listens.
 *
 * Where Vector is not quite what docs/model.md says, beyond what {@link refusals} refuse:
 * - `throttle` counts by arrival and refills all the time: within a second up to twice `linesPerSecond` can pass, over n
 *   seconds at most n + 1 times as many. The periods of `sample`'s `first` go by arrival as well.
 * - A label or metadata value of exactly `<null>` is left out. An event without any label gets `agent="vector"`.
 * - A file that is cut off in place (`copytruncate` of logrotate) is silent until it is longer than it was; one that is renamed
 *   is read on, and a new one in its place from its start.
 *
 * @throws FindingsError with all that Vector cannot do of these pipelines
 */
export function translate(
  pipelines: readonly LogPipeline<'vector'>[],
  version: VectorVersion,
  dataDir: string | undefined,
): VectorConfig {
  FindingsError.throwIfAny(refusals(pipelines, version));
  const claims: Claims = [];
  const metrics: Output[] = [];
  const sinks = pipelines.flatMap((pipeline) => translatePipeline(pipeline, version, claims, metrics));
  const exporter = metrics.length === 0 ? [] : [exportMetrics(metrics)];
  return new TranslatedConfig({
    sinks: [...sinks, ...exporter] as unknown as NonEmpty<Consumer>,
    version,
    ...(dataDir === undefined ? {} : { dataDir }),
  });
}

/** Programs are written here; the user's own among them have been compiled at their stages. */
class TranslatedConfig extends VectorConfig {
  protected override checkPrograms(): readonly Finding[] {
    return [];
  }
}

function translatePipeline(
  pipeline: LogPipeline<'vector'>,
  version: VectorVersion,
  claims: Claims,
  metrics: Output[],
): readonly Consumer[] {
  const name = pipeline.name.replaceAll('-', '_');
  const stages = pipeline.stages.map(({ spec }) => spec);
  const sources = pipeline.sources.flatMap(({ spec }) => (spec.kind === 'files' ? [spec] : []));
  const read = fileSources(name, sources, claims);
  const joinAt = stages.findIndex(({ kind }) => kind === 'joinLines');
  const join = stages[joinAt];
  const tail: NonEmpty<Output> =
    join?.kind === 'joinLines'
      ? [joinLines(name, join, stages.slice(0, joinAt), read.outputs, read.maxLineBytes)]
      : read.outputs;
  const topology = new Topology(name, tail, jsonFields(stages), version);
  const { maxLineBytes } = read;
  if (join === undefined && maxLineBytes !== undefined) topology.pure((program) => readLine(program, maxLineBytes));
  for (const stage of stages.slice(joinAt + 1)) addStage(stage, topology);
  const sinks = addSinks(
    pipeline.sinks.map(({ spec }) => spec),
    topology,
    version,
  );
  metrics.push(...topology.metrics);
  return sinks;
}

function addSinks(specs: readonly SinkSpec[], topology: Topology, version: VectorVersion): readonly Consumer[] {
  const prepared = specs.map((spec) => ({ spec, sink: prepare(spec, version) }));
  const finish =
    ({ spec, sink }: (typeof prepared)[number]) =>
    (program: Program): void => {
      if (spec.when !== undefined) program.add(vrl`if ${negated(spec.when, program)} { abort }`);
      sink.prepare(program);
    };
  const [only] = prepared;
  if (prepared.length === 1 && only !== undefined) {
    topology.pure(finish(only));
    return [only.sink.make(topology.component(only.spec.kind), topology.flush('entry'))];
  }
  const inputs = topology.flush();
  return prepared.map((one) => {
    topology.continueFrom(inputs);
    topology.pure(finish(one));
    return one.sink.make(topology.component(one.spec.kind), topology.flush('entry'));
  });
}

function prepare(spec: SinkSpec, version: VectorVersion): PreparedSink {
  if (spec.kind === 'loki') return lokiSink(spec, version);
  if (spec.kind === 'stdout') return stdoutSink;
  throw new TypeError(`'sinks' must be loki or stdout, got ${spec.kind}; refusals name the engines that have it`);
}

/** Prometheus would take a record's own time for the sample's. */
function exportMetrics(metrics: readonly Output[]): Consumer {
  const inputs: NonEmpty<Output> = [internalMetrics('vector_metrics'), ...metrics];
  return prometheusExporter('metrics', { inputs, address: metricsAddress, suppressTimestamp: true });
}
