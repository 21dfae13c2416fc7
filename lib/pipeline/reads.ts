import type { ConditionSpec } from './condition-spec';
import type { RefSpec, ValueSpec } from './ref-spec';
import type { SinkSpec } from './sink-spec';
import type { StageSpec } from './stage-spec';

/** A reference that is not made of others. */
export type Leaf = Exclude<RefSpec, { of: 'text' | 'firstOf' }>;

/** What a value reads. */
export function valueReads(spec: ValueSpec): readonly Leaf[] {
  switch (spec.of) {
    case 'constant':
      return [];
    case 'text':
      return spec.parts.flatMap((part) => (typeof part === 'object' && 'of' in part ? valueReads(part) : []));
    case 'firstOf':
      return spec.values.flatMap(valueReads);
    default:
      return [spec];
  }
}

/** What a condition reads. */
function conditionReads(spec: ConditionSpec | undefined): readonly Leaf[] {
  if (spec === undefined) return [];
  switch (spec.test) {
    case 'not':
      return conditionReads(spec.condition);
    case 'allOf':
    case 'anyOf':
      return spec.conditions.flatMap(conditionReads);
    default:
      return valueReads(spec.ref);
  }
}

/** What a stage itself reads; not what the stages inside a `when` do. */
export function stageReads(spec: StageSpec): readonly Leaf[] {
  switch (spec.kind) {
    case 'parseJson':
    case 'parseLogfmt':
    case 'parsePattern':
    case 'parseRegex':
    case 'parsePath':
    case 'time':
      return valueReads(spec.from);
    case 'when':
    case 'keep':
    case 'drop':
      return conditionReads(spec.condition);
    case 'rename':
      return spec.names.map(([from]) => fieldLeaf(from));
    case 'set':
      return spec.values.flatMap(([, value]) => valueReads(value));
    case 'remove':
    case 'native':
      return [];
    case 'level':
      return [fieldLeaf(spec.field)];
    case 'classify':
    case 'joinLines':
    case 'replace':
      return [{ of: 'line' }];
    case 'sample':
      return [...conditionReads(spec.unless), ...(spec.first === undefined ? [] : valueReads(spec.first.of))];
    case 'throttle':
      return [...conditionReads(spec.unless), ...(spec.per === undefined ? [] : valueReads(spec.per))];
    case 'line':
      if ('value' in spec) return valueReads(spec.value);
      return spec.json === 'all' ? [] : spec.json.map(fieldLeaf);
    case 'count':
      return metricReads(spec);
    case 'measure':
      return [...valueReads(spec.value), ...metricReads(spec)];
  }
}

/** What a sink reads, besides the line, the time and, where it sends all fields, those. */
export function sinkReads(spec: SinkSpec): readonly Leaf[] {
  const pairs = (all: readonly (readonly [string, ValueSpec])[]): readonly Leaf[] =>
    all.flatMap(([, value]) => valueReads(value));
  const optional = (ref: RefSpec | undefined): readonly Leaf[] => (ref === undefined ? [] : valueReads(ref));
  const own: readonly Leaf[] =
    spec.kind === 'loki'
      ? [...pairs(spec.labels), ...pairs(spec.structuredMetadata)]
      : spec.kind === 'otlp'
        ? [
            ...pairs(spec.resource),
            ...pairs(spec.attributes ?? []),
            ...optional(spec.traceId),
            ...optional(spec.spanId),
          ]
        : [];
  return [...own, ...conditionReads(spec.when)];
}

/** Whether a sink sends every field. */
export function sendsAllFields(spec: SinkSpec): boolean {
  return spec.kind === 'http' || spec.kind === 'stdout' || (spec.kind === 'otlp' && spec.attributes === undefined);
}

/** The field of a name, as a reference. */
export function fieldLeaf(name: string): Leaf {
  return { of: 'field', path: [name] };
}

function metricReads(spec: Extract<StageSpec, { kind: 'count' | 'measure' }>): readonly Leaf[] {
  return [...conditionReads(spec.when), ...spec.labels.flatMap(([, value]) => valueReads(value))];
}
