import { field, fields, line, origin, text } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { about } from '../contract-case';

const json = Stage.parseJson({ only: ['app'] });
const labels = { job: 'contract', ...fields('app') };
const of = (app: string): { readonly job: string; readonly app: string } => ({ job: 'contract', app });
const shown = (value: string): string => JSON.stringify({ app: value });

export const labelCases = [
  ...about('label values', {
    'a constant is literal, whatever it looks like': {
      lines: ['a'],
      labels: { job: '{{ .job }} ${HOME} $$ %Y "x", y="z"' },
      expected: [{ line: 'a', labels: { job: '{{ .job }} ${HOME} $$ %Y "x", y="z"' } }],
    },
    'what is absent, null or empty makes no label': {
      lines: ['{"app":"a"}', '{}', '{"app":null}', '{"app":""}', 'text'],
      stages: [json],
      labels,
      expected: [{ line: '{"app":"a"}', labels: of('a') }, '{}', '{"app":null}', '{"app":""}', 'text'],
    },
    'an object or a list makes no label': {
      lines: ['{"app":{"b":1}}', '{"app":["x"]}'],
      stages: [json],
      labels,
      expected: ['{"app":{"b":1}}', '{"app":["x"]}'],
    },
    'a value cannot become another label': {
      lines: [shown('x", app2="admin'), shown('a\\b}')],
      stages: [json],
      labels,
      expected: [
        { line: shown('x", app2="admin'), labels: of('x", app2="admin') },
        { line: shown('a\\b}'), labels: of('a\\b}') },
      ],
    },
    'control characters become ?': {
      lines: ['{"app":"a\\u0000b\\nc\\td\\u007fe\\u0085f\\u009f"}'],
      stages: [json],
      labels,
      expected: [{ line: '{"app":"a\\u0000b\\nc\\td\\u007fe\\u0085f\\u009f"}', labels: of('a?b?c?d?e?f?') }],
    },
    'U+FFFD becomes ?': {
      lines: ['{"app":"a\\ufffdb"}'],
      stages: [json],
      labels,
      expected: [{ line: '{"app":"a\\ufffdb"}', labels: of('a?b') }],
    },
    'other unicode is kept': {
      lines: [shown('ä € 𝄞 \u200b\u2028 ')],
      stages: [json],
      labels,
      expected: [{ line: shown('ä € 𝄞 \u200b\u2028 '), labels: of('ä € 𝄞 \u200b\u2028 ') }],
    },
    'a value of 2048 bytes is whole': {
      lines: [shown('x'.repeat(2048))],
      stages: [json],
      labels,
      expected: [{ line: shown('x'.repeat(2048)), labels: of('x'.repeat(2048)) }],
    },
    'a longer one is cut at 2048 bytes': {
      lines: [shown('x'.repeat(2049))],
      stages: [json],
      labels,
      expected: [{ line: shown('x'.repeat(2049)), labels: of('x'.repeat(2048)) }],
    },
    'the cut is between characters': {
      lines: [shown(`x${'€'.repeat(700)}`)],
      stages: [json],
      labels,
      expected: [{ line: shown(`x${'€'.repeat(700)}`), labels: of(`x${'€'.repeat(682)}`) }],
    },
    'a blank is a value': {
      lines: [shown(' ')],
      stages: [json],
      labels,
      expected: [{ line: shown(' '), labels: of(' ') }],
    },
  }),
  ...about('structured metadata', {
    'is cleaned as labels are': {
      lines: ['{"a":"x\\u0000\\ny\\ufffd"}'],
      stages: [Stage.parseJson({ only: ['a'] })],
      show: ['a'],
      expected: [{ line: '{"a":"x\\u0000\\ny\\ufffd"}', metadata: { a: 'x??y?' } }],
    },
    'is never cut': {
      lines: [JSON.stringify({ a: 'x'.repeat(3000) })],
      stages: [Stage.parseJson({ only: ['a'] })],
      show: ['a'],
      expected: [{ line: JSON.stringify({ a: 'x'.repeat(3000) }), metadata: { a: 'x'.repeat(3000) } }],
    },
    'absent or empty is none': {
      lines: ['{"a":""}', '{"a":null}', '{}'],
      stages: [Stage.parseJson({ only: ['a'] })],
      show: ['a'],
      expected: ['{"a":""}', '{"a":null}', '{}'],
    },
    'may be constant': {
      lines: ['a'],
      metadata: { kind: '{{ x }}' },
      expected: [{ line: 'a', metadata: { kind: '{{ x }}' } }],
    },
    'may be the path and the line': {
      lines: ['a'],
      path: 'x/y.log',
      metadata: { where: origin.path, what: line },
      expected: [{ line: 'a', metadata: { where: '/logs/x/y.log', what: 'a' } }],
    },
  }),
  ...about('labels', {
    'fifteen are taken': {
      lines: ['a'],
      labels: Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`l${index}`, `v${index}`])),
      expected: [
        { line: 'a', labels: Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`l${index}`, `v${index}`])) },
      ],
    },
    'each combination is a stream of its own': {
      lines: ['{"app":"a","n":1}', '{"app":"b","n":2}', '{"app":"a","n":3}'],
      stages: [json],
      labels,
      expected: [
        { line: '{"app":"a","n":1}', labels: of('a') },
        { line: '{"app":"b","n":2}', labels: of('b') },
        { line: '{"app":"a","n":3}', labels: of('a') },
      ],
    },
    'a label may be joined of parts': {
      lines: ['{"a":"x","b":7}', '{"a":"x"}'],
      stages: [Stage.parseJson({ only: ['a', 'b'] })],
      labels: { job: 'contract', app: text`${field('a')}:${field('b')}` },
      expected: [{ line: '{"a":"x","b":7}', labels: of('x:7') }, '{"a":"x"}'],
    },
    'pods have their origin': {
      lines: ['a'],
      pod: {
        namespace: 'shop',
        pod: 'cart-0',
        container: 'cart',
        stream: 'stdout',
        node: 'node-1',
        podLabels: { 'app.kubernetes.io/name': 'cart', dots: 'x' },
        podAnnotations: { 'example.com/team': 'blue' },
      },
      labels: {
        namespace: origin.namespace,
        pod: origin.pod,
        container: origin.container,
        stream: origin.stream,
        node: origin.node,
        app: origin.podLabel('app.kubernetes.io/name'),
        none: origin.podLabel('none'),
        team: origin.podAnnotation('example.com/team'),
      },
      expected: [
        {
          line: 'a',
          labels: {
            namespace: 'shop',
            pod: 'cart-0',
            container: 'cart',
            stream: 'stdout',
            node: 'node-1',
            app: 'cart',
            team: 'blue',
          },
        },
      ],
    },
  }),
  ...about('sinks', {
    'a sink takes what its condition holds for': {
      lines: ['keep me', 'not me'],
      when: line.startsWith('keep'),
      expected: ['keep me'],
    },
    'a pipeline without stages sends lines as they are': {
      lines: ['{"a": 1}', 'key=value', '[x] y'],
      expected: ['{"a": 1}', 'key=value', '[x] y'],
    },
  }),
];
