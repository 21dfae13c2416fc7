/** Slots that are none: the place that the search has come to, and what was never set. */
export const NOW = -1;
export const UNSET = -2;

/** What a machine remembers from one state to the next, as moves between slots. */
export class Moves {
  readonly lists: (readonly number[])[] = [[]];
  private readonly known = new Map<string, number>([['', 0]]);
  /** The first slot that holds no result. */
  private readonly first: number;

  constructor(tags: number) {
    this.first = tags + 1;
  }

  /**
   * The same slots numbered in the order of their appearance, and for each new one what it is set from. Tags never share one:
   * a group that is empty would make another state than one that is not, and each further group twice as many.
   */
  renumber(slots: readonly (readonly number[])[]): {
    readonly targets: readonly (readonly number[])[];
    readonly sources: readonly number[];
  } {
    const sources: number[] = [];
    const tags: number[] = [];
    const target = (source: number, tag: number): number => {
      if (source === UNSET) return UNSET;
      const known = sources.findIndex((other, index) => other === source && tags[index] === tag);
      if (known >= 0) return this.first + known;
      tags.push(tag);
      return this.first + sources.push(source) - 1;
    };
    return { targets: slots.map((held) => held.map(target)), sources };
  }

  /** The number of the action that keeps a match, and moves what is needed further on. */
  action(match: readonly number[] | undefined, sources: readonly number[]): number {
    const results = match === undefined ? [] : [0, NOW, ...match.flatMap((source, tag) => [tag + 1, source])];
    const list = [...results, ...this.ordered(sources)];
    const key = list.join();
    const known = this.known.get(key) ?? this.lists.push(list) - 1;
    this.known.set(key, known);
    return known;
  }

  /** Moves that all happen at once, in an order in which none overwrites what another one still needs. */
  private ordered(sources: readonly number[]): number[] {
    let waiting = sources.map((from, index) => [this.first + index, from] as const).filter(([to, from]) => to !== from);
    const list: number[] = [];
    while (waiting.length > 0) {
      const free = waiting.findIndex(([to]) => !waiting.some(([, from]) => from === to));
      const [to, from] = waiting[Math.max(free, 0)] as readonly [number, number];
      if (free < 0) {
        // They wait for each other in a ring: the first is kept aside.
        const aside = Math.max(this.first + sources.length, ...sources, ...waiting.map(([, source]) => source)) + 1;
        list.push(aside, to);
        waiting = waiting.map(([other, source]) => [other, source === to ? aside : source] as const);
        continue;
      }
      list.push(to, from);
      waiting = waiting.filter((_, index) => index !== free);
    }
    return list;
  }
}
