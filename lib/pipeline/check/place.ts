import type { Finding, RuleId, Severity } from '../../findings/finding';
import type { EngineName } from '../engine-name';
import type { LogPipeline } from '../log-pipeline';
import type { StageSpec } from '../stage-spec';

/** What a rule looks at. */
export type Checked = Pick<LogPipeline<EngineName>, 'name' | 'sources' | 'stages' | 'sinks'>;

/** A rule: what it finds of one pipeline. */
export type Rule = (pipeline: Checked) => readonly Finding[];

/** A finding at a place of a pipeline. */
export function finding(
  pipeline: Checked,
  rule: RuleId,
  place: string,
  said: { readonly got: string; readonly message: string; readonly remedy: string; readonly severity?: Severity },
): Finding {
  return { rule, severity: said.severity ?? 'error', at: `${pipeline.name}: ${place}`, ...said };
}

/** A stage and where it stands. */
export interface Placed {
  readonly spec: StageSpec;
  /** `stages[3].stages[0] rename` */
  readonly place: string;
}

/** The stages of a list with their places, those inside a `when` not among them. */
export function placed(stages: readonly StageSpec[], list = 'stages'): readonly Placed[] {
  return stages.map((spec, index) => ({ spec, place: `${list}[${index}] ${spec.kind}` }));
}

/** The list that a `when` holds, as places name it. */
export function innerList({ place }: Placed): string {
  return place.replace(/ when$/, '.stages');
}

/** Every stage of a pipeline with its place, in order, those inside a `when` after it. */
export function allPlaced(pipeline: Checked): readonly Placed[] {
  const walk = (stages: readonly Placed[]): readonly Placed[] =>
    stages.flatMap((stage) =>
      stage.spec.kind === 'when' ? [stage, ...walk(placed(stage.spec.stages, innerList(stage)))] : [stage],
    );
  return walk(placed(pipeline.stages.map(({ spec }) => spec)));
}
