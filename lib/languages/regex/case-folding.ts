import { codePoint, CodePoints } from './code-points';

const LAST_ASCII = 0x7f;
/** No letter with two cases lies beyond (Unicode 17). */
const LAST_CASED = 0x1e943;
/** The only letters outside of ASCII that fold to ASCII ones: the long s and the Kelvin sign. */
const PARTNERS: ReadonlyMap<string, string> = new Map([
  ['s', '\u017f'],
  ['k', '\u212a'],
]);

/**
 * What `(?i)` makes of a set: each character with all that simple Unicode case folding (one character to one) holds
 * equal to it, as RE2 does it. So `(?i)k` also matches the Kelvin sign, `(?i)ss` never matches ß.
 *
 * The folding is written into the tree, because the dialects' own `(?i)` differ: Onigmo folds ß to ss, JavaScript's is a
 * flag of the whole pattern and changes `\b`.
 */
export function foldCase(set: CodePoints): CodePoints {
  return set.union(...set.ranges.map(([first, last]) => foldRange(first, last)));
}

function foldRange(first: number, last: number): CodePoints {
  const folded = [CodePoints.of()];
  for (let character = first; character <= Math.min(last, LAST_ASCII); character++) folded.push(foldAscii(character));
  if (last > LAST_ASCII) {
    // Partners come in runs, too many to keep as one range each for a set such as [^a].
    for (const [character, partners] of foldings()) {
      if (first <= character && character <= last) folded.push(partners);
    }
  }
  return CodePoints.of(...folded.flatMap((partners) => partners.ranges));
}

function foldAscii(character: number): CodePoints {
  const lower = String.fromCodePoint(character).toLowerCase();
  return CodePoints.from(lower + lower.toUpperCase() + (PARTNERS.get(lower) ?? ''));
}

let table: ReadonlyMap<number, CodePoints> | undefined;

/** The letters outside of ASCII that fold, each with its partners. Made when first needed, in some 30 ms. */
function foldings(): ReadonlyMap<number, CodePoints> {
  if (table !== undefined) return table;
  const groups = new Map<number, Set<number>>();
  for (let character = 0; character <= LAST_CASED; character++) {
    const text = String.fromCodePoint(character);
    for (const partner of [text.toLowerCase(), text.toUpperCase()]) {
      if (partner === text || !foldsTo(text, partner)) continue;
      const joined = [
        ...(groups.get(character) ?? [character]),
        ...(groups.get(codePoint(partner)) ?? [codePoint(partner)]),
      ];
      const group = new Set(joined);
      for (const member of group) groups.set(member, group);
    }
  }
  table = new Map(
    [...groups]
      .filter(([character]) => character > LAST_ASCII)
      .map(([character, group]) => [character, CodePoints.of(...[...group].map((one) => [one, one] as const))]),
  );
  return table;
}

/** Mappings for display also turn ı into I and ß into SS, which do not fold. */
function foldsTo(character: string, partner: string): boolean {
  return Array.from(partner).length === 1 && new RegExp(`^${character}$`, 'iu').test(partner);
}
