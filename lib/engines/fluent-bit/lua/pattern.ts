import type { Assertion, Node } from '../../../languages/regex/node';
import { canBeEmpty } from '../../../languages/regex/node';
import type { Regex } from '../../../languages/regex/regex';
import type { LuaModuleName } from './modules';
import { machineOf, maxStates } from './pattern/machine';
import type { Machine } from './pattern/machine';
import { minimised } from './pattern/minimise';
import { PatternSizeError, programOf } from './pattern/program';
import type { Instruction, PatternUse, Program } from './pattern/program';
import { luaString, luaTable } from './print';

/** An expression of Lua, and the modules that it uses. */
export interface LuaCode {
  readonly code: string;
  readonly needs: readonly LuaModuleName[];
}

/**
 * A pattern for `pattern.test`, `pattern.groups` or `pattern.replace_all`.
 *
 * It is a machine with one step for each byte of a text, or, where that would have more than about a thousand states, a
 * program whose steps grow with the text times the pattern; for groups, only where a machine for the test says that there is
 * a match, and one for its beginning does not find it at the first places.
 *
 * @param most - states of a machine
 * @throws PatternSizeError if the pattern is too large for either
 */
export function luaPattern(regex: Regex, use: PatternUse, most: number = maxStates): LuaCode {
  const { root, groups } = regex;
  const needs = ['pattern'] as const;
  if (root.kind === 'text') return { code: `pattern.literal(${luaString(root.text)})`, needs };
  const program = programOf(regex, use);
  const machine = machineOf(program, use === 'test', most);
  const of = {
    ...literalWithin(root),
    ...(use === 'groups' ? { names: luaTable(groups.map(luaString)) } : {}),
  };
  const code =
    machine === undefined
      ? `pattern.program(${luaTable({ ...printProgram(program, use), ...shortcuts(regex, use, program, most), ...of })})`
      : `pattern.machine(${luaTable({ ...printMachine(minimised(machine), use), ...of })})`;
  return { code, needs };
}

/** Whether {@link luaPattern} refuses it. */
export function isTooLarge(regex: Regex, use: PatternUse): boolean {
  if (regex.root.kind === 'text') return false;
  try {
    programOf(regex, use);
    return false;
  } catch (error) {
    if (error instanceof PatternSizeError) return true;
    throw error;
  }
}

/** Machines that spare a program for groups most of its work: whether there is a match, and a match where it is looked for. */
function shortcuts(regex: Regex, use: PatternUse, { instructions }: Program, most: number): Record<string, string> {
  if (use !== 'groups') return {};
  const guard = machineOf(programOf(regex, 'test'), true, most);
  const bound = programOf(regex, use, 'here');
  const here = bound.instructions.length < instructions.length ? machineOf(bound, false, most) : undefined;
  return {
    ...(guard === undefined ? {} : { guard: `pattern.machine(${luaTable(printMachine(minimised(guard), 'test'))})` }),
    ...(here === undefined ? {} : { here: `pattern.machine(${luaTable(printMachine(minimised(here), use))})` }),
  };
}

function printMachine({ classes, next, actions, lists, starts }: Machine, use: PatternUse): Record<string, string> {
  const remembers = use !== 'test';
  return {
    classes: String(classes.members.length),
    class: numbers(classes.of),
    next: numbers(next.flat()),
    starts: numbers(starts),
    ...(remembers
      ? { actions: numbers(actions.flat()), lists: luaTable(lists.slice(1).map((list) => luaTable(list.map(String)))) }
      : {}),
  };
}

const assertions: readonly Assertion[] = [
  'text-start',
  'text-end',
  'line-start',
  'line-end',
  'word-boundary',
  'not-word-boundary',
];

function printProgram({ instructions, start, tags }: Program, use: PatternUse): Record<string, string> {
  const code = instructions.flatMap((instruction): readonly number[] => fourNumbers(instruction));
  const of = { code: numbers(code), start: String(start), tags: String(tags) };
  return use === 'test' ? { ...of, test: 'true' } : of;
}

function fourNumbers(instruction: Instruction): readonly [number, number, number, number] {
  switch (instruction.kind) {
    case 'byte':
      return [1, ...instruction.range, instruction.next];
    case 'split':
      return [2, instruction.first, instruction.second, 0];
    case 'assert':
      return [3, assertions.indexOf(instruction.at) + 1, instruction.next, 0];
    case 'save':
      return [4, instruction.tag, instruction.next, 0];
    case 'match':
      return [5, 0, 0, 0];
  }
}

/** Numbers as a text, equal ones in a row as `number*times`. */
function numbers(list: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of list) {
    const last = runs.at(-1);
    if (last?.[0] === number) last[1] += 1;
    else runs.push([number, 1]);
  }
  return luaString(runs.map(([number, times]) => (times === 1 ? String(number) : `${number}*${times}`)).join(' '));
}

/** A literal that every match holds, the first part of it or the longest; none where it would not save time. */
function literalWithin(root: Node): Record<string, string> {
  const items = itemsOf(root);
  const [first] = items;
  // A search that is bound to the start ends with the first byte that does not fit.
  if (first?.kind === 'assertion' && first.at === 'text-start') return {};
  if (first?.kind === 'text') return { literal: luaString(first.text), first: 'true' };
  const texts = items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
  const [longest = ''] = texts.sort((one, other) => other.length - one.length);
  return longest.length < 3 || canBeEmpty(root) ? {} : { literal: luaString(longest) };
}

/** The parts that stand one after the other in every match. */
function itemsOf(node: Node): readonly Node[] {
  if (node.kind === 'sequence') return node.items.flatMap(itemsOf);
  return node.kind === 'group' ? itemsOf(node.item) : [node];
}
