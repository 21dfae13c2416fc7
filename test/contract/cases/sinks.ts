import { not } from '../../../lib/pipeline/condition';
import { field, fields, line, origin } from '../../../lib/pipeline/ref';
import { Sink } from '../../../lib/pipeline/sink';
import { Stage } from '../../../lib/pipeline/stage';
import { secret } from '../../../lib/text/secret-ref';
import { about } from '../contract-case';
import type { ExpectedEntry } from '../contract-case';

const json = Stage.parseJson();
const level = field('level');
const password = secret('CONTRACT_SECRET');
const basic = `Basic ${Buffer.from('me:s3cret').toString('base64')}`;
/** An object that a sink prints, without its time. */
const printed = (object: string, time?: string): ExpectedEntry => ({
  line: object,
  labels: {},
  ...(time === undefined ? {} : { time }),
});
const fromFile = (rest: string): ExpectedEntry => printed(`{${rest},"origin":{"path":"/logs/case.log"}}`);

export const sinkCases = [
  ...about('sinks', {
    'the condition sees what stages made': {
      lines: ['{"level":"WARN"}', '{"level":"info"}', '{}'],
      stages: [json, Stage.level('level')],
      when: level.is('warn'),
      expected: ['{"level":"WARN"}'],
    },
    'a condition on what is absent does not hold': {
      lines: ['{"a":1}', '{"a":null}', 'text'],
      stages: [json],
      when: field('a').exists(),
      expected: ['{"a":1}'],
    },
    'its opposite does': {
      lines: ['{"a":1}', '{"a":null}', 'text'],
      stages: [json],
      when: not(field('a').exists()),
      expected: ['{"a":null}', 'text'],
    },
    'the condition reads the line as it is sent': {
      lines: ['secret'],
      stages: [Stage.replace(/secret/, 'open')],
      when: line.is('open'),
      expected: ['open'],
    },
    'every sink gets every record': {
      lines: ['a', 'b'],
      also: [{ labels: { job: 'second' } }],
      expected: ['a', 'b', { line: 'a', labels: { job: 'second' } }, { line: 'b', labels: { job: 'second' } }],
    },
    'each sink by its own condition, labels and metadata': {
      lines: ['{"level":"error","id":"1"}', '{"level":"info","id":"2"}'],
      stages: [json],
      also: [{ labels: { job: 'errors', ...fields('level') }, metadata: { id: field('id') }, when: level.is('error') }],
      expected: [
        '{"level":"error","id":"1"}',
        '{"level":"info","id":"2"}',
        { line: '{"level":"error","id":"1"}', labels: { job: 'errors', level: 'error' }, metadata: { id: '1' } },
      ],
    },
    'a tenant': { lines: ['a'], to: { tenant: 'team-a' }, carried: { tenant: 'team-a' }, expected: ['a'] },
    'a tenant is literal': {
      lines: ['a'],
      to: { tenant: 'a b|c ${HOME} $$ "d" {e}' },
      carried: { tenant: 'a b|c ${HOME} $$ "d" {e}' },
      expected: ['a'],
    },
    'a tenant that looks like a template': {
      lines: ['a'],
      to: { tenant: '{{ .job }} 100%' },
      carried: { tenant: '{{ .job }} 100%' },
      expected: ['a'],
    },
    'a user and a password': {
      lines: ['a'],
      to: { auth: { user: 'me', password } },
      carried: { authorization: basic },
      expected: ['a'],
    },
    'a token': {
      lines: ['a'],
      to: { auth: { bearer: password } },
      carried: { authorization: 'Bearer s3cret' },
      expected: ['a'],
    },
    'what looks like a variable is none, although there are some': {
      lines: ['{"a":"$HOME ${HOME} $$ $${CONTRACT_SECRET}"}', '$$'],
      stages: [json, Stage.replace(/\$\$$/, '${HOME}$$'), Stage.set({ b: '$HOME ${HOME} $$ $1' })],
      to: { auth: { user: 'me', password } },
      carried: { authorization: basic },
      labels: { job: '$HOME' },
      show: ['a', 'b'],
      expected: [
        {
          line: '{"a":"$HOME ${HOME} $$ $${CONTRACT_SECRET}"}',
          labels: { job: '$HOME' },
          metadata: { a: '$HOME ${HOME} $$ $${CONTRACT_SECRET}', b: '$HOME ${HOME} $$ $1' },
        },
        { line: '${HOME}$$', labels: { job: '$HOME' }, metadata: { b: '$HOME ${HOME} $$ $1' } },
      ],
    },
    'standard output, one object a line': {
      lines: ['a', '', '{"b":1}'],
      sink: Sink.stdout(),
      expected: [fromFile('"line":"a"'), fromFile('"line":""'), fromFile('"line":"{\\"b\\":1}"')],
    },
    'standard output has the fields, sorted': {
      lines: ['{"b":{"d":1,"c":[1.0,null]},"a":"ä\\n"}'],
      stages: [json],
      sink: Sink.stdout(),
      expected: [
        fromFile(
          '"line":"{\\"b\\":{\\"d\\":1,\\"c\\":[1.0,null]},\\"a\\":\\"ä\\\\n\\"}","fields":{"a":"ä\\n","b":{"c":[1,null],"d":1}}',
        ),
      ],
    },
    'standard output by a condition': {
      lines: ['a', 'b'],
      sink: Sink.stdout({ when: line.is('a') }),
      expected: [fromFile('"line":"a"')],
    },
    'standard output has the time that a stage read': {
      lines: ['2026-11-21T00:00:01.5Z'],
      stages: [Stage.time(line)],
      sink: Sink.stdout(),
      expected: [{ ...fromFile('"line":"2026-11-21T00:00:01.5Z"'), time: '2026-11-21T00:00:01.5Z' }],
    },
    'HTTP gets the same objects': {
      lines: ['{"a":"x"}'],
      stages: [json],
      sink: Sink.http('http://logs'),
      expected: [fromFile('"line":"{\\"a\\":\\"x\\"}","fields":{"a":"x"}')],
    },
  }),
  ...about('OTLP', {
    'the line, its level, its resource and all fields': {
      lines: ['{"level":"WARNING","n":1.0,"o":{"k":null}}', 'text'],
      stages: [json, Stage.level('level')],
      sink: Sink.otlp('http://otlp/v1/logs', {
        resource: { 'service.name': 'contract', 'log.file.path': origin.path },
      }),
      expected: [
        printed(
          '{"body":"{\\"level\\":\\"WARNING\\",\\"n\\":1.0,\\"o\\":{\\"k\\":null}}","severity":"warn","resource":{"log.file.path":"/logs/case.log","service.name":"contract"},"attributes":{"level":"warn","n":1,"o":{"k":null}}}',
        ),
        printed(
          '{"body":"text","resource":{"log.file.path":"/logs/case.log","service.name":"contract"},"attributes":{}}',
        ),
      ],
    },
    'ids are of so many digits, not all zero': {
      lines: [`{"t":"${'AB'.repeat(16)}","s":"${'0'.repeat(15)}1"}`, `{"t":"${'0'.repeat(32)}","s":"xyz"}`],
      stages: [json],
      sink: Sink.otlp('http://otlp/v1/logs', {
        resource: { 'service.name': 'contract' },
        attributes: { only: field('none') },
        traceId: field('t'),
        spanId: field('s'),
      }),
      expected: [
        printed(
          `{"body":"{\\"t\\":\\"${'AB'.repeat(16)}\\",\\"s\\":\\"${'0'.repeat(15)}1\\"}","traceId":"${'ab'.repeat(16)}","spanId":"${'0'.repeat(15)}1","resource":{"service.name":"contract"},"attributes":{}}`,
        ),
        printed(
          `{"body":"{\\"t\\":\\"${'0'.repeat(32)}\\",\\"s\\":\\"xyz\\"}","resource":{"service.name":"contract"},"attributes":{}}`,
        ),
      ],
    },
  }),
];
