import { Size } from 'cdk8s';
import { env, secret } from '../../../lib';
import type { Finding } from '../../../lib';
import { Filter, Input, MultilineParser, Output, Parser, Processor } from '../../../lib/engines/fluent-bit';
import type { FluentBitConfigProps } from '../../../lib/engines/fluent-bit';
import { careful, found, loki, otlp, tail } from './careful-config';

describe('the rules for Fluent Bit', () => {
  it('find nothing in a careful configuration', () => {
    expect(found({})).toEqual([]);
  });

  const cases: readonly (readonly [string, Partial<FluentBitConfigProps>, Partial<Finding>])[] = [
    [
      'a line that would end the reading of its file',
      { inputs: [Input.tail({ ...careful, skipLongLines: false })] },
      { rule: 'fluent-bit/long-lines', severity: 'error', at: 'inputs.tail.0' },
    ],
    [
      'chunks over the buffer',
      tail({ bufferChunkSize: Size.mebibytes(1) }),
      { rule: 'fluent-bit/buffer-size', severity: 'error' },
    ],
    [
      'files that are found late',
      {
        inputs: [
          Input.tail({
            tag: 'app',
            path: ['/a/*.log'],
            truncateLongLines: true,
            db: 'x',
            memBufLimit: Size.mebibytes(1),
          }),
        ],
      },
      { rule: 'fluent-bit/refresh-interval', severity: 'warning' },
    ],
    [
      'positions that are lost',
      { inputs: [Input.tail({ tag: 'app', path: ['/a.log'], skipLongLines: true, memBufLimit: Size.mebibytes(1) })] },
      { rule: 'fluent-bit/positions', severity: 'warning' },
    ],
    [
      'one file of positions for two inputs',
      { inputs: [Input.tail(careful), Input.tail({ ...careful, alias: 'other' })] },
      {
        rule: 'fluent-bit/one-db',
        severity: 'error',
        at: 'inputs.other',
        got: '/var/lib/fluent-bit/tail.db, as inputs.tail.0',
      },
    ],
    [
      'one retry',
      { outputs: [Output.loki({ match: 'app', host: 'l' })] },
      { rule: 'fluent-bit/retry-limit', severity: 'warning', at: 'outputs.loki.0' },
    ],
    [
      'memory without a bound',
      { inputs: [Input.tail({ tag: 'app', path: ['/a.log'], skipLongLines: true, db: 'x' })] },
      { rule: 'fluent-bit/unbounded-memory', severity: 'warning' },
    ],
    [
      'a disk without a bound',
      {
        inputs: [Input.tail({ tag: 'app', path: ['/a.log'], skipLongLines: true, db: 'x', storageType: 'filesystem' })],
        service: { storagePath: '/s' },
      },
      { rule: 'fluent-bit/unbounded-disk', severity: 'warning', at: 'outputs.loki.0' },
    ],
    [
      'a disk without a folder',
      {
        inputs: [Input.tail({ tag: 'app', path: ['/a.log'], skipLongLines: true, db: 'x', storageType: 'filesystem' })],
        outputs: [loki({ storageTotalLimitSize: Size.mebibytes(9) })],
      },
      { rule: 'fluent-bit/storage-path', severity: 'error' },
    ],
    [
      'a bound of a disk that nobody uses',
      { outputs: [loki({ storageTotalLimitSize: Size.mebibytes(9) })] },
      { rule: 'fluent-bit/storage-limit', severity: 'warning' },
    ],
    [
      'a bound of memory that does nothing',
      {
        ...tail({ storageType: 'filesystem' }),
        service: { storagePath: '/s' },
        outputs: [loki({ storageTotalLimitSize: Size.mebibytes(9) })],
      },
      { rule: 'fluent-bit/memory-limit', severity: 'warning' },
    ],
    [
      'fields that are not sent',
      { outputs: [Output.opentelemetry({ match: 'app', host: 'h', retryLimit: 1 })] },
      { rule: 'fluent-bit/body-key', severity: 'warning' },
    ],
    [
      'a record that would come twice',
      {
        inputs: [Input.tail(careful), Input.dummy({ tag: 'app', flushOnStartup: true })],
        service: { storagePath: '/s' },
      },
      { rule: 'fluent-bit/early-record', severity: 'error' },
    ],
    [
      'a port for TLS without it',
      { outputs: [otlp({ port: 443 })] },
      { rule: 'fluent-bit/tls-off', severity: 'error' },
    ],
    [
      'a secret that all can read on its way',
      { outputs: [loki({ bearerToken: secret('T') })] },
      { rule: 'fluent-bit/unencrypted-secret', severity: 'warning' },
    ],
    [
      'a receiver that is not looked at',
      { outputs: [otlp({ tls: { verifyHostname: false } })] },
      { rule: 'fluent-bit/tls-unverified', severity: 'warning' },
    ],
    [
      "the same by Fluent Bit's own default",
      { outputs: [otlp({ extra: { tls: true } })] },
      { rule: 'fluent-bit/tls-unverified', got: 'none, which is off' },
    ],
    [
      'a secret in a header',
      { outputs: [otlp({ tls: true, header: { Authorization: 'Bearer hunter2' } })] },
      {
        rule: 'fluent-bit/plain-secret',
        severity: 'error',
        got: 'a text',
        at: 'outputs.opentelemetry.0.Authorization',
      },
    ],
    [
      'a secret among properties that are not typed',
      { outputs: [otlp({ tls: true, extra: { 'oauth2.client_secret': 'hunter2' } })] },
      { rule: 'fluent-bit/plain-secret', severity: 'error' },
    ],
    [
      'a parser that is nowhere',
      tail({ parser: 'nginx' }),
      { rule: 'fluent-bit/unknown-parser', severity: 'error', got: 'nginx' },
    ],
    [
      'a multiline parser that is nowhere',
      tail({ multilineParser: ['cri', 'mine'] }),
      { rule: 'fluent-bit/unknown-parser', got: 'mine' },
    ],
    [
      'two parsers of one name',
      { parsers: [Parser.json('a'), Parser.logfmt('a')] },
      { rule: 'fluent-bit/unique-names', severity: 'error', at: 'a' },
    ],
    [
      'a filter without a match',
      { filters: [Filter.grep({ regex: [{ key: 'a', pattern: 'b' }] })] },
      { rule: 'fluent-bit/no-match', severity: 'error', at: 'filters.grep.0' },
    ],
    [
      'a match of no tag',
      { filters: [Filter.throttle({ match: 'aap', rate: 1 })] },
      { rule: 'fluent-bit/unknown-tag', severity: 'error', got: 'aap' },
    ],
    [
      'a tag that goes nowhere',
      { inputs: [Input.tail(careful), Input.dummy({ tag: 'lost' })] },
      { rule: 'fluent-bit/unsent', severity: 'warning', got: 'lost' },
    ],
    [
      'a tag that comes round',
      {
        filters: [Filter.rewriteTag({ match: 'a*', rule: [{ key: '$a', regex: 'b', tag: 'again', keep: false }] })],
        outputs: [loki({ match: '*' })],
      },
      { rule: 'fluent-bit/tag-loop', severity: 'error' },
    ],
    [
      'two listeners on a port',
      {
        inputs: [
          Input.forward({ memBufLimit: Size.mebibytes(1) }),
          Input.forward({ memBufLimit: Size.mebibytes(1), port: 24_224 }),
        ],
      },
      { rule: 'fluent-bit/one-listener', severity: 'error', got: '24224, as inputs.forward.0' },
    ],
    [
      'health that nobody can ask for',
      { service: { healthCheck: true } },
      { rule: 'fluent-bit/health-check', severity: 'error' },
    ],
    [
      'a path of health that is not there',
      { service: { httpServer: true } },
      { rule: 'fluent-bit/health-check', severity: 'warning' },
    ],
    [
      'a property that there is not',
      { outputs: [loki({ extra: { tenant: 'a' } })] },
      { rule: 'fluent-bit/unknown-property', severity: 'error', got: 'tenant' },
    ],
    [
      'a misspelt property',
      { outputs: [loki({ extra: { 'net.keepalives': true } })] },
      { remedy: 'did you mean net.keepalive?' },
    ],
    [
      'a value of another kind',
      { outputs: [loki({ extra: { 'net.keepalive': 'maybe' } })] },
      { rule: 'fluent-bit/property-kind', message: "'net.keepalive' must be true or false" },
    ],
    [
      'a plugin that there is not',
      { filters: [Filter.other('grap', { match: 'app' })] },
      { rule: 'fluent-bit/unknown-plugin', remedy: 'did you mean grep?' },
    ],
    [
      'what would be expanded however it is written',
      { outputs: [loki({ labels: { a: '${x}' } })] },
      { rule: 'fluent-bit/expanded-twice', severity: 'error' },
    ],
    [
      'the same in capitals',
      { outputs: [loki({ extra: { Label_Keys: '${x}' } })] },
      { rule: 'fluent-bit/expanded-twice', severity: 'error' },
    ],
    [
      'a value that is no pattern',
      { filters: [Filter.modify({ match: 'app', rules: [['set', 'a', '(']] })] },
      { rule: 'fluent-bit/modify-value', severity: 'error', got: '(' },
    ],
    [
      'outputs that share what they leave out',
      { outputs: [loki({ labels: { a: '$a' } }), loki({ labels: { b: '$b' } })] },
      { rule: 'fluent-bit/loki-workers', severity: 'error' },
    ],
    ['classic configuration', { format: 'classic' }, { rule: 'fluent-bit/classic', severity: 'warning' }],
    [
      'processors in classic configuration',
      {
        format: 'classic',
        outputs: [loki({ processors: { logs: [Processor.contentModifier({ action: 'delete', key: 'a' })] } })],
      },
      { rule: 'fluent-bit/classic-processors', at: 'outputs.loki.0.processors.logs[0]' },
    ],
  ];

  it.each(cases)('find %s', (_, changes, finding) => {
    expect(found(changes)).toContainEqual(expect.objectContaining(finding));
  });

  const fine: readonly (readonly [string, Partial<FluentBitConfigProps>])[] = [
    ['a parser in a file that is named', { ...tail({ parser: 'nginx' }), service: { parsersFile: 'parsers.conf' } }],
    [
      'parsers that are given',
      tail({ multilineParser: [MultilineParser.endswith('m', { matchString: ';' }), 'java'] }),
    ],
    ['a tag that a file decides', { ...tail({ tag: 'kube.*' }), outputs: [loki({ match: 'kube.var.log.*' })] }],
    ['a tag by a variable', { ...tail({ tag: env('TAG') }) }],
    [
      'a tag that is rewritten',
      {
        filters: [Filter.rewriteTag({ match: 'app', rule: [{ key: '$a', regex: 'b', tag: 'b.$TAG', keep: false }] })],
        outputs: [loki({ match: 'b.app' })],
      },
    ],
    [
      'several loki outputs in threads of their own',
      { outputs: [loki({ workers: 1, labels: { a: '$a' } }), loki({ workers: 1, labels: { b: '$b' } })] },
    ],
    [
      'a header whose secret is a variable',
      { outputs: [otlp({ tls: true, header: { Authorization: { scheme: 'Bearer', secret: secret('T') } } })] },
    ],
    [
      'a default tag',
      {
        inputs: [Input.tail(careful), Input.dummy()],
        outputs: [loki({ match: 'app' }), Output.stdout({ match: 'dummy.*' })],
      },
    ],
  ];

  it.each(fine)('find nothing in %s', (_, changes) => {
    expect(found(changes)).toEqual([]);
  });
});
