import type { Assertion, Node, Repeat } from '../../../../languages/regex/node';
import { canBeEmpty } from '../../../../languages/regex/node';
import type { Regex } from '../../../../languages/regex/regex';
import { byteSequences } from './utf8-ranges';
import type { ByteRange } from './utf8-ranges';

/** One step of a search; `next` and the ways of a split are places of the program. */
export type Instruction =
  | { readonly kind: 'byte'; readonly range: ByteRange; readonly next: number }
  /** The first way is preferred. */
  | { readonly kind: 'split'; first: number; second: number }
  | { readonly kind: 'assert'; readonly at: Assertion; readonly next: number }
  | { readonly kind: 'save'; readonly tag: number; readonly next: number }
  | { readonly kind: 'match' };

/** A search for the leftmost match, anywhere in a text. */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly start: number;
  /** Places that it remembers. */
  readonly tags: number;
}

/** What a search is for: whether there is a match, where it is, or what its groups hold. */
export type PatternUse = 'test' | 'groups' | 'replace';

const maxInstructions = 20_000;

/** A pattern that is too large for a program. */
export class PatternSizeError extends Error {
  override readonly name = 'PatternSizeError';
}

/**
 * The program that finds a pattern.
 *
 * @param where - `here`: only where the search begins
 * @throws PatternSizeError if it is too large
 */
export function programOf(regex: Regex, use: PatternUse, where: 'anywhere' | 'here' = 'anywhere'): Program {
  return new Compiler(regex, use).program(where);
}

class Compiler {
  private readonly instructions: Instruction[] = [];
  private readonly known = new Map<string, number>();

  constructor(
    private readonly regex: Regex,
    private readonly use: PatternUse,
  ) {}

  program(where: 'anywhere' | 'here'): Program {
    const { root, groups } = this.regex;
    const { instructions } = this;
    const tags = this.use === 'groups' ? 2 * groups.length : this.use === 'replace' ? 1 : 0;
    const found = this.node(root, this.add({ kind: 'match' }));
    const whole = this.use === 'replace' ? this.save(0, found) : found;
    if (where === 'here' || beginsText(root)) return { instructions, start: whole, tags };
    const start = this.reserve();
    // An empty match lies between characters, others cannot begin within one.
    const skipped = canBeEmpty(root) ? byteSequences([0, 0x10ffff]) : [[[0, 0xff]] as const];
    instructions[start] = { kind: 'split', first: whole, second: this.sequences(skipped, start) };
    return { instructions, start, tags };
  }

  /** The place at which the node is looked for, and `next` after it. */
  private node(node: Node, next: number): number {
    switch (node.kind) {
      case 'text':
        return Array.from(Buffer.from(node.text)).reduceRight((after, byte) => this.byte([byte, byte], after), next);
      case 'set':
        return this.sequences(node.set.ranges.flatMap(byteSequences), next);
      case 'assertion':
        return this.add({ kind: 'assert', at: node.at, next });
      case 'sequence':
        return node.items.reduceRight((after, item) => this.node(item, after), next);
      case 'alternatives':
        return node.items
          .map((item) => this.node(item, next))
          .reduceRight((second, first) => this.split(first, second));
      case 'group':
        return this.use === 'groups' ? this.group(node, next) : this.node(node.item, next);
      case 'repeat':
        return this.repeat(node, next);
    }
  }

  private group({ name, item }: Extract<Node, { kind: 'group' }>, next: number): number {
    const tag = 2 * this.regex.groups.indexOf(name);
    return this.save(tag, this.node(item, this.save(tag + 1, next)));
  }

  private save(tag: number, next: number): number {
    return this.add({ kind: 'save', tag, next });
  }

  private repeat({ item, min, max, greedy }: Repeat, next: number): number {
    let entry = next;
    const choice = (inside: number, outside: number): number =>
      greedy ? this.split(inside, outside) : this.split(outside, inside);
    if (max === Infinity) {
      const again = this.reserve();
      const inside = this.node(item, again);
      this.instructions[again] = {
        kind: 'split',
        first: greedy ? inside : next,
        second: greedy ? next : inside,
      };
      entry = min === 0 ? again : inside;
    } else {
      for (let count = min; count < max; count += 1) entry = choice(this.node(item, entry), next);
    }
    const before = max === Infinity ? min - 1 : min;
    for (let count = 0; count < before; count += 1) entry = this.node(item, entry);
    return entry;
  }

  /** One of the sequences: those that begin alike share their beginning, those that end alike their end. */
  private sequences(sequences: readonly (readonly ByteRange[])[], next: number): number {
    const byFirst = new Map<string, { readonly range: ByteRange; readonly rests: (readonly ByteRange[])[] }>();
    for (const [range, ...rest] of sequences) {
      if (range === undefined) return next;
      const known = byFirst.get(range.join()) ?? { range, rests: [] };
      known.rests.push(rest);
      byFirst.set(range.join(), known);
    }
    return [...byFirst.values()]
      .map(({ range, rests }) => this.byte(range, this.sequences(rests, next)))
      .reduceRight((second, first) => this.split(first, second));
  }

  private byte(range: ByteRange, next: number): number {
    const key = `${range.join()}>${next}`;
    const place = this.known.get(key) ?? this.add({ kind: 'byte', range, next });
    this.known.set(key, place);
    return place;
  }

  private split(first: number, second: number): number {
    const key = `${first},${second}`;
    const place = first === second ? first : (this.known.get(key) ?? this.add({ kind: 'split', first, second }));
    this.known.set(key, place);
    return place;
  }

  /** A place for a split that leads back to itself. */
  private reserve(): number {
    return this.add({ kind: 'split', first: 0, second: 0 });
  }

  private add(instruction: Instruction): number {
    if (this.instructions.length >= maxInstructions) {
      throw new PatternSizeError(
        `'pattern' must be of less than ${maxInstructions} steps for Fluent Bit, got /${this.regex.source}/; repeat fewer times`,
      );
    }
    return this.instructions.push(instruction) - 1;
  }
}

/** Whether it matches at the start of the text only. */
function beginsText(node: Node): boolean {
  switch (node.kind) {
    case 'assertion':
      return node.at === 'text-start';
    case 'sequence':
      return node.items[0] !== undefined && beginsText(node.items[0]);
    case 'alternatives':
      return node.items.every(beginsText);
    case 'group':
      return beginsText(node.item);
    default:
      return false;
  }
}
