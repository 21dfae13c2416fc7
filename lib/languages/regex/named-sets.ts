import { ANY, CodePoints, DIGIT, SPACE, WORD } from './code-points';

const UPPER = CodePoints.of([0x41, 0x5a]);
const LOWER = CodePoints.of([0x61, 0x7a]);
const ALPHA = UPPER.union(LOWER);

/** What follows the backslash in `\d`; the capital letter means all others. */
export const PERL_SETS: ReadonlyMap<string, CodePoints> = new Map([
  ['d', DIGIT],
  ['s', SPACE],
  ['w', WORD],
]);

/** What stands in `[[:alpha:]]`: all of ASCII. */
export const POSIX_SETS: ReadonlyMap<string, CodePoints> = new Map([
  ['alnum', ALPHA.union(DIGIT)],
  ['alpha', ALPHA],
  ['ascii', CodePoints.of([0, 0x7f])],
  ['blank', CodePoints.from('\t ')],
  ['cntrl', CodePoints.of([0, 0x1f], [0x7f, 0x7f])],
  ['digit', DIGIT],
  ['graph', CodePoints.of([0x21, 0x7e])],
  ['lower', LOWER],
  ['print', CodePoints.of([0x20, 0x7e])],
  ['punct', CodePoints.of([0x21, 0x2f], [0x3a, 0x40], [0x5b, 0x60], [0x7b, 0x7e])],
  ['space', CodePoints.from('\t\n\v\f\r ')],
  ['upper', UPPER],
  ['word', WORD],
  ['xdigit', CodePoints.of([0x30, 0x39], [0x41, 0x46], [0x61, 0x66])],
]);

/** Go's categories without those that hold what is not assigned: their members change with each Unicode version. */
const CATEGORY = /^(?:L[ulmto]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfo])$/;
const SCRIPT = /^[A-Z][a-z]+(?:_[A-Za-z]+)*$/;
const known = new Map<string, CodePoints>();

/**
 * The characters of a category (`L`, `Lu`) or script (`Greek`), undefined for a name that RE2 does not have.
 *
 * They are written out as ranges: the engines carry Unicode tables of different years, so `\pL` printed as such would
 * match here and not there. The members are those that this Node's Unicode version knows.
 */
export function unicodeSet(name: string): CodePoints | undefined {
  if (name === 'Any') return ANY;
  const found = known.get(name) ?? collect(name);
  if (found !== undefined) known.set(name, found);
  return found;
}

function collect(name: string): CodePoints | undefined {
  const property = CATEGORY.test(name) ? 'gc' : SCRIPT.test(name) ? 'sc' : undefined;
  if (property === undefined) return undefined;
  let member: RegExp;
  try {
    member = new RegExp(`^\\p{${property}=${name}}$`, 'u');
  } catch {
    return undefined;
  }
  const ranges: [number, number][] = [];
  for (let character = 0; character <= 0x10ffff; character++) {
    if (!member.test(String.fromCodePoint(character))) continue;
    const previous = ranges.at(-1);
    if (previous !== undefined && previous[1] === character - 1) previous[1] = character;
    else ranges.push([character, character]);
  }
  return CodePoints.of(...ranges);
}
