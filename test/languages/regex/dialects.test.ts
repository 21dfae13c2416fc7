import { Regex } from '../../../lib/languages/regex/regex';

interface Printed {
  readonly go: string;
  readonly rust: string;
  readonly onigmo: string;
  readonly javaScript: string;
}

/** Where the real programs differ on the same spelling, and so the spelling differs. */
const CASES: readonly (readonly [why: string, pattern: string, printed: Printed])[] = [
  [
    "Rust's and JavaScript's shorthands know more than ASCII",
    '\\d\\w\\s\\S',
    {
      go: '\\d\\w\\s\\S',
      rust: '[0-9][0-9A-Z_a-z][\\t\\n\\x{C}\\r ][^\\t\\n\\x{C}\\r ]',
      onigmo: '[0-9][0-9A-Z_a-z][\\t\\n\\x{C}\\r ][^\\t\\n\\x{C}\\r ]',
      javaScript: '\\d\\w[\\t\\n\\u{C}\\r ][^\\t\\n\\u{C}\\r ]',
    },
  ],
  ["Onigmo's anchors match at lines", '^a$', { go: '^a$', rust: '^a$', onigmo: '\\Aa\\z', javaScript: '^a$' }],
  [
    "Onigmo's ^ is not after the last newline, JavaScript's lines end at CR and U+2028 too",
    '(?m)^a$',
    {
      go: '(?m:^)a(?m:$)',
      rust: '(?m:^)a(?m:$)',
      onigmo: '(?<=\\A|\\n)a(?=\\n|\\z)',
      javaScript: '(?<=^|\\n)a(?=\\n|$)',
    },
  ],
  [
    "Rust's and Onigmo's boundaries are Unicode's",
    '\\b\\B',
    {
      go: '\\b\\B',
      rust: '(?-u:\\b)(?-u:\\B)',
      onigmo: '(?a:\\b)(?a:\\B)',
      javaScript: '\\b\\B(?=[^]|$)',
    },
  ],
  [
    "JavaScript's dot stops at CR, U+2028 and U+2029, Onigmo's s is m",
    '.(?s:.)',
    { go: '.(?s:.)', rust: '.(?s:.)', onigmo: '.(?m:.)', javaScript: '[^\\n][^]' },
  ],
  [
    'Rust and Onigmo nest sets and have operators in them',
    '[[a&~-]]',
    {
      go: '[\\&\\-\\[a\\~]\\]',
      rust: '[\\&\\-\\[a\\~]\\]',
      onigmo: '[\\&\\-\\[a\\~]\\]',
      javaScript: '[&\\-\\[a~]\\]',
    },
  ],
  [
    'Onigmo folds ß to ss, JavaScript folds the whole pattern',
    '(?i)ok: ß',
    {
      go: '(?i:ok): [\\x{DF}\\x{1E9E}]',
      rust: '(?i:ok): [\\x{DF}\\x{1E9E}]',
      onigmo: '[Oo][Kk\\x{212A}]: [\\x{DF}\\x{1E9E}]',
      javaScript: '[Oo][Kk\\u{212A}]: [\\u{DF}\\u{1E9E}]',
    },
  ],
  [
    'Onigmo reads a{2}? as (a{2})? and {,2} as a repetition',
    'a{2}?b{,2}',
    { go: 'a{2}b\\{,2\\}', rust: 'a{2}b\\{,2\\}', onigmo: 'a{2}b\\{,2\\}', javaScript: 'a{2}b\\{,2\\}' },
  ],
  [
    'Onigmo takes (?:a+?)+ for a+?',
    '(?:a+?)+',
    { go: '(?:a+?)+', rust: '(?:a+?)+', onigmo: '(?:(?:)a+?)+', javaScript: '(?:a+?)+' },
  ],
  [
    "a quote ends VRL's literal, Fluent Bit takes slashes off",
    "/it's/[/']",
    { go: "/it's/['/]", rust: '/it\\x27s/[\\x27/]', onigmo: "\\/it's\\/['\\/]", javaScript: "\\/it's\\/['/]" },
  ],
  [
    'a character is a code point',
    '😀+[😀-😂]',
    {
      go: '\\x{1F600}+[\\x{1F600}-\\x{1F602}]',
      rust: '\\x{1F600}+[\\x{1F600}-\\x{1F602}]',
      onigmo: '\\x{1F600}+[\\x{1F600}-\\x{1F602}]',
      javaScript: '\\u{1F600}+[\\u{1F600}-\\u{1F602}]',
    },
  ],
  [
    'Onigmo makes plain groups non-capturing beside named ones',
    '(a|b)(?<n>c)',
    { go: '(?:a|b)(?P<n>c)', rust: '(?:a|b)(?P<n>c)', onigmo: '(?:a|b)(?<n>c)', javaScript: '(?:a|b)(?<n>c)' },
  ],
  [
    'JavaScript does not repeat an assertion',
    '^?\\b*',
    {
      go: '(?:^|)(?:\\b)*',
      rust: '(?:^|)(?:(?-u:\\b))*',
      onigmo: '(?:\\A|)(?:(?a:\\b))*',
      javaScript: '(?:^|)(?:\\b)*',
    },
  ],
  [
    'JavaScript does not let an optional part match nothing',
    '(?:|a)?b',
    { go: '(?:|a|)b', rust: '(?:|a|)b', onigmo: '(?:|a|)b', javaScript: '(?:|a|)b' },
  ],
];

test.each(CASES)('%s', (_why, pattern, { go, rust, onigmo, javaScript }) => {
  const regex = Regex.parse(pattern);
  expect({
    go: regex.toGo(),
    rust: regex.toRust(),
    onigmo: regex.toOnigmo(),
    javaScript: regex.toJavaScript().source,
  }).toEqual({ go, rust, onigmo, javaScript });
});

test('text without case is printed as one', () => {
  const printed = (pattern: string): string => Regex.parse(pattern).toGo();
  expect(printed('(?i)out of memory')).toBe('(?i:out of memory)');
  expect(printed('(?i)a-1-b.c')).toBe('(?i:a-1-b).[Cc]');
  expect(printed('(?i)x* error')).toBe('[Xx]* (?i:error)');
  expect(printed('(?i)[ab]c')).toBe('[ABab][Cc]');
});
