import type { StageSpec } from './stage-spec';

/** The fields that a stage may set: their names, or any name at all. */
export type Writes = readonly string[] | 'any';

/** The fields that a stage, with those inside a `when`, may set. */
export function stageWrites(spec: StageSpec): Writes {
  switch (spec.kind) {
    case 'parseJson':
    case 'parseLogfmt':
      return spec.only ?? 'any';
    case 'parsePattern':
    case 'parseRegex':
    case 'parsePath':
      return spec.regex.groups;
    case 'when': {
      const inner = spec.stages.map(stageWrites);
      return inner.includes('any') ? 'any' : (inner as readonly (readonly string[])[]).flat();
    }
    case 'rename':
      return spec.names.map(([, to]) => to);
    case 'set':
      return spec.values.map(([name]) => name);
    case 'level':
    case 'classify':
      return [spec.field];
    case 'native':
      return 'any';
    default:
      return [];
  }
}
