import type { StageKind, StageOf, StageSpec } from '../stage-spec';
import { conditionTest } from './condition-test';
import {
  classifyStep,
  levelStep,
  lineStep,
  removeStep,
  renameStep,
  replaceStep,
  setStep,
  timeStep,
} from './field-steps';
import { sampleStep, throttleStep } from './flow-steps';
import { countStep, measureStep } from './metric-steps';
import type { MetricStore } from './metric-steps';
import { nativeStep } from './native-step';
import { captureStep, parseJsonStep, parseLogfmtStep } from './parse-steps';
import type { StageReport } from './report';
import type { WorkingRecord } from './working-record';

/** What a stage does to a record: changes it in place, and says whether it stays. */
export type Step = (record: WorkingRecord) => boolean;

/** Counts of a stage while it runs. */
export type StageUse = { -readonly [K in keyof StageReport]: StageReport[K] };

/** What steps tell while they run. */
export interface StepContext {
  /** Of the stage itself: each step adds the records at which it had something to do. */
  readonly use: StageUse;
  readonly metrics: MetricStore;
  /** The counts of a stage inside, by its place. */
  useOf(stage: string): StageUse;
  /** @param stage - where: `stages[3].stages[0] drop` */
  onDrop(stage: string, record: WorkingRecord): void;
  /** @param stage - whose code failed; its record stays as it was */
  onFail(stage: string, message: string): void;
}

type StepMaker<K extends StageKind> = (spec: StageOf<K>, context: StepContext, place: string) => Step;

const makers: { readonly [K in Exclude<StageKind, 'joinLines'>]: StepMaker<K> } = {
  parseJson: parseJsonStep,
  parseLogfmt: parseLogfmtStep,
  parsePattern: captureStep,
  parseRegex: captureStep,
  parsePath: captureStep,
  when: whenStep,
  rename: renameStep,
  set: setStep,
  remove: removeStep,
  time: timeStep,
  level: levelStep,
  classify: classifyStep,
  keep: ({ condition }, { use }) => counted(conditionTest(condition), use),
  drop: ({ condition }, { use }) => {
    const test = counted(conditionTest(condition), use);
    return (record) => !test(record);
  },
  sample: (spec, { use }) => always(sampleStep(spec), use),
  throttle: (spec, { use }) => always(throttleStep(spec), use),
  replace: replaceStep,
  line: lineStep,
  count: countStep,
  measure: measureStep,
  native: nativeStep,
};

/**
 * The stages as one step; it tells of what each drops.
 *
 * @param place - of the list: `stages`
 * @throws if a stage holds native code that is not Vector's, or does not compile
 */
export function stageSteps(
  stages: readonly Exclude<StageSpec, { kind: 'joinLines' }>[],
  context: Omit<StepContext, 'use'>,
  place: string,
  firstIndex = 0,
): Step {
  const steps = stages.map((spec, index) => stageStep(spec, context, `${place}[${firstIndex + index}]`));
  return (record) => {
    for (const step of steps) if (!step(record)) return false;
    return true;
  };
}

function stageStep(
  spec: Exclude<StageSpec, { kind: 'joinLines' }>,
  context: Omit<StepContext, 'use'>,
  place: string,
): Step {
  const stage = `${place} ${spec.kind}`;
  const use = context.useOf(stage);
  // Each row of the table takes its own kind, which TypeScript cannot follow through a lookup.
  const step = (makers[spec.kind] as StepMaker<StageKind>)(spec, { ...context, use }, place);
  // Inner stages have told already.
  if (spec.kind === 'when') {
    return (record) => {
      use.records += 1;
      return step(record);
    };
  }
  return (record) => {
    use.records += 1;
    if (step(record)) return true;
    context.onDrop(stage, record);
    return false;
  };
}

function whenStep(spec: StageOf<'when'>, context: StepContext, place: string): Step {
  const test = counted(conditionTest(spec.condition), context.use);
  const stages = spec.stages as readonly Exclude<StageSpec, { kind: 'joinLines' }>[];
  const inner = stageSteps(stages, context, `${place}.stages`);
  return (record) => !test(record) || inner(record);
}

function counted(test: Step, use: StageUse): Step {
  return (record) => {
    if (!test(record)) return false;
    use.applied += 1;
    return true;
  };
}

/** A stage that has to do with each record. */
function always(step: Step, use: StageUse): Step {
  return (record) => {
    use.applied += 1;
    return step(record);
  };
}
