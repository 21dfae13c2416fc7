import { Condition } from '../../../pipeline/condition';
import type { ConditionSpec } from '../../../pipeline/condition-spec';
import type { EngineName } from '../../../pipeline/engine-name';
import type { NonEmpty } from '../../../pipeline/non-empty';
import { Stage } from '../../../pipeline/stage';
import type { StageSpec } from '../../../pipeline/stage-spec';
import type { Known } from './known';

/** What becomes a stage once it is known which of its fields are read. */
export type Step =
  | { readonly kind: 'stage'; readonly stage: Stage<EngineName>; readonly comments: readonly string[] }
  | {
      readonly kind: 'parse';
      /** The values that it sets, by the field that each needs. */
      readonly sets: readonly (readonly [field: string, value: Known])[];
      /** The stage for the fields that are read. */
      readonly make: (fields: NonEmpty<string>) => Stage;
      readonly comments: readonly string[];
    }
  | {
      readonly kind: 'when';
      readonly condition: ConditionSpec;
      readonly steps: readonly Step[];
      readonly comments: readonly string[];
    };

/** What is to be said beside a stage, by its data. */
export type Comments = Map<StageSpec, readonly string[]>;

/** The stages; what is read by nothing is left out. */
export function stagesOf(steps: readonly Step[], comments: Comments): readonly Stage<EngineName>[] {
  return steps.flatMap((step): readonly Stage<EngineName>[] => {
    const stage = stageOf(step, comments);
    if (stage === undefined) return [];
    if (step.comments.length > 0) comments.set(stage.spec, step.comments);
    return [stage];
  });
}

function stageOf(step: Step, comments: Comments): Stage<EngineName> | undefined {
  switch (step.kind) {
    case 'stage':
      return step.stage;
    case 'parse': {
      const used = step.sets.filter(([, value]) => value.isUsed).map(([field]) => field);
      const [first, ...others] = new Set(used);
      return first === undefined ? undefined : step.make([first, ...others]);
    }
    case 'when': {
      const [first, ...others] = stagesOf(step.steps, comments);
      return first === undefined ? undefined : Stage.when(new Condition(step.condition), first, ...others);
    }
  }
}
