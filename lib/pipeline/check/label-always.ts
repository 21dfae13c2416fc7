import { partsOf } from '../../text/live-text';
import type { ValueSpec } from '../ref-spec';
import { valueReads } from '../reads';
import type { SourceSpec } from '../source-spec';
import type { StageSpec } from '../stage-spec';
import { stageWrites } from '../writes';
import { isKnownTo } from './known-origin';
import { finding } from './place';
import type { Rule } from './place';

/** One label that each record has: Loki refuses an entry without labels. */
export const labelAlways: Rule = (pipeline) => {
  const set = constantFields(pipeline.stages.map(({ spec }) => spec));
  const lacks = (labels: readonly (readonly [string, ValueSpec])[]): readonly number[] =>
    pipeline.sources.flatMap(({ spec: source }, index) =>
      labels.some(([, value]) => isAlwaysThere(value, source, set)) ? [] : [index],
    );
  return pipeline.sinks.flatMap(({ spec }, index) => {
    const sources = spec.kind === 'loki' ? lacks(spec.labels) : [];
    if (spec.kind !== 'loki' || sources.length === 0) return [];
    return [
      finding(pipeline, 'loki/label-always', `sinks[${index}].labels`, {
        message: `'labels' must hold one that each record has`,
        got: `${spec.labels.map(([name]) => name).join(', ')}, which records of ${sources.map((at) => `sources[${at}]`).join(', ')} may all lack`,
        remedy: `add one such as app: '${pipeline.name}'`,
      }),
    ];
  });
};

function isAlwaysThere(value: ValueSpec, source: SourceSpec, set: ReadonlySet<string>): boolean {
  switch (value.of) {
    case 'constant':
      return partsOf(value.text).length > 0;
    case 'text':
      return valueReads(value).every((leaf) => isAlwaysThere(leaf, source, set));
    case 'firstOf':
      return value.values.some((one) => isAlwaysThere(one, source, set));
    case 'origin':
      return isKnownTo(source, value);
    case 'field':
      return value.path.length === 1 && set.has(value.path[0]);
    default:
      return false;
  }
}

/** Fields that end with a constant, whatever the record: set outside of any `when`, and left alone from there on. */
function constantFields(stages: readonly StageSpec[]): ReadonlySet<string> {
  const constant = new Set<string>();
  for (const stage of stages) {
    if (stage.kind === 'set') {
      for (const [name, value] of stage.values) {
        if (value.of === 'constant' && partsOf(value.text).length > 0) constant.add(name);
      }
      continue;
    }
    // What may be overwritten may be overwritten with nothing: a null, an object.
    const writes = stageWrites(stage);
    for (const name of writes === 'any' ? [...constant] : writes) constant.delete(name);
    for (const name of removedBy(stage)) constant.delete(name);
  }
  return constant;
}

function removedBy(stage: StageSpec): readonly string[] {
  switch (stage.kind) {
    case 'remove':
      return stage.names;
    case 'rename':
      return stage.names.map(([from]) => from);
    case 'when':
      return stage.stages.flatMap(removedBy);
    default:
      return [];
  }
}
