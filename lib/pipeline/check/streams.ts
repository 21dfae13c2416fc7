import type { ConditionSpec } from '../condition-spec';
import type { OriginName, ValueSpec } from '../ref-spec';
import type { SinkOf } from '../sink-spec';
import type { SourceSpec } from '../source-spec';
import type { StageSpec } from '../stage-spec';
import { levelOf } from '../level-table';
import { stageWrites } from '../writes';
import { finding } from './place';
import type { Checked, Rule } from './place';

/** How many streams a sink can make, as far as the pipeline itself says. */
export interface StreamBound {
  /** Label and most values, absence counted as one; undefined where that is not known. */
  readonly values: readonly (readonly [label: string, values: number | undefined])[];
  /** Their product over the labels whose values are known. */
  readonly known: number;
  /** The upper bound; undefined where some label's values are not known. */
  readonly bound: number | undefined;
}

/** Loki's default of `max_global_streams_per_user`. */
const lokiStreams = 5000;

/**
 * An upper bound of the streams that a Loki sink makes, from the values that labels can have: constants, classes, what a `keep`
 * leaves, what sources select. A level is bounded only where its field was before: the stage leaves what it does not know.
 */
export function streamBound(pipeline: Pick<Checked, 'sources' | 'stages'>, sink: SinkOf<'loki'>): StreamBound {
  const stages = pipeline.stages.map(({ spec }) => spec);
  const sources = pipeline.sources.map(({ spec }) => spec);
  const values = sink.labels.map(([name, value]) => [name, domainOf(value, stages, sources)?.size] as const);
  const product = (numbers: readonly number[]): number => numbers.reduce((all, one) => all * one, 1);
  const known = product(values.flatMap(([, size]) => size ?? []));
  return { values, known, bound: values.some(([, size]) => size === undefined) ? undefined : known };
}

/** Not more streams than a Loki takes when nothing is said. */
export const streamCount: Rule = (pipeline) =>
  pipeline.sinks.flatMap(({ spec }, index) => {
    if (spec.kind !== 'loki') return [];
    const { known, values } = streamBound(pipeline, spec);
    if (known <= lokiStreams) return [];
    const sizes = values.flatMap(([name, size]) => (size === undefined || size < 2 ? [] : [`${name} ${size}`]));
    return [
      finding(pipeline, 'loki/stream-count', `sinks[${index}].labels`, {
        severity: 'warning',
        message: `'labels' must make at most ${lokiStreams} streams`,
        got: `up to ${known} (${sizes.join(' × ')})`,
        remedy: "move one of them to structuredMetadata, or raise Loki's max_global_streams_per_user",
      }),
    ];
  });

/** Values that a label can have, `undefined` standing for its absence; the whole undefined where they are not known. */
type Domain = ReadonlySet<string | undefined> | undefined;

function domainOf(value: ValueSpec, stages: readonly StageSpec[], sources: readonly SourceSpec[]): Domain {
  switch (value.of) {
    case 'constant':
      return new Set([typeof value.text === 'string' ? value.text : '\u0000live']);
    case 'field':
      return value.path.length === 1 ? fieldDomain(value.path[0], stages, sources) : undefined;
    case 'origin':
      return union(sources.map((source) => originDomain(value.name, source)));
    case 'podLabel':
      return union(sources.map((source) => labelDomain(value.key, source)));
    case 'firstOf':
      return union(value.values.map((one) => domainOf(one, stages, sources)));
    default:
      return undefined;
  }
}

function fieldDomain(name: string, stages: readonly StageSpec[], sources: readonly SourceSpec[]): Domain {
  let domain: Domain = new Set([undefined]);
  for (const stage of stages) {
    const kept = stage.kind === 'keep' ? keptValues(stage.condition, name) : undefined;
    if (kept !== undefined) domain = kept;
    if (stage.kind === 'remove' && stage.names.includes(name)) domain = new Set([undefined]);
    domain = afterStage(domain, name, stage, sources);
  }
  return domain;
}

function afterStage(before: Domain, name: string, stage: StageSpec, sources: readonly SourceSpec[]): Domain {
  if (stage.kind === 'level' && stage.field === name) return leveled(before);
  if (stage.kind === 'classify' && stage.field === name)
    return union([before, new Set(stage.classes.map(([one]) => one))]);
  if (stage.kind === 'when') {
    return union([before, stage.stages.reduce((domain, inner) => afterStage(domain, name, inner, sources), before)]);
  }
  if (stage.kind === 'set') {
    return stage.values.reduce((domain, [target, value]) => {
      if (target !== name) return domain;
      const values = value.of === 'field' ? undefined : domainOf(value, [], sources);
      return value.of === 'constant' ? values : union([domain, values]);
    }, before);
  }
  const writes = stageWrites(stage);
  return writes === 'any' || writes.includes(name) ? undefined : before;
}

/** What the stage does not know it leaves, so that it bounds nothing. */
function leveled(before: Domain): Domain {
  if (before === undefined) return undefined;
  return new Set(
    [...before].map((value) => (value === undefined ? value : (levelOf.get(value.toLowerCase()) ?? value))),
  );
}

function keptValues(condition: ConditionSpec, name: string): Domain {
  if (condition.test === 'allOf') {
    return condition.conditions.map((one) => keptValues(one, name)).find((one) => one !== undefined);
  }
  if (condition.test !== 'is' || condition.ref.of !== 'field') return undefined;
  const { path } = condition.ref;
  return path.length === 1 && path[0] === name ? new Set(condition.values.map(String)) : undefined;
}

function originDomain(name: OriginName, source: SourceSpec): Domain {
  if (name === 'stream') {
    return source.kind === 'pods' || source.kind === 'docker' ? new Set(['stdout', 'stderr']) : new Set([undefined]);
  }
  if (source.kind !== 'pods') return undefined;
  const { namespaces, containers } = source.select;
  const selected = name === 'namespace' ? namespaces : name === 'container' ? containers : undefined;
  return selected === undefined ? undefined : new Set(selected);
}

function labelDomain(key: string, source: SourceSpec): Domain {
  const labels = source.kind === 'pods' ? (source.select.labels ?? {}) : {};
  const values = Object.hasOwn(labels, key) ? labels[key] : undefined;
  if (values === undefined || values === true) return undefined;
  return new Set(typeof values === 'string' ? [values] : values);
}

function union(domains: readonly Domain[]): Domain {
  const all = domains.map((domain) => (domain === undefined ? undefined : [...domain]));
  return all.some((domain) => domain === undefined) ? undefined : new Set(all.flatMap((domain) => domain ?? []));
}
