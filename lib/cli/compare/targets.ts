import type { ReceivedEntry } from './received-entry';

/**
 * The entries of all sides, told apart by the client that sent them only where a side has several. Where the urls are the same on all
 * sides they are what tells; where they are not, it is the tenant and the labels alone.
 */
export function apart(sides: readonly (readonly ReceivedEntry[])[]): {
  readonly entries: readonly (readonly ReceivedEntry[])[];
  readonly note?: string;
} {
  const urls = sides.map((entries) => [...new Set(entries.map(({ to }) => to))].sort());
  const isOne = urls.every((side) => side.length <= 1);
  const isSame = urls.every((side) => side.join('\n') === urls[0]?.join('\n'));
  if (!isOne && isSame) return { entries: sides };
  const entries = sides.map((side) => side.map((entry) => ({ ...entry, to: '' })));
  if (isOne) return { entries };
  return {
    entries,
    note: 'the sides send to different urls, several on one side: which client sent an entry is not compared',
  };
}
