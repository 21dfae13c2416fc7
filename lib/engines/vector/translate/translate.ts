import { FindingsError } from '../../../findings/finding';
import type { Finding } from '../../../findings/finding';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { SinkSpec } from '../../../pipeline/sink-spec';
import { vrl } from '../../../languages/vrl';
import type { Consumer, NonEmpty, Output } from '../config/component';
import { internalMetrics } from '../config/internal-metrics';
import { prometheusExporter } from '../config/prometheus-exporter';
import { VectorConfig } from '../vector-config';
import { metricsPort } from '../metrics-port';
import { isFrom } from '../versions';
import type { VectorVersion } from '../versions';
import { negated } from './conditions';
import { joinLines } from './joined-lines';
import { jsonFields } from '../../json-fields';
import { lokiSink } from './loki-sink';
import type { PreparedSink, SinkSurroundings } from './loki-sink';
import { originsOf, tieBreakOf } from './origins';
import { podReaders } from './pods';
import type { PodReader } from './pods';
import { refusals } from './refusals';
import type { Program } from './program';
import { readSources } from './sources';
import type { Claims } from './sources';
import { addStage } from './stages';
import { stdoutSink } from './stdout-sink';
import { Topology } from './topology';

/** Where metrics of pipelines are served. */
const metricsAddress = `0.0.0.0:${metricsPort}`;

/** What will run a translation. */
export interface Target {
  readonly version: VectorVersion;
  /** @default - the engine's own */
  readonly dataDir?: string | undefined;
  /** Whether metrics are served in any case. @default false */
  readonly servesMetrics?: boolean;
}

/**
 * Pipelines as one configuration of Vector.
 *
 * A record is an event: `.message` the line, `.timestamp` the time, `.file` the path, `.kubernetes` and `.stream` what is
 * known of a pod, `.fields` what stages set. Stages that one program can hold are one `remap`; lines are joined by `reduce`,
 * and `throttle`, `filter` and `log_to_metric` do what no program can. The last program puts together what the sink sends.
 * Vector's own metrics are served, on port 9598, where a pipeline counts or measures; otherwise nothing listens.
 *
 * Pods are read from the disk of their node, by as many `kubernetes_logs` as selectors of Kubernetes' are needed for each
 * container to be read by one; Kubernetes' API tells which pods there are. What has been read counts as delivered, so what
 * waits for Loki is kept in a buffer on the disk, of 256 MiB for each sink; once it is full, no more is read.
 *
 * Where Vector is not quite what docs/model.md says, beyond what {@link refusals} refuse:
 * - `throttle` counts by arrival and refills all the time: within a second up to twice `linesPerSecond` can pass, over n
 *   seconds at most n + 1 times as many. The periods of `sample`'s `first` go by arrival as well.
 * - A label or metadata value of exactly `<null>` is left out. An event without any label gets `agent="vector"`.
 * - A file that is cut off in place (`copytruncate` of logrotate) is silent until it is longer than it was; one that is renamed
 *   is read on, and a new one in its place from its start.
 * - In a line with bytes that are not UTF-8, U+FFFD characters in a row that were there before become one.
 * - Pods with the label `vector.dev/exclude: "true"`, and containers named in their annotation
 *   `vector.dev/exclude-containers`, are left out; Vector cannot be told otherwise. A pod whose log begins with the very
 *   bytes of another's, time included, is taken for that one.
 * - Lines of a pod that are read 10 minutes after it has gone have no labels and annotations; from their path, namespace,
 *   pod, container and node are still known.
 * - A line that a container runtime has cut is sent in two where Vector is replaced between its parts, or half a minute
 *   passes; of a line of more than 1024 parts, 8 MiB at least, the end is sent as one of its own. Where the runtime begins
 *   a new file between the parts of a line, its end is sent by itself and its beginning with the next line.
 *
 * @throws FindingsError with all that Vector cannot do of these pipelines
 */
export function translate(
  pipelines: readonly LogPipeline<'vector'>[],
  { version, dataDir, servesMetrics = false }: Target,
): VectorConfig {
  FindingsError.throwIfAny(refusals(pipelines, version));
  const claims: Claims = [];
  const metrics: Output[] = [];
  const readers = podReaders(pipelines);
  const sinks = pipelines.flatMap((pipeline, index) =>
    translatePipeline(pipeline, { version, claims, metrics, pods: readers[index] ?? [] }),
  );
  const exporter = metrics.length > 0 || servesMetrics ? [exportMetrics(metrics)] : [];
  return new TranslatedConfig({
    sinks: [...sinks, ...exporter] as unknown as NonEmpty<Consumer>,
    version,
    ...(dataDir === undefined ? {} : { dataDir }),
    // Later versions forget the pods of long ago by themselves.
    ...(servesMetrics && !isFrom(version, '0.43.0') ? { expireMetricsSecs: 300 } : {}),
  });
}

/** Programs are written here; the user's own among them have been compiled at their stages. */
class TranslatedConfig extends VectorConfig {
  protected override checkPrograms(): readonly Finding[] {
    return [];
  }
}

interface Whole {
  readonly version: VectorVersion;
  /** Files that pipelines before this one read. */
  readonly claims: Claims;
  readonly metrics: Output[];
  /** What reads this one's pods. */
  readonly pods: readonly PodReader[];
}

function translatePipeline(
  pipeline: LogPipeline<'vector'>,
  { version, claims, metrics, pods }: Whole,
): readonly Consumer[] {
  const name = pipeline.name.replaceAll('-', '_');
  const stages = pipeline.stages.map(({ spec }) => spec);
  const origins = originsOf(pipeline);
  const read = readSources(name, pipeline, { claims, pods, version });
  const joinAt = stages.findIndex(({ kind }) => kind === 'joinLines');
  const join = stages[joinAt];
  const isJoined = join?.kind === 'joinLines';
  const tail: NonEmpty<Output> = isJoined
    ? [joinLines(name, join, stages.slice(0, joinAt), read, origins)]
    : read.outputs;
  const topology = new Topology(name, tail, { mayHoldNumbers: jsonFields(stages), origins }, version);
  const { prepare } = read;
  if (!isJoined && prepare !== undefined) topology.pure(prepare);
  for (const stage of stages.slice(joinAt + 1)) addStage(stage, topology);
  const sinks = addSinks(
    pipeline.sinks.map(({ spec }) => spec),
    topology,
    { version, origins, tieBreak: tieBreakOf(pipeline) },
  );
  metrics.push(...topology.metrics);
  return sinks;
}

function addSinks(specs: readonly SinkSpec[], topology: Topology, surroundings: SinkSurroundings): readonly Consumer[] {
  const prepared = specs.map((spec) => ({ spec, sink: prepareSink(spec, surroundings) }));
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

function prepareSink(spec: SinkSpec, surroundings: SinkSurroundings): PreparedSink {
  if (spec.kind === 'loki') return lokiSink(spec, surroundings);
  if (spec.kind === 'stdout') return stdoutSink(surroundings.origins);
  throw new TypeError(`'sinks' must be loki or stdout, got ${spec.kind}; refusals name the engines that have it`);
}

/** Prometheus would take a record's own time for the sample's. */
function exportMetrics(metrics: readonly Output[]): Consumer {
  const inputs: NonEmpty<Output> = [internalMetrics('vector_metrics'), ...metrics];
  return prometheusExporter('metrics', { inputs, address: metricsAddress, suppressTimestamp: true });
}
