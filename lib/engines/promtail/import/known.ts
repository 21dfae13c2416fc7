import { LiveText, partsOf } from '../../../text/live-text';
import type { RefSpec, ValueSpec } from '../../../pipeline/ref-spec';

/** What is known of a value besides what it reads. */
export interface Traits {
  /** Every record has it, and it is not empty. */
  readonly isAlways?: boolean;
  /** It is text, or absent; else it may be any value of JSON. */
  readonly isText?: boolean;
  /** It may be there and be empty in Promtail, where a pipeline has nothing: the groups of a pattern. */
  readonly mayBeEmpty?: boolean;
  /** Something that is there exactly where this was looked for and its pattern matched. */
  readonly witness?: Known;
  /** Promtail's value is `true` where this is there: `…_labelpresent_…`. */
  readonly isPresence?: boolean;
  /** Promtail has the name also where there is no value: what its JSON stage did not find. */
  readonly mayBeNull?: boolean;
}

/** A value of a label, or of an extracted name, as far as the configuration tells. */
export class Known {
  #isUsed = false;

  constructor(
    readonly spec: ValueSpec,
    readonly traits: Traits = {},
    private readonly parts: readonly Known[] = [],
  ) {}

  static constant(text: string | LiveText): Known {
    return new Known({ of: 'constant', text }, { isAlways: partsOf(text).length > 0, isText: true });
  }

  static field(path: readonly [string, ...(string | number)[]], traits: Traits = {}): Known {
    return new Known({ of: 'field', path }, traits);
  }

  static origin(name: Extract<RefSpec, { of: 'origin' }>['name'], isAlways = true): Known {
    return new Known({ of: 'origin', name }, { isAlways, isText: true });
  }

  static pod(of: 'podLabel' | 'podAnnotation', key: string): Known {
    return new Known({ of, key }, { isText: true });
  }

  /** The first that is there and not empty. */
  static firstOf(...values: readonly (Known | undefined)[]): Known | undefined {
    const all: Known[] = [];
    for (const value of values) {
      if (value === undefined || all.some((one) => one.equals(value))) continue;
      all.push(value);
      if (value.traits.isAlways === true) break;
    }
    const [first, ...others] = all;
    if (first === undefined || others.length === 0) return first;
    const specs = all.flatMap(({ spec }) => (spec.of === 'firstOf' ? spec.values : [spec]));
    const isText = all.every(({ traits }) => traits.isText === true);
    const isAlways = all.some(({ traits }) => traits.isAlways === true);
    return new Known({ of: 'firstOf', values: specs }, { isText, isAlways }, all);
  }

  /** Whether it was read by something that was carried over. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  /** What is to be read, from now on. */
  use(): ValueSpec {
    this.#isUsed = true;
    for (const part of this.parts) part.use();
    return this.spec;
  }

  /** The same value under another name of its field. */
  renamed(from: string, to: string): Known {
    const spec = renamedSpec(this.spec, from, to);
    return spec === this.spec ? this : new Known(spec, this.traits, [...this.parts, this]);
  }

  reads(field: string): boolean {
    return renamedSpec(this.spec, field, `${field}\0`) !== this.spec;
  }

  equals(other: Known | undefined): boolean {
    return other !== undefined && (other === this || keyOf(this.spec) === keyOf(other.spec));
  }

  /** The text, where it is the same for all records and known now. */
  get literal(): string | undefined {
    return this.spec.of === 'constant' && typeof this.spec.text === 'string' ? this.spec.text : undefined;
  }
}

function renamedSpec(spec: ValueSpec, from: string, to: string): ValueSpec {
  switch (spec.of) {
    case 'field':
      return spec.path[0] === from ? { of: 'field', path: [to, ...spec.path.slice(1)] } : spec;
    case 'firstOf': {
      const values = spec.values.map((value) => renamedSpec(value, from, to));
      return values.some((value, index) => value !== spec.values[index]) ? { of: 'firstOf', values } : spec;
    }
    case 'text': {
      const parts = spec.parts.map((part) =>
        typeof part === 'object' && 'of' in part ? (renamedSpec(part, from, to) as RefSpec) : part,
      );
      return parts.some((part, index) => part !== spec.parts[index]) ? { of: 'text', parts } : spec;
    }
    default:
      return spec;
  }
}

/** A value's data as a key. A text with a variable refuses to be JSON; its parts do not. */
export function keyOf(spec: ValueSpec): string {
  const plain = (one: unknown): unknown => {
    if (one instanceof LiveText) return one.parts;
    if (typeof one !== 'object' || one === null) return one;
    return Array.isArray(one) ? one.map(plain) : Object.entries(one).map(([name, inner]) => [name, plain(inner)]);
  };
  return JSON.stringify(plain(spec));
}
