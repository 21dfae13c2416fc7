import type { StageKind, StageOf, StageSpec } from '../../../pipeline/stage-spec';
import { condition } from './conditions';
import { classify, level, lineText, remove, rename, replace, set } from './fields';
import { drop, keep, metric, sample, sampleWithFirst, throttle } from './flow';
import { jsonLine } from './json-line';
import { parseByRegex, parseJson, parseLogfmt } from './parse';
import { time } from './time';
import type { Topology } from './topology';

/** A stage within one program. */
type Actions<K extends StageKind> = { readonly actions: (stage: StageOf<K>, topology: Topology) => void };

/** A stage that needs stages of its own beside the program; it heeds the guard itself. */
type Stages<K extends StageKind> = { readonly stages: (stage: StageOf<K>, topology: Topology) => void };

/** A row for each stage; `joinLines` stands before all of them. */
const translations: { readonly [K in Exclude<StageKind, 'joinLines'>]: Actions<K> | Stages<K> } = {
  parseJson: { stages: parseJson },
  parseLogfmt: { stages: parseLogfmt },
  parsePattern: { stages: parseByRegex },
  parseRegex: { stages: parseByRegex },
  parsePath: { stages: parseByRegex },
  when: { stages: when },
  rename: { actions: rename },
  set: { actions: set },
  remove: { actions: remove },
  time: { stages: time },
  level: { actions: level },
  classify: { actions: classify },
  keep: { actions: (stage, topology) => keep(stage.condition, topology) },
  drop: { actions: (stage, topology) => drop(stage.condition, topology) },
  sample: {
    stages: (stage, topology) => {
      if (stage.first === undefined) topology.guarded(() => sample(stage, topology));
      else sampleWithFirst(stage, topology);
    },
  },
  throttle: { stages: throttle },
  replace: { actions: replace },
  line: {
    stages: (stage, topology) => {
      if ('json' in stage) jsonLine(stage, topology);
      else topology.guarded(() => lineText(stage, topology));
    },
  },
  count: { stages: metric },
  measure: { stages: metric },
  native: { stages: ({ source }, topology) => topology.native(source) },
};

export function addStage(stage: StageSpec, topology: Topology): void {
  if (stage.kind === 'joinLines') throw new TypeError("'joinLines' must come first, got one later; see docs/model.md");
  const row = translations[stage.kind] as Actions<StageKind> | Stages<StageKind>;
  if ('stages' in row) row.stages(stage, topology);
  else topology.guarded(() => row.actions(stage, topology));
}

/** One block where one program holds the stages, else a flag that the programs after it heed. */
function when({ condition: spec, stages }: StageOf<'when'>, topology: Topology): void {
  if (!stages.every(isActions)) {
    topology.within(
      (at) => condition(spec, at),
      () => stages.forEach((stage) => addStage(stage, topology)),
    );
    return;
  }
  topology.guarded(() => {
    topology.program.block(`if ${condition(spec, topology)}`, () => {
      for (const stage of stages) {
        if (stage.kind === 'when') when(stage, topology);
        else if (stage.kind !== 'joinLines') {
          const row = translations[stage.kind] as Actions<StageKind> | Stages<StageKind>;
          if ('actions' in row) row.actions(stage, topology);
          else row.stages(stage, topology);
        }
      }
    });
  });
}

/** Whether actions of one program are enough for a stage, whatever was before it. */
function isActions(stage: StageSpec): boolean {
  if (stage.kind === 'when') return stage.stages.every(isActions);
  if (stage.kind === 'line') return !('json' in stage);
  return stage.kind !== 'joinLines' && 'actions' in translations[stage.kind];
}
