/** A piece of two texts: what both have, or what one has in the place of the other's. */
export interface Piece {
  readonly kind: 'both' | 'change';
  readonly base: string;
  readonly other: string;
}

/** Beyond this many words only the beginning and the end that are the same are looked for. */
const mostWords = 400;

/** How much of the words of two texts is the same, by a quick look: 0 to 1. */
export function likeness(base: string, other: string): number {
  if (base === other) return 1;
  const [ours, theirs] = [wordsOf(base), wordsOf(other)].map((words) => words.filter((word) => word.trim() !== ''));
  const counts = new Map<string, number>();
  for (const word of ours ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of theirs ?? []) {
    const left = counts.get(word) ?? 0;
    if (left > 0) shared += 1;
    counts.set(word, left - 1);
  }
  return (2 * shared) / Math.max(1, (ours?.length ?? 0) + (theirs?.length ?? 0));
}

/** The pieces of two texts, word by word. */
export function wordDifference(base: string, other: string): readonly Piece[] {
  const [ours, theirs] = [wordsOf(base), wordsOf(other)];
  let start = 0;
  while (start < ours.length && start < theirs.length && ours[start] === theirs[start]) start += 1;
  let end = 0;
  const most = Math.min(ours.length, theirs.length) - start;
  while (end < most && ours.at(-1 - end) === theirs.at(-1 - end)) end += 1;
  const middle = between(ours.slice(start, ours.length - end), theirs.slice(start, theirs.length - end));
  const both = (words: readonly string[]): Piece => ({ kind: 'both', base: words.join(''), other: words.join('') });
  return merged([both(ours.slice(0, start)), ...middle, both(ours.slice(ours.length - end))]);
}

/** Words, numbers, white space, and every other character on its own. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

/** By the longest common sequence of words. */
function between(ours: readonly string[], theirs: readonly string[]): readonly Piece[] {
  const change: Piece = { kind: 'change', base: ours.join(''), other: theirs.join('') };
  if (ours.length === 0 || theirs.length === 0 || Math.max(ours.length, theirs.length) > mostWords) return [change];
  const width = theirs.length + 1;
  const lengths = new Uint16Array((ours.length + 1) * width);
  for (let row = ours.length - 1; row >= 0; row -= 1) {
    for (let column = theirs.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        ours[row] === theirs[column]
          ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1
          : Math.max(lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0);
    }
  }
  const pieces: Piece[] = [];
  let [row, column] = [0, 0];
  while (row < ours.length || column < theirs.length) {
    const [our, their] = [ours[row], theirs[column]];
    if (our !== undefined && our === their) {
      pieces.push({ kind: 'both', base: our, other: our });
      row += 1;
      column += 1;
    } else if (
      their === undefined ||
      (our !== undefined && (lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0))
    ) {
      pieces.push({ kind: 'change', base: our ?? '', other: '' });
      row += 1;
    } else {
      pieces.push({ kind: 'change', base: '', other: their });
      column += 1;
    }
  }
  return pieces;
}

/** Neighbours of a kind are one piece, and white space alone between two changes is part of them. */
function merged(pieces: readonly Piece[]): readonly Piece[] {
  const out: Piece[] = [];
  pieces.forEach((piece, index) => {
    if (piece.base === '' && piece.other === '') return;
    const before = out.at(-1);
    const isBridge =
      piece.kind === 'both' &&
      piece.base.trim() === '' &&
      before?.kind === 'change' &&
      pieces[index + 1]?.kind === 'change';
    const kind = isBridge ? 'change' : piece.kind;
    if (before?.kind !== kind) out.push({ ...piece, kind });
    else out[out.length - 1] = { kind, base: before.base + piece.base, other: before.other + piece.other };
  });
  return out;
}
