import { Duration } from 'cdk8s';
import type { Pattern } from '../../../lib/languages/regex/pattern';
import type { Regex } from '../../../lib/languages/regex/regex';
import { Condition } from '../../../lib/pipeline/condition';
import type { ConditionSpec } from '../../../lib/pipeline/condition-spec';
import type { EngineName } from '../../../lib/pipeline/engine-name';
import { Ref } from '../../../lib/pipeline/ref';
import type { ValueSpec } from '../../../lib/pipeline/ref-spec';
import { Stage } from '../../../lib/pipeline/stage';
import type { MetricOptions } from '../../../lib/pipeline/stage-options';
import type { StageKind, StageOf, StageSpec } from '../../../lib/pipeline/stage-spec';
import type { Text } from '../../../lib/text/live-text';

type Makers = { readonly [K in StageKind]: (spec: StageOf<K>) => Stage<EngineName> };

const makers: Makers = {
  parseJson: ({ from, only }) => Stage.parseJson({ from: new Ref(from), ...onlyOf(only) }),
  parseLogfmt: ({ from, only }) => Stage.parseLogfmt({ from: new Ref(from), ...onlyOf(only) }),
  parsePattern: ({ pattern, from }) => Stage.parsePattern(pattern as '<_>', { from: new Ref(from) }),
  parseRegex: ({ regex, from }) => Stage.parseRegex(patternOf(regex), { from: new Ref(from) }),
  parsePath: ({ pattern }) => Stage.parsePath(pattern as '<_>'),
  when: ({ condition, stages }) =>
    Stage.when(new Condition(condition), ...(stages.map(stageOf) as [Stage<EngineName>])),
  rename: ({ names }) => Stage.rename(Object.fromEntries(names)),
  set: ({ values }) => Stage.set(valuesOf(values)),
  remove: ({ names }) => Stage.remove(...(names as [string])),
  time: ({ from, formats, zone }) => Stage.time(new Ref(from), { format: formats as [(typeof formats)[0]], zone }),
  level: ({ field }) => Stage.level(field),
  classify: ({ field, classes }) =>
    Stage.classify(field, Object.fromEntries(classes.map(([name, regex]) => [name, patternOf(regex)]))),
  joinLines: ({ firstLine, maxWaitMs, maxLines }) =>
    Stage.joinLines({ firstLine: patternOf(firstLine), maxWait: Duration.millis(maxWaitMs), maxLines }),
  keep: ({ condition }) => Stage.keep(new Condition(condition)),
  drop: ({ condition }) => Stage.drop(new Condition(condition)),
  sample: ({ share, unless, first }) =>
    Stage.sample(percentOf(share), {
      ...unlessOf(unless),
      ...(first === undefined ? {} : { first: { of: new Ref(first.of), each: Duration.millis(first.eachMs) } }),
    }),
  throttle: ({ linesPerSecond, per, unless }) =>
    Stage.throttle({ linesPerSecond, ...(per === undefined ? {} : { per: new Ref(per) }), ...unlessOf(unless) }),
  replace: ({ regex, by }) => Stage.replace(patternOf(regex), by),
  line: (spec) => Stage.line('value' in spec ? new Ref(spec.value) : { json: spec.json as [string] | 'all' }),
  count: ({ metric, ...options }) => Stage.count(metric as 'm', metricOf(options)),
  measure: ({ metric, value, ...options }) => Stage.measure(metric as 'm', new Ref(value), metricOf(options)),
  native: (code) => Stage.native(code),
};

/** The stage that some data is of. @throws if there is none */
export function stageOf(spec: StageSpec): Stage<EngineName> {
  return (makers[spec.kind] as (one: StageSpec) => Stage<EngineName>)(spec);
}

/** With its flags in itself. */
export function patternOf(regex: Regex): Pattern {
  return { source: regex.toGo(), flags: '' };
}

export function percentOf(share: number): `${number}%` {
  return `${Number((share * 100).toPrecision(12))}%`;
}

function onlyOf(only: readonly string[] | undefined): { readonly only?: readonly [string, ...string[]] } {
  return only === undefined ? {} : { only: only as [string] };
}

function unlessOf(unless: ConditionSpec | undefined): { readonly unless?: Condition } {
  return unless === undefined ? {} : { unless: new Condition(unless) };
}

function valuesOf(values: readonly (readonly [string, ValueSpec])[]): Readonly<Record<string, Ref | Text>> {
  return Object.fromEntries(
    values.map(([name, value]) => [name, value.of === 'constant' ? value.text : new Ref(value)]),
  );
}

function metricOf({ when, labels }: Pick<StageOf<'count'>, 'when' | 'labels'>): MetricOptions {
  return { labels: valuesOf(labels), ...(when === undefined ? {} : { when: new Condition(when) }) };
}
