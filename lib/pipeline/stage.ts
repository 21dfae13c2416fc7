import type { Pattern } from '../languages/regex/pattern';
import type { Name } from '../text/name';
import { checkFilled, checkList, refusal } from './argument';
import { checkCondition } from './condition';
import type { Condition } from './condition';
import { engineNames } from './engine-name';
import type { EngineName } from './engine-name';
import * as fieldStages from './field-stages';
import * as flowStages from './flow-stages';
import type { ByName, NonEmpty } from './non-empty';
import * as parseStages from './parse-stages';
import type { Ref, Value } from './ref';
import type {
  JoinOptions,
  JsonLine,
  MetricOptions,
  NativeCode,
  ParseOptions,
  SampleOptions,
  ThrottleOptions,
  TimeOptions,
} from './stage-options';
import type { StageSpec } from './stage-spec';

/**
 * One step of a pipeline; it leaves a record alone where it cannot apply, and loses none unless its name says so. A
 * `Stage<'vector'>` holds code that only Vector runs.
 */
export class Stage<out N extends EngineName = never> {
  /** The stage as data. */
  readonly spec: StageSpec;
  /** The engines whose own code it holds: none, for a stage that every engine has. */
  readonly nativeTo: readonly N[];
  // Makes the type nominal.
  readonly #stage = true;

  private constructor(spec: StageSpec, nativeTo: readonly N[] = []) {
    this.spec = Object.freeze(spec);
    this.nativeTo = Object.freeze([...nativeTo]);
    Object.freeze(this);
  }

  /** Whether a value is a stage. */
  static is(value: unknown): value is Stage<EngineName> {
    return typeof value === 'object' && value !== null && #stage in value;
  }

  /** The stages run on records for which the condition holds; others pass as they are. `joinLines` cannot stand inside. */
  static when<const N extends EngineName = never>(condition: Condition, ...stages: NonEmpty<Stage<N>>): Stage<N> {
    const held = checkStages('stages', checkList('stages', stages, 'give at least one stage')) as readonly Stage<N>[];
    if (held.some(({ spec }) => spec.kind === 'joinLines')) {
      throw refusal('stages', 'not join lines', 'joinLines', 'put joinLines first in the pipeline');
    }
    const inner = Object.freeze(held.map(({ spec }) => spec));
    const nativeTo = [...new Set(held.flatMap((stage) => stage.nativeTo))];
    return new Stage({ kind: 'when', condition: checkCondition('condition', condition), stages: inner }, nativeTo);
  }

  /** Sets a field for each key of the text that is one JSON object; replaces fields of the same name. */
  static parseJson(options: ParseOptions = {}): Stage {
    return new Stage(parseStages.parseJson(options));
  }

  /** Sets a field for each `key=value` of the text. Values are strings. */
  static parseLogfmt(options: ParseOptions = {}): Stage {
    return new Stage(parseStages.parseLogfmt(options));
  }

  /**
   * Sets a field for each capture of Loki's pattern language: `[<time>] <level> <_>`. It begins at the start of the text.
   *
   * @throws if the pattern has no capture, or two captures side by side
   */
  static parsePattern(pattern: `${string}<${string}>${string}`, options: Pick<ParseOptions, 'from'> = {}): Stage {
    return new Stage(parseStages.parsePattern(pattern, options));
  }

  /** Sets a field for each named group of the first match. @throws if there is no named group */
  static parseRegex(pattern: Pattern, options: Pick<ParseOptions, 'from'> = {}): Stage {
    return new Stage(parseStages.parseRegex(pattern, options));
  }

  /**
   * Sets a field for each capture in the end of the file's path; a part in `[…]` may be missing:
   * `pods/<pod>/[<container>/]<_>.log`.
   */
  static parsePath(pattern: `${string}<${string}>${string}`): Stage {
    return new Stage(parseStages.parsePath(pattern));
  }

  /** Renames fields, `{ from: to }`, in the order written; a field that is already there is replaced. */
  static rename(names: ByName<string>): Stage {
    return new Stage(fieldStages.rename(names));
  }

  /** Sets fields, in the order written; a value that is absent sets nothing. */
  static set(values: ByName<Value>): Stage {
    return new Stage(fieldStages.set(values));
  }

  /** Removes fields. */
  static remove(...fields: NonEmpty<string>): Stage {
    return new Stage(fieldStages.remove(fields));
  }

  /** The event's time; the time of reading stays where there is none that can be read. */
  static time(from: Ref, options: TimeOptions = {}): Stage {
    return new Stage(fieldStages.time(from, options));
  }

  /**
   * Brings a field to `trace`, `debug`, `info`, `warn`, `error` or `fatal`; what it does not know it leaves. For logs that you
   * do not control drop or keep by a condition first, or a label made of the field has as many values as they like.
   */
  static level(field: string): Stage {
    return new Stage(fieldStages.level(field));
  }

  /** Sets a field to the name of the first pattern that is found in the line: `{ gpu_oom: /out of memory/ }`. */
  static classify(field: string, classes: ByName<Pattern>): Stage {
    return new Stage(fieldStages.classify(field, classes));
  }

  /** Joins lines up to the next that matches `firstLine` into one, as tracebacks need. Comes first in a pipeline. */
  static joinLines(options: JoinOptions): Stage {
    return new Stage(flowStages.joinLines(options));
  }

  /** Drops the records for which the condition does not hold. */
  static keep(condition: Condition): Stage {
    return new Stage({ kind: 'keep', condition: checkCondition('condition', condition) });
  }

  /** Drops the records for which the condition holds. */
  static drop(condition: Condition): Stage {
    return new Stage({ kind: 'drop', condition: checkCondition('condition', condition) });
  }

  /** Keeps a share of the records, the same ones whichever agent runs it: `'20%'`. */
  static sample(share: `${number}%`, options: SampleOptions = {}): Stage {
    return new Stage(flowStages.sample(share, options));
  }

  /** Drops what is more than so many lines in a second. */
  static throttle(options: ThrottleOptions): Stage {
    return new Stage(flowStages.throttle(options));
  }

  /**
   * Replaces every match in the line by literal text: `''` strips, `'[card number]'` redacts. Empty matches count too, so
   * that `/^/` puts something before the line; one right after another match does not.
   */
  static replace(pattern: Pattern, by: string): Stage {
    return new Stage(flowStages.replace(pattern, by));
  }

  /** What the line becomes; it stays as it was where the value, or each of the fields, is absent. */
  static line(value: Ref | JsonLine): Stage {
    return new Stage(fieldStages.line(value));
  }

  /** Counts records in a metric of the agent. */
  static count<const S extends string>(metric: Name<S>, options: MetricOptions = {}): Stage {
    return new Stage(flowStages.count(metric, options));
  }

  /** Measures a number in a histogram of the agent. */
  static measure<const S extends string>(metric: Name<S>, value: Ref, options: MetricOptions = {}): Stage {
    return new Stage(flowStages.measure(metric, value, options));
  }

  /** Code in one engine's own language; only that engine accepts the pipeline. */
  static native<const N extends EngineName>(code: NativeCode<N>): Stage<N> {
    if (typeof code !== 'object' || code === null || !engineNames.includes(code.language)) {
      throw refusal('code', 'be code of an engine', code, "write it with the engine's own tag, such as vrl");
    }
    const source = checkFilled('code', code.source, 'write a program, or remove the stage');
    return new Stage({ kind: 'native', language: code.language, source }, [code.language]);
  }
}

/** The stages. @throws if one of the values is none */
export function checkStages(property: string, stages: unknown): readonly Stage<EngineName>[] {
  if (!Array.isArray(stages)) throw refusal(property, 'be a list', stages, 'put the stages into one');
  return (stages as readonly unknown[]).map((stage, index) => {
    if (Stage.is(stage)) return stage;
    throw refusal(`${property}[${index}]`, 'be a stage', stage, 'write one such as Stage.parseJson()');
  });
}
