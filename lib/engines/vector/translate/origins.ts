import { path } from '../../../languages/vrl';
import type { Vrl } from '../../../languages/vrl';
import { eventKeys } from '../../../languages/vrl/event-keys';
import type { EngineName } from '../../../pipeline/engine-name';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import { sinkReads, stageReads } from '../../../pipeline/reads';
import type { Leaf } from '../../../pipeline/reads';
import type { OriginName } from '../../../pipeline/ref-spec';
import type { StageSpec } from '../../../pipeline/stage-spec';

/** The kinds of sources that a pipeline has, and so what its records may know of where they were read. */
export interface Origins {
  readonly files: boolean;
  readonly pods: boolean;
}

export const filesOnly: Origins = Object.freeze({ files: true, pods: false });

/** Where an event holds what its source knows. What a line says is under a key of its own, and reaches none of these. */
export const originPaths: Readonly<Record<OriginName, Vrl>> = Object.freeze({
  path: path(eventKeys.path),
  namespace: path('kubernetes', 'pod_namespace'),
  pod: path('kubernetes', 'pod_name'),
  container: path('kubernetes', 'container_name'),
  stream: path('stream'),
  node: path('kubernetes', 'pod_node_name'),
});

/** Where an event holds a pod's label or annotation; all of them without a key. */
export function podTexts(of: 'podLabel' | 'podAnnotation', ...key: readonly string[]): Vrl {
  return path('kubernetes', of === 'podLabel' ? 'pod_labels' : 'pod_annotations', ...key);
}

export function originsOf({ sources }: Pick<LogPipeline<EngineName>, 'sources'>): Origins {
  return {
    files: sources.some(({ kind }) => kind === 'files'),
    pods: sources.some(({ kind }) => kind === 'pods'),
  };
}

/** The key of an event that holds where its line stands in its file. */
export const fileOffset = 'offset';

/** The key of an event that holds when the container runtime saw the line, in nanoseconds. */
export const observedTime = 'observed_timestamp';

/**
 * The key of an event that tells equal lines of equal times apart, of which Loki would keep one. What a container runtime wrote
 * is told apart by its time, as long as no stage sets another.
 */
export function tieBreakOf(pipeline: Pick<LogPipeline<EngineName>, 'sources' | 'stages'>): string | undefined {
  if (originsOf(pipeline).files) return fileOffset;
  return setsTime(pipeline) ? observedTime : undefined;
}

/** What of pods stages and sinks read. */
export type PodPart = Exclude<OriginName, 'path'> | 'podLabel' | 'podAnnotation';

/** All that a pipeline reads of pods; undefined where it may be anything. */
export function podPartsRead({
  stages,
  sinks,
}: Pick<LogPipeline<EngineName>, 'stages' | 'sinks'>): ReadonlySet<PodPart> | undefined {
  const all = stages.flatMap(({ spec }) => [...withInner(spec)]);
  if (all.some(({ kind }) => kind === 'native') || sinks.some(({ spec }) => spec.kind === 'stdout')) return undefined;
  const leaves = [...all.flatMap(stageReads), ...sinks.flatMap(({ spec }) => sinkReads(spec))];
  return new Set(leaves.flatMap((leaf) => partOf(leaf) ?? []));
}

/** Whether a stage gives records a time of their own. */
function setsTime({ stages }: Pick<LogPipeline<EngineName>, 'stages'>): boolean {
  return stages.some(({ spec }) => [...withInner(spec)].some(({ kind }) => kind === 'time' || kind === 'native'));
}

function partOf(leaf: Leaf): PodPart | undefined {
  if (leaf.of === 'podLabel' || leaf.of === 'podAnnotation') return leaf.of;
  return leaf.of === 'origin' && leaf.name !== 'path' ? leaf.name : undefined;
}

function* withInner(stage: StageSpec): Generator<StageSpec> {
  yield stage;
  if (stage.kind === 'when') for (const inner of stage.stages) yield* withInner(inner);
}
