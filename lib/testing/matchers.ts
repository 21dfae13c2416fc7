import type { IConstruct } from 'constructs';
import { findingsAt } from '../delivery/findings-validation';
import { printFinding } from '../findings/finding';
import type { Finding } from '../findings/finding';
import { refusal } from '../pipeline/argument';
import type { ExpectedEntry } from '../pipeline/example';
import type { LogRecord } from '../pipeline/record';
import { checkExamples, differences } from './difference';
import type { Difference, ShowDifference } from './difference';
import { printValue } from './print-value';
import { checkPipeline, shipped } from './shipped';

/** What a test runner gives a matcher as `this`: jest's and vitest's have it. */
export interface MatcherContext {
  readonly isNot?: boolean;
  readonly utils: {
    diff(expected: unknown, received: unknown): string | null | undefined;
    matcherHint(name: string, received?: string, expected?: string, options?: { readonly isNot?: boolean }): string;
  };
}

/** What a matcher says. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What `toHaveNoFindings` judges: a pipeline, an agent's configuration, or a chart with all that is in it. */
export type Judged = { check(): readonly Finding[] } | IConstruct;

/** The matchers by name, for `expect.extend(matchers)` where there is no global `expect`. */
export const matchers = Object.freeze({
  toShip(
    this: MatcherContext,
    pipeline: unknown,
    records: Iterable<LogRecord>,
    entries: readonly ExpectedEntry[],
  ): MatcherResult {
    checkPipeline(pipeline);
    const found = differences(pipeline, { records, ships: entries }, differ(this));
    return result(this, 'toShip', ['pipeline', 'records, entries'], messages(found), () => {
      return `${pipeline.name} is not to ship these entries, but does`;
    });
  },

  toShipItsExamples(this: MatcherContext, pipeline: unknown): MatcherResult {
    checkPipeline(pipeline);
    const names = Object.keys(pipeline.examples);
    if (names.length === 0) {
      throw refusal('examples', 'be attached to the pipeline', pipeline.examples, "add examples: { '…': { … } }");
    }
    const found = checkExamples(pipeline, differ(this));
    const told = found.map(({ example, message }) => `${pipeline.name}: ${example}\n\n${message}`);
    return result(this, 'toShipItsExamples', ['pipeline', ''], told, () => {
      return `${pipeline.name} is not to do what its examples say, but does: ${names.join(', ')}`;
    });
  },

  toDrop(this: MatcherContext, pipeline: unknown, records: Iterable<LogRecord>): MatcherResult {
    checkPipeline(pipeline);
    const got = shipped(pipeline, records);
    const told = got.entries.map(
      ({ entry, record }) => `record ${record + 1} is to be dropped, but is shipped:\n  ${printValue(entry)}`,
    );
    return result(this, 'toDrop', ['pipeline', 'records'], told, () => {
      const drops = got.dropped.map(({ record, stage }) => `\n  record ${record + 1}: ${stage}`);
      return `${pipeline.name} is to ship an entry of these records, but ships none${drops.join('')}`;
    });
  },

  toHaveNoFindings(this: MatcherContext, judged: unknown): MatcherResult {
    return result(this, 'toHaveNoFindings', ['judged', ''], findingsOf(judged), () => {
      return 'there is to be a finding, but there is none';
    });
  },
});

/** What the matchers add to `expect(…)`; for a test runner whose types are not known here. */
export interface PipelineMatchers<R = void> {
  /** The pipeline ships exactly these entries, in this order; of each, what is written is compared. */
  toShip(records: Iterable<LogRecord>, entries: readonly ExpectedEntry[]): R;
  /** The pipeline does what each of its `examples` says. */
  toShipItsExamples(): R;
  /** The pipeline ships none of the records. */
  toDrop(records: Iterable<LogRecord>): R;
  /** Nothing is wrong, or looks so: with a pipeline, an agent's configuration, or a chart and all that is in it. */
  toHaveNoFindings(): R;
}

function differ({ isNot, utils }: MatcherContext): ShowDifference | undefined {
  // No difference is shown where one is wanted.
  return isNot === true ? undefined : (expected, got) => indented(utils.diff(expected, got));
}

function indented(text: string | null | undefined): string | undefined {
  return text?.replace(/^(?=.)/gm, '  ');
}

function messages(found: readonly Difference[]): readonly string[] {
  return found.map(({ message }) => message);
}

function result(
  { isNot = false, utils }: MatcherContext,
  name: string,
  [received, expected]: readonly [string, string],
  wrong: readonly string[],
  right: () => string,
): MatcherResult {
  const pass = wrong.length === 0;
  const hint = (): string => utils.matcherHint(name, received, expected, { isNot });
  return { pass, message: () => `${hint()}\n\n${pass ? right() : wrong.join('\n\n')}` };
}

function findingsOf(judged: unknown): readonly string[] {
  if (typeof judged === 'object' && judged !== null) {
    if ('check' in judged && typeof judged.check === 'function') {
      return (judged as { check(): readonly Finding[] }).check().map((one) => `${one.severity} ${printFinding(one)}`);
    }
    if ('node' in judged) {
      const { node } = judged as IConstruct;
      return node.findAll().flatMap((one) => {
        const warnings = findingsAt(one).filter(({ severity }) => severity === 'warning');
        const said = [...one.node.validate(), ...warnings.map((finding) => `warning ${printFinding(finding)}`)];
        return said.map((finding) => `[${one.node.path}] ${finding}`);
      });
    }
  }
  throw refusal('received', 'be a pipeline, a configuration or a construct', judged, 'give what has findings');
}
