import type { Assertion } from '../../../../languages/regex/node';
import type { Program } from './program';

/** What stands beside a place in a text: nothing, or a byte of a kind that assertions ask for. */
export type Neighbour = 'end' | 'newline' | 'word' | 'other';

/** Neighbours in the order of a machine's first states. */
export const neighbours: readonly Neighbour[] = ['end', 'newline', 'word', 'other'];

/** The kind of a byte. */
export function neighbourOf(byte: number): Neighbour {
  if (byte === 0x0a) return 'newline';
  return /\w/.test(String.fromCharCode(byte)) ? 'word' : 'other';
}

/** Whether an assertion holds between two neighbours. */
export function holds(assertion: Assertion, before: Neighbour, after: Neighbour): boolean {
  switch (assertion) {
    case 'text-start':
      return before === 'end';
    case 'text-end':
      return after === 'end';
    case 'line-start':
      return before === 'end' || before === 'newline';
    case 'line-end':
      return after === 'end' || after === 'newline';
    case 'word-boundary':
      return (before === 'word') !== (after === 'word');
    case 'not-word-boundary':
      return (before === 'word') === (after === 'word');
  }
}

/** Bytes that a program does not tell apart. */
export interface ByteClasses {
  /** The class of each byte, from 1; 0 is the end of the text. */
  readonly of: readonly number[];
  /** A byte of each class; none for the end. */
  readonly members: readonly (number | undefined)[];
}

/** The classes of a program's bytes. */
export function byteClasses({ instructions }: Program): ByteClasses {
  const firsts = new Set<number>([0]);
  const cut = (first: number, last: number): void => {
    firsts.add(first);
    firsts.add(last + 1);
  };
  const asserts = new Set<Assertion>();
  for (const instruction of instructions) {
    if (instruction.kind === 'byte') cut(...instruction.range);
    if (instruction.kind === 'assert') asserts.add(instruction.at);
  }
  if (asserts.has('line-start') || asserts.has('line-end')) cut(0x0a, 0x0a);
  if (asserts.has('word-boundary') || asserts.has('not-word-boundary')) {
    for (const [first, last] of [
      [0x30, 0x39],
      [0x41, 0x5a],
      [0x5f, 0x5f],
      [0x61, 0x7a],
    ] as const)
      cut(first, last);
  }
  return joined(instructions, firsts, asserts);
}

/** Ranges of bytes that lead to the same places are one class. */
function joined(
  instructions: Program['instructions'],
  firsts: ReadonlySet<number>,
  asserts: ReadonlySet<Assertion>,
): ByteClasses {
  const bytes = instructions.flatMap((one) => (one.kind === 'byte' ? [one] : []));
  const aware = needed(asserts);
  const classes = new Map<string, number>();
  const of: number[] = [];
  const members: (number | undefined)[] = [undefined];
  for (let byte = 0; byte < 256; byte += 1) {
    if (!firsts.has(byte)) {
      of.push(of[byte - 1] as number);
      continue;
    }
    const taken = bytes.map(({ range }) => (range[0] <= byte && byte <= range[1] ? '1' : '0')).join('');
    const key = `${aware(neighbourOf(byte))} ${taken}`;
    const known = classes.get(key) ?? members.push(byte) - 1;
    classes.set(key, known);
    of.push(known);
  }
  return { of, members };
}

/** The neighbour as far as assertions tell it from others. */
export function needed(asserts: ReadonlySet<Assertion>): (neighbour: Neighbour) => Neighbour {
  const lines = asserts.has('line-start') || asserts.has('line-end');
  const words = asserts.has('word-boundary') || asserts.has('not-word-boundary');
  const ends = lines || asserts.has('text-start') || asserts.has('text-end');
  return (neighbour) => {
    if (neighbour === 'word') return words ? 'word' : 'other';
    if (neighbour === 'newline') return lines ? 'newline' : 'other';
    return neighbour === 'end' && !ends ? 'other' : neighbour;
  };
}
