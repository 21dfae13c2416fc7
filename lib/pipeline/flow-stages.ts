import type { Pattern } from '../languages/regex/pattern';
import { checkNamed, checkOptions, checkPairs, checkPattern, checkString, checkWhole, refusal } from './argument';
import { checkCondition } from './condition';
import { checkMilliseconds } from './quantity';
import { checkRef, checkValue } from './ref';
import type { ValueSpec } from './ref-spec';
import type { JoinOptions, MetricOptions, SampleOptions, ThrottleOptions } from './stage-options';
import type { StageOf } from './stage-spec';

export function joinLines(options: JoinOptions): StageOf<'joinLines'> {
  const { firstLine, maxWait, maxLines = 1000 } = checkOptions(options, ['firstLine', 'maxWait', 'maxLines']);
  return {
    kind: 'joinLines',
    firstLine: checkPattern('firstLine', firstLine),
    maxWaitMs: maxWait === undefined ? 500 : checkMilliseconds('maxWait', maxWait, 1),
    maxLines: checkWhole('maxLines', maxLines, 2, 'leave joinLines out where lines are not to be joined'),
  };
}

export function sample(share: unknown, options: SampleOptions): StageOf<'sample'> {
  const { unless, first } = checkOptions(options, ['unless', 'first']);
  return {
    kind: 'sample',
    share: checkShare(share),
    ...(unless === undefined ? {} : { unless: checkCondition('unless', unless) }),
    ...(first === undefined ? {} : { first: checkFirst(first) }),
  };
}

export function throttle(options: ThrottleOptions): StageOf<'throttle'> {
  const { linesPerSecond, per, unless } = checkOptions(options, ['linesPerSecond', 'per', 'unless']);
  return {
    kind: 'throttle',
    linesPerSecond: checkWhole('linesPerSecond', linesPerSecond, 1, 'use drop where no line shall pass'),
    ...(per === undefined ? {} : { per: checkRef('per', per) }),
    ...(unless === undefined ? {} : { unless: checkCondition('unless', unless) }),
  };
}

export function replace(pattern: Pattern, by: unknown): StageOf<'replace'> {
  return { kind: 'replace', regex: checkPattern('pattern', pattern), by: checkString('by', by, "write '' to strip") };
}

export function count(metric: unknown, options: MetricOptions): StageOf<'count'> {
  return { kind: 'count', ...checkMetric(metric, options) };
}

export function measure(metric: unknown, value: unknown, options: MetricOptions): StageOf<'measure'> {
  return { kind: 'measure', ...checkMetric(metric, options), value: checkRef('value', value) };
}

function checkMetric(metric: unknown, options: MetricOptions): Omit<StageOf<'count'>, 'kind'> {
  const { when, labels = {} } = checkOptions(options, ['when', 'labels']);
  return {
    metric: checkNamed('metric', metric),
    ...(when === undefined ? {} : { when: checkCondition('when', when) }),
    labels: Object.freeze(checkPairs('labels', labels, 'write { label: value }').map(checkLabel)),
  };
}

function checkLabel([name, value]: readonly [string, unknown]): readonly [string, ValueSpec] {
  const label = checkNamed('labels', name);
  if (label.startsWith('__')) throw refusal('labels', 'not begin with __', label, 'rename it: those are reserved');
  return Object.freeze([label, checkValue(`labels.${label}`, value)] as const);
}

function checkShare(share: unknown): number {
  const digits = typeof share === 'string' ? /^(\d+(?:\.\d+)?)%$/.exec(share)?.[1] : undefined;
  const percent = Number(digits ?? NaN);
  if (percent >= 0 && percent <= 100) return percent / 100;
  throw refusal('share', "be from '0%' to '100%'", share, "write a share such as '20%'");
}

function checkFirst(first: NonNullable<SampleOptions['first']>): NonNullable<StageOf<'sample'>['first']> {
  const { of, each } = checkOptions(first, ['of', 'each'], 'first');
  return Object.freeze({ of: checkRef('first.of', of), eachMs: checkMilliseconds('first.each', each, 1) });
}
