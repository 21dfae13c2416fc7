import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { LogMetric } from '../config/log-to-metric';
import type { Component } from '../config/component';
import { holds } from '../../../pipeline/pod-set';
import type { Origin } from '../../../pipeline/record';
import { globRegex } from '../../glob';
import { podReaders } from '../translate/pods';
import type { PodReader } from '../translate/pods';
import type { VectorConfig } from '../vector-config';

/** Where a pipeline's events come into a configuration, and where they leave it. */
export interface TestTopology {
  /** The transforms behind what reads a file, or the output of a pod's container. */
  readonly entrances: (origin: Origin) => readonly string[];
  /** Bytes of the longest line that is read there. */
  readonly longest: (origin: Origin) => number;
  /** For each of the pipeline's sinks, the transforms that feed it. */
  readonly exits: readonly (readonly string[])[];
  /** The transforms that make a metric of the name. */
  readonly metric: (name: string) => readonly string[];
}

/** Of each pipeline, in the order in which they were translated: each pipeline's sinks stand in the order of its own. */
export function testTopologies(
  pipelines: readonly LogPipeline<'vector'>[],
  config: Pick<VectorConfig, 'components'>,
): readonly TestTopology[] {
  const sinks = config.components.filter(({ section }) => section === 'sinks');
  const pods = podReaders(pipelines);
  let next = 0;
  return pipelines.map((pipeline, index) =>
    topology(sinks.slice(next, (next += pipeline.sinks.length)), config.components, pods[index] ?? []),
  );
}

function topology(
  sinks: readonly Component[],
  components: readonly Component[],
  pods: readonly PodReader[],
): TestTopology {
  const sources = new Set(sinks.flatMap((sink) => [...upstream(sink)]).filter(({ section }) => section === 'sources'));
  const transforms = components.filter(({ section }) => section === 'transforms');
  const own = transforms.filter((one) => [...upstream(one)].some((other) => sources.has(other)));
  const podReader = ({ name }: Component): PodReader | undefined => pods.find((reader) => reader.name === name);
  const readers = (origin: Origin): readonly Component[] =>
    [...sources].filter((source) => {
      const reader = podReader(source);
      if (reader !== undefined) return origin.path === undefined && holds(reader.set, origin);
      return origin.path !== undefined && reads(source, origin.path);
    });
  return {
    entrances: (origin) => {
      const reading = new Set(readers(origin));
      const behind = own.filter(({ inputs }) => inputs.some(({ component }) => reading.has(component)));
      return behind.map(({ name }) => name);
    },
    longest: (origin) =>
      Math.max(
        ...readers(origin).map(
          // A source of files is told one byte more, for a carriage return.
          (source) => podReader(source)?.maxLineBytes ?? Number(source.options['maxLineBytes']) - 1,
        ),
      ),
    exits: sinks.map(({ inputs }) => inputs.map(({ name }) => name)),
    metric: (name) => own.filter((one) => metricOf(one) === name).map((one) => one.name),
  };
}

/** What feeds a component, directly or not. */
function upstream({ inputs }: Component): ReadonlySet<Component> {
  const found = new Set<Component>();
  for (const { component } of inputs) for (const one of [component, ...upstream(component)]) found.add(one);
  return found;
}

function reads({ type, options }: Component, path: string): boolean {
  if (type !== 'file') return false;
  const { include = [], exclude = [] } = options as { include?: readonly string[]; exclude?: readonly string[] };
  const matches = (glob: string): boolean => globRegex(glob).test(path);
  return include.some(matches) && !exclude.some(matches);
}

function metricOf({ type, options }: Component): unknown {
  return type === 'log_to_metric' ? (options['metrics'] as readonly LogMetric[] | undefined)?.[0]?.name : undefined;
}
