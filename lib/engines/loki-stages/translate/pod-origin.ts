import type { EngineName } from '../../../pipeline/engine-name';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import { sinkReads, stageReads } from '../../../pipeline/reads';
import type { Leaf } from '../../../pipeline/reads';
import type { OriginName } from '../../../pipeline/ref-spec';
import type { StageSpec } from '../../../pipeline/stage-spec';
import type { Origin } from './origin';

/** A label that discovery knows, and the one that it becomes for the stages. */
export interface OriginLabel {
  readonly from: string;
  readonly to: string;
}

const metaNames: Readonly<Partial<Record<OriginName, string>>> = {
  namespace: '__meta_kubernetes_namespace',
  pod: '__meta_kubernetes_pod_name',
  container: '__meta_kubernetes_pod_container_name',
  node: '__meta_kubernetes_pod_node_name',
};

/** What discovery calls a pod's label or annotation. */
export function metaName(of: 'podLabel' | 'podAnnotation', key: string, present = false): string {
  const kind = of === 'podLabel' ? 'label' : 'annotation';
  return `__meta_kubernetes_pod_${kind}${present ? 'present' : ''}_${key.replace(/[^a-zA-Z0-9_]/g, '_')}`;
}

/** Of pods: only what the pipeline reads is a label on the way to its stages. */
export function podOrigin(pipeline: Pick<LogPipeline<EngineName>, 'stages' | 'sinks'>): {
  readonly origin: Origin;
  readonly labels: readonly OriginLabel[];
} {
  const leaves = [
    ...pipeline.stages.flatMap(({ spec }) => allReads(spec)),
    ...pipeline.sinks.flatMap(({ spec }) => sinkReads(spec)),
  ];
  const found = new Map<string, string>();
  for (const leaf of leaves) {
    const from =
      leaf.of === 'origin'
        ? metaNames[leaf.name]
        : leaf.of === 'podLabel' || leaf.of === 'podAnnotation'
          ? metaName(leaf.of, leaf.key)
          : undefined;
    if (from !== undefined) found.set(from, labelOf(from));
  }
  const labels = [...found].map(([from, to]): OriginLabel => ({ from, to }));
  const origin: Origin = {
    isPod: true,
    names: {
      ...Object.fromEntries(Object.entries(metaNames).map(([name, from]) => [name, labelOf(from)])),
      stream: 'stream',
      path: 'filename',
    },
    podText: (of, key) => labelOf(metaName(of, key)),
    time: 'time',
    labels: ['filename', 'stream', ...labels.map(({ to }) => to)],
  };
  return { origin, labels };
}

function labelOf(meta: string): string {
  return meta.replace('__meta_kubernetes_', 'origin_');
}

function allReads(stage: StageSpec): readonly Leaf[] {
  return [...stageReads(stage), ...(stage.kind === 'when' ? stage.stages.flatMap(allReads) : [])];
}
