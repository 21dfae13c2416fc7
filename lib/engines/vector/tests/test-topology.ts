import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { LogMetric } from '../config/log-to-metric';
import type { Component } from '../config/component';
import { globRegex } from '../../glob';
import type { VectorConfig } from '../vector-config';

/** Where a pipeline's events come into a configuration, and where they leave it. */
export interface TestTopology {
  /** The transforms behind what reads the file at a path. */
  readonly entrances: (path: string) => readonly string[];
  /** Bytes of the longest line that is read of the file at a path. */
  readonly longest: (path: string) => number;
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
  let next = 0;
  return pipelines.map((pipeline) => topology(sinks.slice(next, (next += pipeline.sinks.length)), config.components));
}

function topology(sinks: readonly Component[], components: readonly Component[]): TestTopology {
  const sources = new Set(sinks.flatMap((sink) => [...upstream(sink)]).filter(({ section }) => section === 'sources'));
  const transforms = components.filter(({ section }) => section === 'transforms');
  const own = transforms.filter((one) => [...upstream(one)].some((other) => sources.has(other)));
  const readers = (path: string): readonly Component[] => [...sources].filter((source) => reads(source, path));
  return {
    entrances: (path) => {
      const reading = new Set(readers(path));
      const behind = own.filter(({ inputs }) => inputs.some(({ component }) => reading.has(component)));
      return behind.map(({ name }) => name);
    },
    // The source is told one byte more, for a carriage return.
    longest: (path) => Math.max(...readers(path).map(({ options }) => Number(options['maxLineBytes']) - 1)),
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
