import fc from 'fast-check';
import { alloy, Attribute, Block, call, Comment, reference } from '../../../lib/languages/alloy';
import type { AlloyValue, Statement } from '../../../lib/languages/alloy';

export const identifier = fc.oneof(
  fc.constantFrom('a', 'bb', 'ccc', 'forward_to', 'url', '_'),
  fc.stringMatching(/^[a-z_][a-zA-Z0-9_]{0,12}$/).filter((name) => !['true', 'false', 'null'].includes(name)),
);

export const wellFormed = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme-ascii' }),
    fc.constantFrom('', '"', '\\', '`', 'a\nb', '\\d+ "x"', ' \n"', '\t"', 'x \n\\', '{{ .Value }}\n"', '"\r'),
  )
  .filter((text) => !/\p{Surrogate}/u.test(text));

const key = fc.oneof(identifier, fc.stringMatching(/^[\x20\x21\x23-\x5b\x5d-\x7e]{1,8}$/));

const leaf: fc.Arbitrary<AlloyValue> = fc.oneof(
  wellFormed,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(reference('loki.write.default', 'receiver'), call('sys.env', 'X'), alloy`1 + 2`),
);

export const anyValue = fc.letrec<{ value: AlloyValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
    fc.array(tie('value'), { maxLength: 3 }).map((given) => call('string.format', ...given)),
  ),
})).value;

const attribute = fc.tuple(identifier, anyValue).map(([name, value]) => new Attribute(name, value));
const comment = fc.string({ unit: 'grapheme-ascii', maxLength: 30 }).map((text) => new Comment(text));

/** What follows a comment is never another part of the same: an end would leave it alone. */
export const anyStatements = fc.letrec<{ body: readonly Statement[]; block: Statement }>((tie) => ({
  body: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        attribute.map((one) => [one]),
        fc.tuple(comment, attribute),
        tie('block').map((one) => [one]),
        fc.tuple(comment, tie('block')),
      ),
      { maxLength: 4 },
    )
    .map((groups) => groups.flat()),
  block: fc
    .tuple(fc.array(identifier, { minLength: 1, maxLength: 3 }), fc.option(identifier, { nil: undefined }), tie('body'))
    .map(([name, label, body]) => new Block(name.join('.'), label, body)),
})).body;

const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** What Go makes of a string literal, in the escapes that are printed. */
export function readString(literal: string): string {
  if (literal.startsWith('`')) return literal.slice(1, -1).replaceAll('\r', '');
  return literal
    .slice(1, -1)
    .replace(
      /\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/g,
      (_, four: string | undefined, eight: string | undefined, character: string) => {
        const hex = four ?? eight;
        return hex === undefined ? (named[character] ?? character) : String.fromCodePoint(Number.parseInt(hex, 16));
      },
    );
}
