import type { RefSpec, ValueSpec } from '../pipeline/ref-spec';
import type { StageSpec } from '../pipeline/stage-spec';

/** Which fields may hold what JSON holds: all others are text, or absent. */
export function jsonFields(stages: readonly StageSpec[]): (field: string) => boolean {
  const found = new Set<string>();
  let any = false;
  const visit = (stage: StageSpec): void => {
    if (stage.kind === 'when') stage.stages.forEach(visit);
    else if (stage.kind === 'native') any = true;
    else if (stage.kind === 'parseJson') {
      if (stage.only === undefined) any = true;
      else for (const key of stage.only) found.add(key);
    } else if (stage.kind === 'rename') {
      for (const [from, to] of stage.names) if (found.has(from)) found.add(to);
    } else if (stage.kind === 'set') {
      for (const [name, value] of stage.values) if (copiesOneOf(value, found)) found.add(name);
    }
  };
  stages.forEach(visit);
  return (field) => any || found.has(field);
}

function copiesOneOf(value: ValueSpec | RefSpec, fields: ReadonlySet<string>): boolean {
  if (value.of === 'firstOf') return value.values.some((one) => copiesOneOf(one, fields));
  return value.of === 'field' && fields.has(value.path[0]);
}
