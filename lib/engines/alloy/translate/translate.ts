import { FindingsError } from '../../../findings/finding';
import type { NonEmpty } from '../../../pipeline/non-empty';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { SinkOf } from '../../../pipeline/sink-spec';
import { alloyDialect } from '../../loki-stages/translate/dialect';
import { ofPipelines } from '../../loki-stages/judged-labels';
import { fileOrigin } from '../../loki-stages/translate/origin';
import { podOrigin } from '../../loki-stages/translate/pod-origin';
import { criStage } from '../../loki-stages/translate/pod-rules';
import type { PodsSpec } from '../../loki-stages/translate/pod-rules';
import { familyStages, sharedLokiStages } from '../../loki-stages/translate/translate';
import type { ReadLines } from '../../loki-stages/translate/translate';
import { AlloyConfig } from '../alloy-config';
import { loki } from '../config/components';
import type { HasComponent } from '../config/component';
import type { DiscoveryKubernetes } from '../config/discovery-kubernetes';
import type { LogsReceiver } from '../config/shape';
import type { AlloyVersion } from '../versions';
import { readFiles } from './files';
import type { FilesSpec } from './files';
import { LokiSinks } from './loki-sinks';
import { ownPods, readPods } from './pods';
import { refusals } from './refusals';

/**
 * Pipelines as one configuration of Alloy: what finds and reads files, a `loki.process` with the pipeline's stages for each
 * source that is read in another way, a `loki.write` for each Loki. Where a pipeline has several sinks, a `loki.process` for
 * each makes its entries of what the pipeline's own leaves.
 *
 * While a Loki is away Alloy asks again without end; its queue fills (10 MiB for each), and then it waits and reads no more,
 * for other sinks neither. Told to end then, it tries for 15 seconds, or does not end at all where the queue is full. What is
 * in the queue when it ends is lost, since files count as read by then: measured, 113,000 lines of 12 MB.
 *
 * Where Alloy is not quite what docs/model.md says, beyond what {@link refusals} refuse:
 * - Lines before the first one that `joinLines` looks for come one by one, and lines that are empty are left out where
 *   they begin what is joined.
 * - `throttle` counts by arrival and refills all the time: within a second up to twice `linesPerSecond` can pass. So do the
 *   periods of `sample`'s `first`; a record that the share keeps anyway does not use up its value's first.
 * - Where times are set by a stage, `observed_timestamp` in structured metadata, the time when Alloy saw the line, tells
 *   equal lines apart.
 * - A byte order mark at the beginning of a file is not part of its first line, and that of UTF-16 makes the file one of
 *   UTF-16.
 * - Kubernetes' labels and annotations have their names' other characters than letters and digits as `_`: two that differ
 *   in these alone are one. An empty one is absent. Where one that a pipeline reads changes while its pod runs, what the
 *   container wrote is read again.
 *
 * @throws FindingsError with all that Alloy cannot do of these pipelines
 */
export function translate(pipelines: readonly LogPipeline<'alloy'>[], version: AlloyVersion): AlloyConfig {
  FindingsError.throwIfAny(refusals(pipelines));
  const agent = new Agent(pipelines);
  const sources = pipelines.flatMap((pipeline) => agent.read(pipeline));
  return ofPipelines(new AlloyConfig({ components: sources as unknown as NonEmpty<HasComponent>, version }), pipelines);
}

/** What pipelines share: the Lokis, the node's pods, and who reads what. */
class Agent {
  private readonly sinks = new LokiSinks();
  private readonly files: FilesSpec[] = [];
  private readonly containers: PodsSpec[] = [];
  private pods: DiscoveryKubernetes | undefined;

  constructor(private readonly pipelines: readonly LogPipeline<'alloy'>[]) {}

  /** The components that read for a pipeline. All others are found from them. */
  read(pipeline: LogPipeline<'alloy'>): readonly HasComponent[] {
    const name = pipeline.name.replaceAll('-', '_');
    return [...this.readFiles(name, pipeline), ...this.readPods(name, pipeline)];
  }

  /** One component for all files whose lines may be of one length. */
  private readFiles(name: string, pipeline: LogPipeline<'alloy'>): readonly HasComponent[] {
    const byLimit = new Map<number, FilesSpec[]>();
    for (const { spec } of pipeline.sources) {
      if (spec.kind === 'files') byLimit.set(spec.maxLineBytes, [...(byLimit.get(spec.maxLineBytes) ?? []), spec]);
    }
    return [...byLimit].map(([maxLineBytes, group], index) => {
      const label = index === 0 ? name : `${name}_files_${index + 1}`;
      const lines = { origin: fileOrigin, first: [], maxLineBytes, dialect: alloyDialect };
      const receivers = this.process(label, pipeline, lines);
      const reader = readFiles(label, group as unknown as NonEmpty<FilesSpec>, this.files, receivers);
      this.files.push(...group);
      return reader;
    });
  }

  private readPods(name: string, pipeline: LogPipeline<'alloy'>): readonly HasComponent[] {
    const sources = podSources(pipeline);
    const { origin, labels } = podOrigin(pipeline);
    return sources.map((source, index) => {
      const label = index === 0 ? `${name}_pods` : `${name}_pods_${index + 1}`;
      const { maxLineBytes } = source;
      const lines = { origin, first: [criStage(maxLineBytes)], maxLineBytes, dialect: alloyDialect };
      const receivers = this.process(label, pipeline, lines);
      this.pods ??= ownPods(this.pipelines.flatMap(podSources));
      const reader = readPods(label, source, { pods: this.pods, labels, claims: this.containers }, receivers);
      this.containers.push(source);
      return reader;
    });
  }

  /** What takes a pipeline's lines. */
  private process(name: string, pipeline: LogPipeline<'alloy'>, lines: ReadLines): NonEmpty<LogsReceiver> {
    const sinks = lokiSinks(pipeline);
    const [sink] = sinks;
    if (sinks.length === 1 && sink !== undefined) {
      const forwardTo: NonEmpty<LogsReceiver> = [this.sinks.of(sink.to).receiver];
      return [loki.process(name, { forwardTo, stages: familyStages(pipeline, sink, lines) }).receiver];
    }
    const { shared, own } = sharedLokiStages(pipeline, sinks, lines);
    const forwardTo = sinks.map(({ to }, index) => {
      const label = `${name}_sink_${index + 1}`;
      return loki.process(label, { forwardTo: [this.sinks.of(to).receiver], stages: own[index] ?? [] }).receiver;
    });
    return [loki.process(name, { forwardTo: forwardTo as unknown as NonEmpty<LogsReceiver>, stages: shared }).receiver];
  }
}

function podSources({ sources }: LogPipeline<'alloy'>): readonly PodsSpec[] {
  return sources.flatMap(({ spec }) => (spec.kind === 'pods' ? [spec] : []));
}

/** The sinks of a pipeline that are Lokis; refusals say what the others are. */
function lokiSinks(pipeline: LogPipeline<'alloy'>): readonly SinkOf<'loki'>[] {
  return pipeline.sinks.flatMap(({ spec }) => (spec.kind === 'loki' ? [spec] : []));
}
