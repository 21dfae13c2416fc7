import type { ConditionSpec } from '../../../lib/pipeline/condition-spec';
import type { StageSpec } from '../../../lib/pipeline/stage-spec';

/** Whether what it drops depends on when, or by which agent, it is read. */
export function isByChance(stage: StageSpec): boolean {
  if (stage.kind === 'when') return stage.stages.some(isByChance);
  return stage.kind === 'sample' || stage.kind === 'throttle';
}

const always: ConditionSpec = { test: 'exists', ref: { of: 'line' } };
const never: ConditionSpec = { test: 'not', condition: always };

/** The stage that keeps the most, or the least, of what one that drops by chance may keep. */
export function sparing(stage: StageSpec, kept: 'most' | 'least'): StageSpec {
  if (stage.kind === 'when') return { ...stage, stages: stage.stages.map((inner) => sparing(inner, kept)) };
  if (stage.kind !== 'sample' && stage.kind !== 'throttle') return stage;
  return { kind: 'keep', condition: kept === 'most' ? always : (stage.unless ?? never) };
}

/** Records that may pass in each second: what the strictest `throttle` says that all of them meet. */
export function rateOf(stages: readonly StageSpec[]): number | undefined {
  const rates = stages.flatMap((stage) =>
    stage.kind === 'throttle' && stage.per === undefined && stage.unless === undefined ? [stage.linesPerSecond] : [],
  );
  return rates.length === 0 ? undefined : Math.min(...rates);
}
