import { sendsAllFields, sinkReads, stageReads } from '../../../pipeline/reads';
import type { SinkSpec } from '../../../pipeline/sink-spec';
import type { StageSpec } from '../../../pipeline/stage-spec';

/** The fields that are read anywhere in a pipeline, with what `rename` makes of them; undefined where all are. */
export function readFields(stages: readonly StageSpec[], sinks: readonly SinkSpec[]): ReadonlySet<string> | undefined {
  const flat = stages.flatMap(withInner);
  if (flat.some((stage) => stage.kind === 'line' && 'json' in stage && stage.json === 'all')) {
    return undefined;
  }
  if (sinks.some(sendsAllFields)) return undefined;
  const leaves = [...flat.flatMap(stageReads), ...sinks.flatMap(sinkReads)];
  return new Set(leaves.flatMap((leaf) => (leaf.of === 'field' ? [leaf.path[0]] : [])));
}

/** Whether a pipeline prints fields as JSON. */
export function printsJson(stages: readonly StageSpec[]): boolean {
  return stages.flatMap(withInner).some((stage) => stage.kind === 'line' && 'json' in stage);
}

function withInner(stage: StageSpec): readonly StageSpec[] {
  return stage.kind === 'when' ? [stage, ...stage.stages.flatMap(withInner)] : [stage];
}
