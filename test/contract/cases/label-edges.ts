import { field, fields, firstOf, line, text } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { about } from '../contract-case';

const json = Stage.parseJson();
const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`l${index}`, `v${index}`]));

export const labelEdgeCases = [
  ...about('labels', {
    'names of letters, digits and _': {
      lines: ['a'],
      labels: { A_b1: 'x', _c: 'y', z9: 'z' },
      expected: [{ line: 'a', labels: { A_b1: 'x', _c: 'y', z9: 'z' } }],
    },
    'names that agents have for themselves': {
      lines: ['a'],
      labels: { filename: 'f', message: 'm', timestamp: 't', line: 'l', offset: 'o', stream: 's', entry: 'e' },
      expected: [
        {
          line: 'a',
          labels: { filename: 'f', message: 'm', timestamp: 't', line: 'l', offset: 'o', stream: 's', entry: 'e' },
        },
      ],
    },
    'more than fifteen where Loki takes them': {
      lines: ['a'],
      to: { maxLabels: 20 },
      labels: many,
      expected: [{ line: 'a', labels: many }],
    },
    'a label of many values, if that is meant': {
      lines: ['{"request_id":"r-1"}', '{"request_id":"r-2"}'],
      stages: [json],
      labels: { job: 'contract', ...fields('request_id') },
      allowHighCardinality: ['request_id'],
      expected: ['1', '2'].map((id) => ({
        line: `{"request_id":"r-${id}"}`,
        labels: { job: 'contract', request_id: `r-${id}` },
      })),
    },
    'booleans and numbers are text': {
      lines: ['{"app":true}', '{"app":1.50}', '{"app":-0.0}', '{"app":9007199254740993}', '{"app":1e16}'],
      stages: [json],
      labels: { job: 'contract', ...fields('app') },
      expected: [
        { line: '{"app":true}', labels: { job: 'contract', app: 'true' } },
        { line: '{"app":1.50}', labels: { job: 'contract', app: '1.5' } },
        { line: '{"app":-0.0}', labels: { job: 'contract', app: '-0' } },
        { line: '{"app":9007199254740993}', labels: { job: 'contract', app: '9007199254740993' } },
        '{"app":1e16}',
      ],
    },
    'of what is first there': {
      lines: ['{"a":"1"}', '{"b":"2"}', '{}'],
      stages: [json],
      labels: { job: 'contract', app: firstOf(field('a'), field('b'), 'none') },
      expected: [
        { line: '{"a":"1"}', labels: { job: 'contract', app: '1' } },
        { line: '{"b":"2"}', labels: { job: 'contract', app: '2' } },
        { line: '{}', labels: { job: 'contract', app: 'none' } },
      ],
    },
    'of what is within': {
      lines: ['{"k8s":{"labels":[{"app":"x"}]}}', '{"k8s":{"labels":[]}}'],
      stages: [json],
      labels: { job: 'contract', app: field('k8s', 'labels', 0, 'app') },
      expected: [
        { line: '{"k8s":{"labels":[{"app":"x"}]}}', labels: { job: 'contract', app: 'x' } },
        '{"k8s":{"labels":[]}}',
      ],
    },
    'the same value as label and as metadata': {
      lines: ['{"app":"x"}'],
      stages: [json],
      labels: { job: 'contract', ...fields('app') },
      metadata: { app_again: field('app') },
      expected: [{ line: '{"app":"x"}', labels: { job: 'contract', app: 'x' }, metadata: { app_again: 'x' } }],
    },
  }),
  ...about('label values', {
    'constants are cleaned as well': {
      lines: ['a'],
      labels: { job: 'a\nb\u0000\ufffd', none: '' },
      expected: [{ line: 'a', labels: { job: 'a?b??' } }],
    },
    'what is cleaned is cut then': {
      lines: [`{"app":"${'\\u0000'.repeat(2049)}"}`],
      stages: [json],
      labels: { job: 'contract', ...fields('app') },
      expected: [{ line: `{"app":"${'\\u0000'.repeat(2049)}"}`, labels: { job: 'contract', app: '?'.repeat(2048) } }],
    },
    'the cut is between characters of four bytes': {
      lines: [`{"app":"xx${'𝄞'.repeat(600)}"}`],
      stages: [json],
      labels: { job: 'contract', ...fields('app') },
      expected: [{ line: `{"app":"xx${'𝄞'.repeat(600)}"}`, labels: { job: 'contract', app: `xx${'𝄞'.repeat(511)}` } }],
    },
    'a bad byte of the line becomes ?': {
      bytes: Buffer.from([...Buffer.from('{"app":"a'), 0xff, 0xfe, ...Buffer.from('b"}\n')]),
      stages: [json],
      labels: { job: 'contract', ...fields('app') },
      expected: [{ line: '{"app":"a\ufffdb"}', labels: { job: 'contract', app: 'a?b' } }],
    },
    'words that agents have for nothing': {
      lines: ['null', 'undefined', '<no value>', 'NaN', 'false', '0', '-'],
      labels: { job: 'contract', app: line },
      allowHighCardinality: ['app'],
      expected: ['null', 'undefined', '<no value>', 'NaN', 'false', '0', '-'].map((one) => ({
        line: one,
        labels: { job: 'contract', app: one },
      })),
    },
  }),
  ...about('structured metadata', {
    'names of letters, digits and _': {
      lines: ['a'],
      metadata: { A_b1: 'x', _c: line, offset_2: 'y' },
      expected: [{ line: 'a', metadata: { A_b1: 'x', _c: 'a', offset_2: 'y' } }],
    },
    'fifty of them': {
      lines: ['{"a":"x"}'],
      stages: [json],
      metadata: Object.fromEntries(
        Array.from({ length: 50 }, (_, index) => [`m${index}`, text`${field('a')}${String(index)}`]),
      ),
      expected: [
        {
          line: '{"a":"x"}',
          metadata: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`m${index}`, `x${index}`])),
        },
      ],
    },
    'a constant is cleaned': {
      lines: ['a'],
      metadata: { a: 'x\ny', none: '' },
      expected: [{ line: 'a', metadata: { a: 'x?y' } }],
    },
    'numbers, booleans and objects': {
      lines: ['{"n":1e3,"b":false,"o":{"x":1},"l":[1],"z":null}'],
      stages: [json],
      show: ['n', 'b', 'o', 'l', 'z'],
      expected: [{ line: '{"n":1e3,"b":false,"o":{"x":1},"l":[1],"z":null}', metadata: { n: '1000', b: 'false' } }],
    },
  }),
];
