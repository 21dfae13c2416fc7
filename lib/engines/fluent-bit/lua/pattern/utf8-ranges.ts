import type { CodePointRange } from '../../../../languages/regex/code-points';

/** Bytes from the first to the last, both included. */
export type ByteRange = readonly [first: number, last: number];

/** One range for each byte of a character. */
export type ByteSequence = readonly ByteRange[];

const lastOfLength = [0x7f, 0x7ff, 0xffff, 0x10ffff];

/** The characters of a range, by the bytes of their UTF-8. */
export function byteSequences([first, last]: CodePointRange): readonly ByteSequence[] {
  // Texts are UTF-8, so of bytes beyond ASCII the first one tells how many there are.
  if (first <= 0x80 && last === 0x10ffff) return [...(first < 0x80 ? [[[first, 0x7f]] as const] : []), ...beyondAscii];
  // No text has surrogates, though a range may pass over them.
  if (first < 0xd800 && last > 0xdfff) return [...split(first, 0xd7ff), ...split(0xe000, last)];
  return split(first, last);
}

const following: ByteRange = [0x80, 0xbf];
const beyondAscii: readonly ByteSequence[] = [
  [[0xc2, 0xdf], following],
  [[0xe0, 0xef], following, following],
  [[0xf0, 0xf4], following, following, following],
];

function split(first: number, last: number): readonly ByteSequence[] {
  const length = lastOfLength.find((limit) => first <= limit && last > limit);
  if (length !== undefined) return [...split(first, length), ...split(length + 1, last)];
  if (last <= 0x7f) return [[[first, last]]];
  // Within one length, ranges are cut until each byte's range is free of the others'.
  for (const bits of [6, 12, 18]) {
    const mask = (1 << bits) - 1;
    if (first >> bits === last >> bits) continue;
    if ((first & mask) !== 0) return [...split(first, first | mask), ...split((first | mask) + 1, last)];
    if ((last & mask) !== mask) return [...split(first, (last & ~mask) - 1), ...split(last & ~mask, last)];
  }
  const [low, high] = [Buffer.from(String.fromCodePoint(first)), Buffer.from(String.fromCodePoint(last))];
  return [Array.from(low, (byte, index): ByteRange => [byte, high[index] as number])];
}
