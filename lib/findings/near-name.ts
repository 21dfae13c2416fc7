// No option is longer, and the work grows with the letters.
const longest = 64;

/** The name most like a word, whatever its case; undefined where there are none. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const byDistance = names.map((name) => [distance(plain(word), plain(name)), name] as const);
  return byDistance.reduce<readonly [number, string] | undefined>(
    (best, next) => (best === undefined || next[0] < best[0] ? next : best),
    undefined,
  )?.[1];
}

/** As {@link nearest}, where the word can be taken for that name: another spelling of it, or one letter in four amiss. */
export function misspelt(word: string, names: readonly string[]): string | undefined {
  const name = word.length > longest ? undefined : nearest(word, names);
  if (name === undefined) return undefined;
  const [from, to] = [plain(word), plain(name)];
  return distance(from, to) <= Math.floor(Math.max(from.length, to.length) / 4) ? name : undefined;
}

/** `extra_label_selector` and `extra-label-selector` are `extraLabelSelector`. */
function plain(word: string): string {
  return word.slice(0, longest).replace(/[_-]/g, '').toLowerCase();
}

/** How many letters must be put in, taken out, changed, or changed with the next to get from one word to the other. */
function distance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  let twoAbove: readonly number[] = [];
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const change = (above[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const isSwap = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const swap = isSwap ? (twoAbove[column - 2] ?? 0) + 1 : Infinity;
      line.push(Math.min((line[column - 1] ?? 0) + 1, (above[column] ?? 0) + 1, change, swap));
    }
    [twoAbove, above] = [above, line];
  }
  return above.at(-1) ?? 0;
}
