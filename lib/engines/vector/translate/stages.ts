import { Vrl, vrl } from '../../../languages/vrl';
import type { StageKind, StageOf, StageSpec } from '../../../pipeline/stage-spec';
import { remap } from '../config/remap';
import { condition } from './conditions';
import { classify, level, line, remove, rename, replace, set } from './fields';
import { drop, keep, sample, sampleWithFirst, throttle } from './flow';
import { metric } from './metrics';
import { parseByRegex, parseJson, parseLogfmt } from './parse';
import type { Program } from './program';
import { time } from './time';
import type { Topology } from './topology';

/** A stage within one program. */
type Statements<K extends StageKind> = (stage: StageOf<K>, program: Program) => void;

/** A stage that needs components of its own. */
type Components<K extends StageKind> = (stage: StageOf<K>, topology: Topology) => void;

type Translation<K extends StageKind> = { readonly statements: Statements<K> } | { readonly components: Components<K> };

/** A row for each stage; `joinLines` stands before all of them. */
const translations: { readonly [K in Exclude<StageKind, 'joinLines'>]: Translation<K> } = {
  parseJson: { statements: parseJson },
  parseLogfmt: { statements: parseLogfmt },
  parsePattern: { statements: parseByRegex },
  parseRegex: { statements: parseByRegex },
  parsePath: { statements: parseByRegex },
  when: { components: when },
  rename: { statements: rename },
  set: { statements: set },
  remove: { statements: remove },
  time: { statements: time },
  level: { statements: level },
  classify: { statements: classify },
  keep: { statements: (stage, program) => keep(stage.condition, program) },
  drop: { statements: (stage, program) => drop(stage.condition, program) },
  sample: { components: (stage, topology) => sampleStage(stage, topology) },
  throttle: { components: throttle },
  replace: { statements: replace },
  line: { statements: line },
  count: { components: metric },
  measure: { components: metric },
  native: { components: native },
};

/** Adds a stage to a pipeline's transforms. */
export function addStage(stage: StageSpec, topology: Topology): void {
  if (stage.kind === 'joinLines') return;
  const translation = translations[stage.kind] as Translation<StageKind>;
  if ('components' in translation) translation.components(stage, topology);
  else topology.pure((program) => translation.statements(stage, program));
}

function when({ condition: test, stages }: StageOf<'when'>, topology: Topology): void {
  if (stages.every(isPure)) {
    topology.pure((program) => program.add(whenStatement(test, stages, program)));
    return;
  }
  topology.within(
    (program) => condition(test, program),
    () => stages.forEach((stage) => addStage(stage, topology)),
  );
}

function whenStatement(test: StageOf<'when'>['condition'], stages: readonly StageSpec[], program: Program): Vrl {
  const holds = condition(test, program);
  const block = program.nested(() => stages.forEach((stage) => addPure(stage, program)));
  return vrl`
    if ${holds} {
      ${block}
    }`;
}

function addPure(stage: StageSpec, program: Program): void {
  if (stage.kind === 'when') program.add(whenStatement(stage.condition, stage.stages, program));
  else if (stage.kind === 'sample') sample(stage, program);
  else {
    const translation = translations[stage.kind as Exclude<StageKind, 'joinLines'>] as Translation<StageKind>;
    if ('statements' in translation) translation.statements(stage, program);
  }
}

function isPure(stage: StageSpec): boolean {
  if (stage.kind === 'when') return stage.stages.every(isPure);
  if (stage.kind === 'sample') return stage.first === undefined;
  return stage.kind !== 'joinLines' && 'statements' in translations[stage.kind];
}

function sampleStage(stage: StageOf<'sample'>, topology: Topology): void {
  if (stage.first === undefined) topology.pure((program) => sample(stage, program));
  else sampleWithFirst(stage, topology);
}

/** The user's own program, in a transform of its own: what it declares touches nothing of ours. */
function native({ source }: StageOf<'native'>, topology: Topology): void {
  const inputs = topology.flush();
  const program = new Vrl([source], []);
  const { guard } = topology;
  const guarded =
    guard === undefined
      ? program
      : vrl`
    if ${guard} {
      ${program}
    }`;
  topology.continueFrom([remap(topology.component('native'), { inputs, source: guarded })]);
}
