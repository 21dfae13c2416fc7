import fc from 'fast-check';

/** What some program on the way of a configuration takes for its own. */
export const triggers: readonly string[] = [
  ...[
    '{{',
    '}}',
    '{',
    '}',
    '{{ .x }}',
    '{{`{{`}}',
    '{{- ',
    ' -}}',
    '{{/*',
    '*/}}',
    '`',
    '<no value>',
    '<no ',
    'value>',
  ],
  ...['$', '$$', '${', '${X}', '${X:-y}', '${}', '$X', '$(', '$(X)', ')', '${#X}', '$1', '$.', '$ſ'],
  ...['%', '%%', '%F', '%(x)s', '%n', '~', '!', '#', ' #', '\\', '\\n', '\\"', "'", '"', "''", '""', "\\'"],
  ...[
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '  ',
    ' \n',
    '\n ',
    '\n\t',
    ',',
    '=',
    '[',
    ']',
    '[0]',
    ':',
    ': ',
    '- ',
    '---',
    '...',
  ],
  ...[
    '|',
    '>',
    '&a',
    '*a',
    '!!str',
    '@',
    '?',
    'null',
    'true',
    '0',
    '0x1f',
    '1e3',
    '1:30',
    'yes',
    '.inf',
    '2001-01-01',
    'key: value',
  ],
  ...[
    'é',
    '日本',
    '😀',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\ufffd',
    '\0',
    '\x07',
    '\x1b[31m',
    '\x7f',
    '\x80',
  ],
];

/** Texts full of what programs trip over, and any Unicode between. */
export function anyText(maxLength = 12): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...triggers) },
    { weight: 2, arbitrary: fc.string({ maxLength: 6 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
  );
  return fc.array(piece, { maxLength }).map((pieces) => pieces.join(''));
}

/** Texts that a printer of ours would make: printable ASCII and ends of lines. */
export function asciiText(maxLength = 12): fc.Arbitrary<string> {
  const pieces = triggers.filter((trigger) => /^[\n\x20-\x7e]+$/.test(trigger));
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
  );
  return fc.array(piece, { maxLength }).map((all) => all.join(''));
}

/** Values of live parts that no program takes for anything. */
export function plainValue(): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ019-.')), minLength: 1, maxLength: 8 });
}

/** A megabyte with every trigger in it, many times over. */
export function megabyte(without: RegExp = /(?!)/): string {
  const unit = ` ${triggers.filter((trigger) => !without.test(trigger)).join(' a ')} b`.slice(1);
  return `a${unit.repeat(Math.ceil(2 ** 20 / unit.length))}b`;
}
