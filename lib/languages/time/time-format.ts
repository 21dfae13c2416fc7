import { shown } from '../../findings/shown';

/**
 * How a time is written.
 *
 * - `iso8601`: `2026-11-21T00:22:41.116Z`, and its kin with a space, a comma, an offset or none.
 * - `unix`, `unix-ms`, `unix-ns`: decimal numbers since 1970, as numbers or as text.
 * - Anything with a `%`: made of `%Y %m %d %H %M %S %f %z %b %e %y %j %p %I %s %%` and literals.
 */
export type TimeFormat = 'iso8601' | 'unix' | 'unix-ms' | 'unix-ns' | `${string}%${string}`;

/** What one directive reads. */
export type Directive = 'Y' | 'm' | 'd' | 'H' | 'M' | 'S' | 'f' | 'z' | 'b' | 'e' | 'y' | 'j' | 'p' | 'I' | 's';

/** A part of a `%` format: literal text, or what a directive reads. */
export type TimePart = string | { readonly directive: Directive };

/** A format as data, for engines to print in their own dialect. */
export type TimeFormatTree =
  | { readonly kind: 'iso8601' }
  /** A decimal number of units since 1970, each of `10 ** exponent` nanoseconds. */
  | { readonly kind: 'unix'; readonly exponent: 9 | 6 | 0 }
  | { readonly kind: 'parts'; readonly parts: readonly TimePart[] };

const named: Readonly<Record<string, TimeFormatTree>> = Object.freeze({
  iso8601: Object.freeze({ kind: 'iso8601' }),
  unix: Object.freeze({ kind: 'unix', exponent: 9 }),
  'unix-ms': Object.freeze({ kind: 'unix', exponent: 6 }),
  'unix-ns': Object.freeze({ kind: 'unix', exponent: 0 }),
});

const directives: readonly string[] = 'Y m d H M S f z b e y j p I s'.split(' ');

/**
 * The format as data.
 *
 * @throws if it names no format, has an unknown directive, or does not say the whole of a time
 */
export function parseTimeFormat(format: TimeFormat): TimeFormatTree {
  const tree = typeof format === 'string' && Object.hasOwn(named, format) ? named[format] : undefined;
  if (tree !== undefined) return tree;
  if (typeof format !== 'string' || !format.includes('%')) {
    throw broken(format, 'be iso8601, unix, unix-ms, unix-ns or a % format', 'write one of these');
  }
  const parts = split(format);
  checkWhole(format, new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : [part.directive]))), parts);
  return Object.freeze({ kind: 'parts', parts: Object.freeze(parts) });
}

/** The format as it was given. @throws as {@link parseTimeFormat} does */
export function checkTimeFormat(format: TimeFormat): TimeFormat {
  parseTimeFormat(format);
  return format;
}

function split(format: string): TimePart[] {
  const parts: TimePart[] = [];
  for (const piece of format.match(/%[^]?|[^%]+/gu) ?? []) {
    const literal = piece === '%%' ? '%' : piece.startsWith('%') ? undefined : piece;
    const last = parts.at(-1);
    if (literal === undefined) parts.push(Object.freeze({ directive: checkDirective(format, piece) }));
    else if (typeof last === 'string') parts[parts.length - 1] = last + literal;
    else parts.push(literal);
  }
  return parts;
}

function checkDirective(format: string, piece: string): Directive {
  const letter = piece.slice(1);
  if (directives.includes(letter)) return letter as Directive;
  throw broken(format, `be made of %${directives.join(' %')} %%`, `replace ${piece}`);
}

function checkWhole(format: string, has: ReadonlySet<Directive>, parts: readonly TimePart[]): void {
  const all = parts.filter((part) => typeof part !== 'string');
  if (all.length > has.size) throw broken(format, 'have each directive once', 'remove the second one');
  const digits = parts.findIndex((part, index) => {
    const next = parts[index + 1];
    return typeof part !== 'string' && 'fs'.includes(part.directive) && next !== undefined && startsWithDigit(next);
  });
  if (digits >= 0) throw broken(format, 'say where %f and %s end', 'put something between them and the next digits');
  if (has.has('s')) {
    if ([...has].some((directive) => directive !== 's' && directive !== 'f')) {
      throw broken(format, 'have nothing but %f beside %s', 'remove the rest');
    }
    return;
  }
  const year = has.has('Y') !== has.has('y');
  const month = has.has('m') !== has.has('b') && has.has('d') !== has.has('e');
  const dayOfYear = has.has('j') && !['m', 'b', 'd', 'e'].some((directive) => has.has(directive as Directive));
  const hour = has.has('H') ? !has.has('I') && !has.has('p') : has.has('I') && has.has('p');
  if (!year) throw broken(format, 'have a year, %Y or %y', 'keep the time of reading for texts without a year');
  if (!(has.has('j') ? dayOfYear : month))
    throw broken(format, 'have a day: %m %d (or %b, %e) or %j', 'add what lacks');
  if (!hour || !has.has('M')) throw broken(format, 'have a time of day: %H %M or %I %M %p', 'add what lacks');
  if (has.has('f') && !has.has('S')) throw broken(format, 'have %S where it has %f', 'add %S');
}

function startsWithDigit(part: TimePart): boolean {
  return typeof part === 'string' ? /^\d/.test(part) : !'zbp'.includes(part.directive);
}

function broken(format: unknown, rule: string, remedy: string): TypeError {
  return new TypeError(`'format' must ${rule}, got ${shown(format)}; ${remedy}`);
}
