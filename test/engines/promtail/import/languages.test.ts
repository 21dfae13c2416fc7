import { timeFormat } from '../../../../lib/engines/promtail/import/go-layout';
import { readTemplate } from '../../../../lib/engines/promtail/import/go-template';
import { parsePath } from '../../../../lib/engines/promtail/import/jmespath';
import { Known } from '../../../../lib/engines/promtail/import/known';
import { Inexpressible } from '../../../../lib/engines/promtail/import/note';
import { parseSelector } from '../../../../lib/engines/promtail/import/selector';
import { bytes, milliseconds } from '../../../../lib/engines/promtail/import/units';
import { nameGroup } from '../../../../lib/engines/promtail/import/unnamed-groups';
import { expandVariables, textOf } from '../../../../lib/engines/promtail/import/variables';
import { Condition } from '../../../../lib/pipeline/condition';
import { conditionWords } from '../../../../lib/pipeline/condition-words';
import { partsOf } from '../../../../lib/text/live-text';

describe('a layout of Go', () => {
  test.each([
    ['RFC3339', 'iso8601'],
    ['RFC3339Nano', 'iso8601'],
    ['2006-01-02T15:04:05.000Z07:00', 'iso8601'],
    ['2006-01-02 15:04:05,000', 'iso8601'],
    ['2006-01-02 15:04:05', 'iso8601'],
    ['Unix', 'unix'],
    ['UnixMs', 'unix-ms'],
    ['UnixNs', 'unix-ns'],
    ['02/Jan/2006:15:04:05 -0700', '%d/%b/%Y:%H:%M:%S %z'],
    ['2006/01/02 15:04:05', '%Y/%m/%d %H:%M:%S'],
    ['2006.01.02 15:04:05.000000', '%Y.%m.%d %H:%M:%S.%f'],
    ['_2 Jan 2006 03:04:05 PM', '%e %b %Y %I:%M:%S %p'],
    ['20060102 150405', '%Y%m%d %H%M%S'],
    ['06-01-02 15:04:05 100%', undefined],
  ])('%s is %s', (layout, format) => {
    if (format === undefined) expect(() => timeFormat(layout, 'at')).toThrow(Inexpressible);
    else expect(timeFormat(layout, 'at')).toBe(format);
  });

  test.each([
    ['ANSIC', 'a day of the week'],
    ['RFC1123', 'a day of the week'],
    ['UnixUs', 'microseconds'],
    ['Jan _2 15:04:05', 'have a year'],
    ['2006-01-02 15:04:05 MST', 'letters of a zone'],
    ['Mon Jan 02 15:04:05 2006', 'a day of the week'],
    ['2006-1-02 15:04:05', 'a number without its zero'],
  ])('%s is refused for %s', (layout, why) => {
    expect(() => timeFormat(layout, 'at')).toThrow(why);
  });
});

describe('JMESPath that names a value', () => {
  test.each([
    ['level', ['level']],
    ['http.request.id', ['http', 'request', 'id']],
    ['"@timestamp"', ['@timestamp']],
    ['a."b.c"[0].d', ['a', 'b.c', 0, 'd']],
  ])('%s', (expression, path) => expect(parsePath(expression, 'at')).toEqual(path));

  test.each(['length(a)', 'a[*].b', 'a || b', 'a[-1]', "a == 'x'", '@', '', '.a', 'a b'])(
    '%s is refused',
    (expression) => {
      expect(() => parsePath(expression, 'at')).toThrow(Inexpressible);
    },
  );
});

describe('a selector', () => {
  const labels = new Map([
    ['job', Known.constant('nginx')],
    ['app', Known.pod('podLabel', 'app')],
    ['namespace', Known.origin('namespace')],
  ]);
  const words = (selector: string): string | boolean => {
    const test = parseSelector(selector, labels, 'at');
    return test instanceof Condition ? conditionWords(test.spec) : test;
  };

  test.each([
    ['{job="nginx"}', true],
    ['{job=~"ng.*"}', true],
    ['{job!="nginx"}', false],
    ['{absent=""}', true],
    ['{absent="x"}', false],
    ['{app="web"}', 'pod label app is "web"'],
    ['{app!="web"}', 'not pod label app is "web"'],
    ['{app=~"a|b"}', 'pod label app is one of "a", "b"'],
    ['{app=~"web-(a|b)"}', 'pod label app is one of "web-a", "web-b"'],
    ['{app=~".+"}', 'pod label app exists'],
    ['{app=""}', 'not pod label app exists'],
    ['{app=~"|x"}', 'not pod label app exists or pod label app is "x"'],
    ['{namespace=~".+"}', true],
    ['{app=~"web-.*"}', 'pod label app starts with "web-"'],
    ['{job="nginx"} |= "error"', 'line contains "error"'],
    ['{job="nginx"} |~ "GET /(a|b)" != "x"', 'line matches /GET /(a|b)/ and not line contains "x"'],
    ['{job="nginx"} !~ `^\\d+$`', 'not line matches /^\\d+$/'],
    ['{app="a", namespace="b"} |= ""', 'pod label app is "a" and namespace is "b"'],
    ['{app="a\\"b"}', 'pod label app is "a\\"b"'],
  ])('%s is %s', (selector, expected) => {
    expect(words(selector)).toBe(expected);
  });

  test.each(['', 'app="a"', '{app}', '{app="a"', '{app="a"} | json', '{app="a"} |= error'])(
    '%s is refused',
    (selector) => {
      expect(() => words(selector)).toThrow(Inexpressible);
    },
  );
});

describe('a template', () => {
  test('that compares with texts is cases', () => {
    expect(
      readTemplate(
        '{{ if eq .Value "WARN" }}warn{{ else if or (eq .Value "E") (eq .Value "F") }}error{{ else }}{{ .Value }}{{ end }}',
      ),
    ).toEqual({
      cases: [
        { name: 'Value', texts: ['WARN'], print: ['warn'] },
        { name: 'Value', texts: ['E', 'F'], print: ['error'] },
      ],
      otherwise: [{ name: 'Value' }],
    });
  });

  test('trims where it says so, and compares with several texts at once', () => {
    expect(readTemplate('{{- if eq .Value "a" `b` -}}\n  x\n{{- end -}}')).toEqual({
      cases: [{ name: 'Value', texts: ['a', 'b'], print: ['x'] }],
      otherwise: [],
    });
  });

  test('of texts and values is what stands in it', () => {
    expect(readTemplate('{{ .app }}-{{.ns}}!')).toEqual({
      cases: [],
      otherwise: [{ name: 'app' }, '-', { name: 'ns' }, '!'],
    });
  });

  test.each([
    '{{ ToLower .Value }}',
    '{{ .Value | upper }}',
    '{{ if contains "a" .Value }}x{{ end }}',
    '{{ if eq .a "x" }}{{ if eq .b "y" }}z{{ end }}{{ end }}',
    '{{ range .x }}{{ end }}',
    '{{ if eq .a "x" }}y',
  ])('%s is none that is read', (template) => expect(readTemplate(template)).toBeUndefined());
});

describe('units', () => {
  test.each([
    ['3s', 3000],
    ['1m30s', 90_000],
    ['500ms', 500],
    ['1.5h', 5_400_000],
  ])('%s are %d milliseconds', (text, expected) => expect(milliseconds(text, 'at')).toBe(expected));

  test.each(['', '3', '3 s', '1us', 's'])('%s is no duration', (text) =>
    expect(() => milliseconds(text, 'at')).toThrow('must be whole milliseconds'),
  );

  test.each([
    ['8kb', 8192],
    ['64KB', 65_536],
    ['1M', 1_048_576],
    ['100', 100],
    ['1.5KiB', 1536],
  ])('%s are %d bytes', (text, expected) => expect(bytes(text, 'at')).toBe(expected));

  test.each(['', 'kb', '1 light-year'])('%s is no size', (text) =>
    expect(() => bytes(text, 'at')).toThrow('must be a size'),
  );
});

describe('a group of a pattern', () => {
  test.each([
    ['(a)(b)', '2', '(a)(?<x>b)'],
    ['(?:a)([()]+)\\((c)', '2', '(?:a)([()]+)\\((?<x>c)'],
    ['(?P<n>a)(b)', 'n', '(?<x>a)(b)'],
    ['[]()](a)', '1', '[]()](?<x>a)'],
    ['(a)', '2', undefined],
  ])('%s, group %s', (pattern, group, expected) => expect(nameGroup(pattern, group, 'x')).toBe(expected));
});

describe('variables', () => {
  test('stand for themselves, and a group of a rule does too', () => {
    const { text, names, defaults } = expandVariables('a: ${NAME}-x\nb: ${1}\nc: $$5\nd: ${OTHER:-y}\n');
    expect(names).toEqual(['NAME', 'OTHER']);
    expect(defaults).toEqual(['OTHER']);
    expect(text).toContain('b: ${1}');
    expect(text).toContain('c: $5');
    const [line = ''] = text.split('\n');
    expect(partsOf(textOf(line.slice(3)))).toEqual([{ reader: 'env', name: 'NAME' }, '-x']);
  });

  test('where there is none the file is as it was written', () => {
    expect(expandVariables('a: "$$ ${1} \\\\d"').text).toBe('a: "$$ ${1} \\\\d"');
  });
});
