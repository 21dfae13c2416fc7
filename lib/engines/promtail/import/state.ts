import type { Condition } from '../../../pipeline/condition';
import type { ConditionSpec } from '../../../pipeline/condition-spec';
import type { EngineName } from '../../../pipeline/engine-name';
import { Stage } from '../../../pipeline/stage';
import type { NonEmpty } from '../../../pipeline/non-empty';
import { Ref } from '../../../pipeline/ref';
import type { RefSpec } from '../../../pipeline/ref-spec';
import type { Text } from '../../../text/live-text';
import { Inexpressible } from './note';
import type { Note } from './note';
import { Known } from './known';
import type { Step } from './steps';
import { areDisjoint } from './tests';

/** Entries that a condition sends to a tenant of their own; a later one wins. */
export interface TenantRule {
  readonly when?: Condition;
  readonly tenant: Text;
}

/** A stage that extracts names, as it stands in the file. */
export interface Extraction {
  readonly stage: unknown;
  readonly names: readonly string[];
  /** Names that it takes its text from. */
  readonly reads: readonly string[];
  /** Of the line that it read. */
  readonly lineVersion: number;
}

/** What stages made of an entry up to some point, for all entries at once. */
export class State {
  readonly labels = new Map<string, Known>();
  readonly metadata = new Map<string, Known>();
  /** By extracted name; `undefined` where nobody can tell any more. */
  readonly extracted = new Map<string, Known | undefined>();
  readonly tenants: TenantRule[] = [];
  readonly notes: Note[] = [];
  readonly extractions: Extraction[] = [];
  /** Stages that only replace text stand before what joins lines. */
  joinAt: number | undefined;
  /** How often the line became another. */
  lineVersion = 0;
  /** Bytes of the longest line that passes a stage that drops longer ones. */
  maxLineBytes: number | undefined;
  /** What set fields, and for which records. */
  readonly writers = new Map<string, (ConditionSpec | undefined)[]>();
  #steps: Step[] = [];
  #conditions: readonly ConditionSpec[] = [];
  #comments: string[] = [];

  get steps(): readonly Step[] {
    return this.#steps;
  }

  get isWithin(): boolean {
    return this.#conditions.length > 0;
  }

  /** Something to be said beside the next stage, and in the list of what was not carried over. */
  note(note: Note): void {
    this.notes.push(note);
    this.#comments.push(`${note.what}: ${note.why}`);
  }

  add(stage: Stage<EngineName>): void {
    this.#steps.push({ kind: 'stage', stage, comments: this.#comments.splice(0) });
  }

  /** What rules made before the stages begin. */
  takeSteps(): readonly Step[] {
    return this.#steps.splice(0);
  }

  /** Stages that know nothing of lines: right after those that join them. */
  insert(steps: readonly Step[]): void {
    this.#steps.splice(this.joinAt ?? 0, 0, ...steps);
  }

  /** What was said beside stages that did not come. */
  leftOver(): readonly string[] {
    return this.#comments.splice(0);
  }

  parse(step: Omit<Extract<Step, { kind: 'parse' }>, 'kind' | 'comments'>): void {
    this.#steps.push({ kind: 'parse', ...step, comments: this.#comments.splice(0) });
  }

  drop(condition: Condition): void {
    this.add(Stage.drop(condition));
  }

  /** Runs what adds steps for the records of a condition alone. */
  within(condition: Condition, write: () => void, at: string): void {
    const outer = this.#steps;
    const before = this.#conditions;
    const comments = this.#comments.splice(0);
    const tenants = this.tenants.length;
    const extracted = new Map(this.extracted);
    this.#steps = [];
    this.#conditions = [...before, condition.spec];
    // Stages within begin with the labels of then.
    for (const [name, value] of this.labels) this.extracted.set(name, value);
    write();
    for (const [name, value] of this.extracted) {
      if (!extracted.has(name) || extracted.get(name) === value) continue;
      const was = extracted.get(name);
      this.extracted.set(
        name,
        value !== undefined && was !== undefined && value.equals(was) ? both(value, was) : undefined,
      );
    }
    if (this.tenants.length > tenants && !isSettled(condition.spec)) {
      throw new Inexpressible(at, 'chooses a tenant by what stages change');
    }
    outer.push({ kind: 'when', condition: condition.spec, steps: this.#steps, comments });
    this.#steps = outer;
    this.#conditions = before;
  }

  /** The condition of the stages that come now. */
  get condition(): ConditionSpec | undefined {
    const [first, ...others] = this.#conditions;
    if (first === undefined || others.length === 0) return first;
    return { test: 'allOf', conditions: this.#conditions };
  }

  /** A field will be written: an earlier one of the name makes way, where something still reads it. */
  claim(name: string, at: string, except: readonly string[] = []): void {
    const writers = this.writers.get(name) ?? [];
    const { condition } = this;
    this.writers.set(name, [...writers, condition]);
    if (writers.length === 0) return;
    const isApart = condition !== undefined && writers.every((one) => one !== undefined && areDisjoint(one, condition));
    if (isApart || !this.isRead(name, except)) return;
    if (this.isWithin) throw new Inexpressible(at, `sets ${name}, which was set before and is still read`);
    const to = `${name}_before`;
    if (this.writers.has(to)) throw new Inexpressible(at, `sets ${name} for the third time`);
    this.writers.set(to, [undefined]);
    const sets: (readonly [string, Known])[] = [];
    this.parse({ sets, make: () => Stage.rename({ [name]: to }) });
    for (const map of [this.labels, this.metadata, this.extracted]) {
      for (const [key, value] of map) {
        if (value?.reads(name) !== true || (map === this.extracted && except.includes(key))) continue;
        const renamed = value.renamed(name, to);
        sets.push([name, renamed]);
        map.set(key, renamed);
      }
    }
  }

  /** Whether a label, or an extracted name besides these, is made of the field. */
  private isRead(name: string, except: readonly string[]): boolean {
    if ([...this.labels.values(), ...this.metadata.values()].some((value) => value.reads(name))) return true;
    return [...this.extracted].some(([key, value]) => !except.includes(key) && value?.reads(name) === true);
  }

  /** A field of this name for a value, whether the record is one of these or not. */
  setField(name: string, value: Known, at: string): Known {
    this.claim(name, at);
    const { spec } = value;
    this.add(Stage.set({ [name]: spec.of === 'constant' ? spec.text : new Ref(value.use() as RefSpec) }));
    return Known.field([name], {
      isText: value.traits.isText === true,
      isAlways: value.traits.isAlways === true && !this.isWithin,
    });
  }

  /** An extracted name. @throws Inexpressible where it cannot be known */
  value(name: string, at: string): Known | undefined {
    if (this.extracted.has(name) && this.extracted.get(name) === undefined) {
      throw new Inexpressible(at, `reads ${name}, whose value depends on stages for some lines only`);
    }
    return this.extracted.get(name);
  }

  /** A label from now on; within stages for some records it is a field that those have. */
  setLabel(name: string, value: Known, at: string): void {
    const before = this.labels.get(name);
    if (!this.isWithin) {
      this.labels.set(name, Known.firstOf(value, before) as Known);
      return;
    }
    const own = value.spec.of === 'field' && this.isOwn(value.spec.path[0]) ? value : this.setField(name, value, at);
    // Stages for other records may have set the same field.
    if (before !== undefined && own.equals(before)) this.labels.set(name, both(own, before));
    else {
      const joined = Known.firstOf(weak(own), before) as Known;
      this.labels.set(name, joined);
    }
  }

  private isOwn(name: string): boolean {
    return this.writers.get(name)?.every((condition) => condition !== undefined) === true;
  }
}

/** What is there for some records is not always there. */
function weak(value: Known): Known {
  return new Known(value.spec, { ...value.traits, isAlways: false }, [value]);
}

function both(one: Known, other: Known): Known {
  return new Known(one.spec, { ...one.traits, isAlways: false }, [one, other]);
}

/** Whether stages change nothing of what a condition reads. */
function isSettled(spec: ConditionSpec): boolean {
  switch (spec.test) {
    case 'not':
      return isSettled(spec.condition);
    case 'allOf':
    case 'anyOf':
      return spec.conditions.every(isSettled);
    default:
      return isOrigin(spec.ref);
  }
}

function isOrigin(ref: RefSpec): boolean {
  if (ref.of === 'firstOf') return ref.values.every((value) => value.of === 'constant' || isOrigin(value));
  if (ref.of === 'text')
    return ref.parts.every((part) => typeof part === 'string' || !('of' in part) || isOrigin(part));
  return ref.of !== 'line' && ref.of !== 'field';
}

/** Names in their order, as stages want them. */
export function nonEmpty<T>(items: readonly T[]): NonEmpty<T> | undefined {
  const [first, ...others] = items;
  return first === undefined ? undefined : [first, ...others];
}
