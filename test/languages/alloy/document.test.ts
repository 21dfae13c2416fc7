import fc from 'fast-check';
import { alloy, Attribute, attributes, Block, Comment, printAlloy, variablesIn } from '../../../lib/languages/alloy';
import type { AlloyValue, Statement } from '../../../lib/languages/alloy';
import { formatAlloy, parseAlloy } from '../../../lib/languages/alloy/compiler/parser';
import type { AlloyNode, AlloyStatement } from '../../../lib/languages/alloy/compiler/tree';
import { env, helm } from '../../../lib/text/live-text';
import { text } from '../../../lib/pipeline/ref';
import { anyStatements, readString } from './values';

const write = new Block('loki.write', 'default', [
  new Block('endpoint', undefined, attributes({ url: 'http://loki' })),
]);

describe('what is printed', () => {
  test('is a fixed point of the formatter', () => {
    fc.assert(
      fc.property(anyStatements, (statements) => {
        fc.pre(statements.length > 0);
        const text = printAlloy(statements) as string;
        expect(text).toMatch(/^[\x20-\x7e\n\t]*$/);
        expect(formatAlloy(text)).toBe(text);
      }),
      { numRuns: 250 },
    );
  });

  test('is read as what was meant', () => {
    fc.assert(
      fc.property(anyStatements, (statements) => {
        const { tree = [], diagnostics } = parseAlloy(printAlloy(statements) as string);
        expect(diagnostics).toEqual([]);
        expect(tree.map(simplified)).toEqual(statements.flatMap(meant));
      }),
      { numRuns: 250 },
    );
  });

  test('has blocks apart, and attributes in a row aligned', () => {
    const body: readonly Statement[] = [
      ...attributes({
        targets: [{ __path__: '/var/log/*.log' }],
        forward_to: [write.export('receiver')],
        none: undefined,
      }),
      new Comment('of the files\nof this node'),
      new Block('file_match', undefined, attributes({ enabled: true, sync_period: '10s' })),
      new Block('decompression', undefined, []),
    ];
    expect(printAlloy([new Block('loki.source.file', 'files', body), write])).toBe(
      [
        'loki.source.file "files" {',
        '\ttargets = [{',
        '\t\t__path__ = "/var/log/*.log",',
        '\t}]',
        '\tforward_to = [loki.write.default.receiver]',
        '',
        '\t// of the files',
        '\t// of this node',
        '\tfile_match {',
        '\t\tenabled     = true',
        '\t\tsync_period = "10s"',
        '\t}',
        '',
        '\tdecompression { }',
        '}',
        '',
        'loki.write "default" {',
        '\tendpoint {',
        '\t\turl = "http://loki"',
        '\t}',
        '}',
        '',
      ].join('\n'),
    );
  });

  test('keeps lists on a line while it is short', () => {
    const long = ['a'.repeat(60), 'b'.repeat(60)];
    expect(printAlloy(attributes({ short: ['a', 1], long }))).toBe(
      `short = ["a", 1]\nlong  = [\n\t"${long[0]}",\n\t"${long[1]}",\n]\n`,
    );
  });

  test('reads variables when Alloy evaluates', () => {
    const statements = attributes({ a: env('REGION'), b: text`http://${env('HOST')}:3100`, c: [{ d: env('X') }] });
    expect(printAlloy(statements)).toBe(
      'a = sys.env("REGION")\nb = "http://" + sys.env("HOST") + ":3100"\nc = [{\n\td = sys.env("X"),\n}]\n',
    );
    expect(variablesIn([new Block('a', undefined, statements)])).toEqual(['REGION', 'HOST', 'X']);
  });

  test('leaves parts for readers further out, between backticks', () => {
    const helmed = helm('.Release.Name');
    const printed = printAlloy(attributes({ a: text`x-${helmed}`, b: text`\n${helmed}` }));
    expect(printed).toMatchObject({
      parts: ['a = `x-', { reader: 'helm' }, '`\nb = "\\n" + `', { reader: 'helm' }, '`\n'],
    });
  });

  test('leaves Alloy of the user as it is, at its indentation', () => {
    const inner = alloy`
      stage.static_labels {
        values = ${{ a: 'b' }}
        text   = ${'x'} + \`
      raw\`
      }`;
    expect(printAlloy([new Block('loki.process', 'p', [inner])])).toBe(
      'loki.process "p" {\n\tstage.static_labels {\n\t  values = {\n\t  \ta = "b",\n\t  }\n\t  text   = "x" + `\nraw`\n\t}\n}\n',
    );
  });
});

test.each<[() => unknown, string]>([
  [() => new Attribute('a-b', 1), "'name' must be letters, digits and _, not begin with a digit"],
  [() => new Attribute('true', 1), 'and not be true, false, null, got "true"'],
  [() => new Block('loki..write', undefined, []), "'name' must be names of letters, digits and _ with dots"],
  [() => new Block('loki.write', 'l-a', []), "'label' must be letters, digits and _"],
  [() => printAlloy(attributes({ a: { 'a"b': 1 } })), 'a key in Alloy must be printable ASCII without " and \\'],
  [() => printAlloy(attributes({ a: { '': 1 } })), 'got ""'],
  [() => printAlloy(attributes({ a: Number.NaN })), 'a number in Alloy must be finite, got NaN; leave it out'],
  [
    () => printAlloy(attributes({ a: '\ud800' })),
    'text must be well-formed Unicode, got half a surrogate pair (U+D800)',
  ],
])('fails for what Alloy cannot hold: %#', (make, message) => {
  expect(make).toThrow(message);
});

/** Without places, and with values in place of literals. */
function simplified(statement: AlloyStatement): unknown {
  if (statement.kind === 'attribute') return [statement.name, valueOf(statement.value)];
  const { name, label, body } = statement;
  return { name, label, body: body.map(simplified) };
}

function valueOf(node: AlloyNode): unknown {
  switch (node.kind) {
    case 'literal':
      return /^["`]/.test(node.source) ? readString(node.source) : (JSON.parse(node.source) as unknown);
    case 'array':
      return node.items.map(valueOf);
    case 'object':
      return { fields: node.fields.map(({ name, value }) => [name, valueOf(value)]) };
    case 'unary':
      return -(valueOf(node.of) as number);
    case 'call':
      return { calls: valueOf(node.of), given: node.arguments.map(valueOf) };
    case 'access':
      return `${String(valueOf(node.of))}.${node.name}`;
    case 'identifier':
      return node.name;
    case 'binary':
      return `${String(valueOf(node.left))} ${node.operator} ${String(valueOf(node.right))}`;
    default:
      return node;
  }
}

function meant(statement: Statement): unknown[] {
  if (statement instanceof Comment) return [];
  if (statement instanceof Attribute) return [[statement.name, meantValue(statement.value)]];
  const { name, label, body } = statement as Block;
  return [{ name, label, body: body.flatMap(meant) }];
}

function meantValue(value: AlloyValue): unknown {
  if (Array.isArray(value)) return (value as readonly AlloyValue[]).map(meantValue);
  if (typeof value !== 'object' || value === null) return value;
  const code = value as { readonly source?: unknown; readonly language?: unknown };
  if (code.language === 'alloy' && typeof code.source === 'string' && !Object.hasOwn(value, 'source')) {
    // What code means is not for this printer.
    return valueOf((parseAlloy(`a = ${code.source}`).tree?.[0] as { value: AlloyNode }).value);
  }
  return { fields: Object.entries(value).map(([key, item]) => [key, meantValue(item as AlloyValue)]) };
}
