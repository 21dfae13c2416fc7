import { byteClasses, holds, needed, neighbourOf, neighbours } from './byte-classes';
import type { ByteClasses, Neighbour } from './byte-classes';
import type { Instruction, Program } from './program';
import { Moves, NOW, UNSET } from './moves';
import type { ByteRange } from './utf8-ranges';

/** A state that leads to no match, and one where a match is certain. */
export const DEAD = 0;
export const FOUND = -1;

/**
 * A deterministic search: for each state and class of byte (0 is the end of the text) the next state, and what to remember
 * before it.
 *
 * States are from 1. What is remembered lies in slots: 0 is the place behind the match, then one for each tag of the
 * program, then those that it needs on the way.
 */
export interface Machine {
  readonly classes: ByteClasses;
  readonly next: readonly (readonly number[])[];
  readonly actions: readonly (readonly number[])[];
  /** Pairs of slots, to and from; the first action is none. */
  readonly lists: readonly (readonly number[])[];
  /** By what stands before the place where the search begins. */
  readonly starts: readonly number[];
}

interface State {
  readonly before: Neighbour;
  readonly threads: readonly Thread[];
}

/** A way of the search that is under way, and the slot of each tag. */
interface Thread {
  readonly place: number;
  readonly slots: readonly number[];
}

/** A way that waits for a byte. */
interface Waiting {
  readonly range: ByteRange;
  readonly next: number;
  readonly slots: readonly number[];
}

interface Ways {
  readonly waiting: readonly Waiting[];
  readonly match: readonly number[] | undefined;
}

/** States that a machine may have before equal ones become one. */
export const maxStates = 1000;
const maxEntries = 150_000;
const maxWork = 20_000_000;

/** The machine that finds what the program does; undefined if it would be too large. */
export function machineOf(program: Program, testOnly: boolean, most: number = maxStates): Machine | undefined {
  return new Determiniser(program, testOnly).machine(most);
}

class Determiniser {
  private readonly classes: ByteClasses;
  private readonly kinds: readonly Neighbour[];
  private readonly seen: (neighbour: Neighbour) => Neighbour;
  private readonly states: State[] = [];
  private readonly known = new Map<string, number>();
  private readonly moves: Moves;
  private work = 0;

  constructor(
    private readonly program: Program,
    private readonly testOnly: boolean,
  ) {
    this.classes = byteClasses(program);
    this.seen = needed(new Set(program.instructions.flatMap((one) => (one.kind === 'assert' ? [one.at] : []))));
    this.kinds = this.classes.members.map((byte) => this.seen(byte === undefined ? 'end' : neighbourOf(byte)));
    this.moves = new Moves(program.tags);
  }

  machine(most: number): Machine | undefined {
    const none = Array.from({ length: this.program.tags }, () => UNSET);
    const first = { place: this.program.start, slots: none };
    const starts = neighbours.map((before) => this.stateOf({ before: this.seen(before), threads: [first] }));
    const next: number[][] = [];
    const actions: number[][] = [];
    for (let index = 0; index < this.states.length; index += 1) {
      const state = this.states[index] as State;
      const ways = new Map([...new Set(this.kinds)].map((after) => [after, this.follow(state, after)]));
      const steps = this.kinds.map((_, group) => this.step(ways, group));
      next.push(steps.map(([state]) => state));
      actions.push(steps.map(([, action]) => action));
      const tooLarge = this.states.length > most || this.states.length * this.kinds.length > maxEntries;
      if (tooLarge || this.work > maxWork) return undefined;
    }
    return { classes: this.classes, next, actions, lists: this.moves.lists, starts };
  }

  private stateOf(state: State): number {
    const key = `${state.before} ${state.threads.map(({ place, slots }) => `${place}:${slots.join()}`).join(' ')}`;
    const known = this.known.get(key) ?? this.states.push(state);
    this.known.set(key, known);
    return known;
  }

  /** The state after a byte of the class, and the action before it. */
  private step(ways: ReadonlyMap<Neighbour, Ways>, group: number): readonly [state: number, action: number] {
    const after = this.kinds[group] as Neighbour;
    const { waiting, match } = ways.get(after) as Ways;
    if (this.testOnly && match !== undefined) return [FOUND, 0];
    const threads = this.taken(waiting, this.classes.members[group]);
    if (this.testOnly) threads.sort((one, other) => one.place - other.place);
    const slots = this.moves.renumber(threads.map((thread) => thread.slots));
    const action = this.moves.action(match, slots.sources);
    if (threads.length === 0) return [DEAD, action];
    const renumbered = threads.map(({ place }, index) => ({ place, slots: slots.targets[index] ?? [] }));
    return [this.stateOf({ before: after, threads: renumbered }), action];
  }

  /** The ways that a byte lets go on; none at the end of the text. */
  private taken(waiting: readonly Waiting[], byte: number | undefined): Thread[] {
    if (byte === undefined) return [];
    this.work += waiting.length;
    const arrived = new Set<number>();
    const threads: Thread[] = [];
    for (const { range, next, slots } of waiting) {
      if (byte < range[0] || byte > range[1] || arrived.has(next)) continue;
      arrived.add(next);
      threads.push({ place: next, slots });
    }
    return threads;
  }

  /** Where a state's ways wait for a byte, the preferred one first, and the match before it if there is one. */
  private follow(state: State, after: Neighbour): Ways {
    const { instructions } = this.program;
    const visited = new Set<number>();
    const waiting: Waiting[] = [];
    const stack = [...state.threads].reverse();
    for (let thread = stack.pop(); thread !== undefined; thread = stack.pop()) {
      const { place, slots } = thread;
      if (visited.has(place)) continue;
      visited.add(place);
      const instruction = instructions[place] as Instruction;
      switch (instruction.kind) {
        case 'byte':
          waiting.push({ range: instruction.range, next: instruction.next, slots });
          break;
        case 'split':
          stack.push({ place: instruction.second, slots }, { place: instruction.first, slots });
          break;
        case 'assert':
          if (holds(instruction.at, state.before, after)) stack.push({ place: instruction.next, slots });
          break;
        case 'save':
          stack.push({
            place: instruction.next,
            slots: slots.map((slot, tag) => (tag === instruction.tag ? NOW : slot)),
          });
          break;
        case 'match':
          // Ways that are less preferred are of no interest any more.
          return { waiting, match: slots };
      }
    }
    return { waiting, match: undefined };
  }
}
