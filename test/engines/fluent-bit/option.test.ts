import { parse } from 'yaml';
import { Duration, Size } from 'cdk8s';
import { env, secret, text } from '../../../lib';
import { Filter, FluentBitConfig, Input, MultilineParser, Output, Parser } from '../../../lib/engines/fluent-bit';
import type { FluentBitConfigProps } from '../../../lib/engines/fluent-bit';

const small: FluentBitConfigProps = {
  inputs: [Input.dummy({ tag: 'd' })],
  outputs: [Output.stdout({ match: 'd' })],
};

interface Written {
  readonly env?: Readonly<Record<string, string>>;
  readonly parsers?: readonly { readonly name: string }[];
  readonly pipeline: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

function written(changes: Partial<FluentBitConfigProps>): Written {
  return parse(new FluentBitConfig({ ...small, ...changes }).print() as string) as Written;
}

describe('an option of Fluent Bit', () => {
  const fails: readonly (readonly [string, () => unknown, string])[] = [
    ['misspelt', () => Input.tail({ path: ['/a'], refreshIntervall: 1 } as never), 'did you mean refreshInterval?'],
    [
      'a time with a fraction',
      () => Input.tail({ path: ['/a'], rotateWait: Duration.millis(1500) }),
      "'tail.rotateWait' must be whole seconds",
    ],
    ['a path with a comma', () => Input.tail({ path: ['/a,b'] }), "'tail.path[0]' must hold no comma"],
    ['no path', () => Input.tail({ path: [] as never }), "'tail.path' must be a list"],
    [
      'a size that is a number',
      () => Input.tail({ path: ['/a'], memBufLimit: 5 as never }),
      "'tail.memBufLimit' must be a Size",
    ],
    [
      'a secret where there is none',
      () => Input.tail({ path: ['/a'], db: secret('X') as never }),
      "'tail.db' must hold no secret",
    ],
    [
      'a plain password',
      () => Output.loki({ match: '*', httpAuth: { user: 'a', password: 'hunter2' as never } }),
      "'loki.httpAuth.password' must be a secret, got one of type string",
    ],
    [
      'both script and code',
      () => Filter.lua({ match: '*', script: 'a', code: 'b', call: 'c' }),
      "'lua' must have one of 'script' and 'code'",
    ],
    [
      'a script in a folder',
      () => Filter.lua({ match: '*', script: { file: 'a/b.lua', code: 'c' }, call: 'd' }),
      "'lua.script.file' must be letters",
    ],
    [
      'a counter with a value',
      () => Filter.logToMetrics({ match: '*', tag: 't', metricName: 'n', metricDescription: 'd', valueField: 'v' }),
      "'log_to_metrics.valueField' must be left out of a counter",
    ],
    [
      'rules that mix their words',
      () =>
        Filter.modify({
          match: '*',
          rules: [
            ['set', 'a', 'b'],
            ['remove', 'c'],
            ['set', 'd', 'e'],
          ],
        }),
      'have rules of one word behind each other',
    ],
    [
      'a condition with a whole number',
      () =>
        Output.stdout({
          match: '*',
          processors: { logs: [Filter.grep({ condition: { rules: [{ field: '$a', op: 'gt', value: 5 }] } })] },
        }),
      'have a fraction',
    ],
    [
      'a property given twice',
      () => Output.loki({ match: '*', host: 'a', extra: { Host: 'b' } }),
      "'loki.extra' must hold no property that is typed as well",
    ],
    [
      'an extra duration with a fraction',
      () => Output.loki({ match: '*', extra: { 'http.response_timeout': Duration.millis(5) } }),
      'be whole seconds',
    ],
    [
      'two zones',
      () => Parser.json('a', { timeOffset: '+0000', timeSystemTimezone: true }),
      'have one of timeOffset and timeSystemTimezone',
    ],
    [
      'no first state',
      () => MultilineParser.regex('a', { rules: [{ state: 'b', regex: 'c', nextState: 'd' }] }),
      'have one of the state start_state',
    ],
    [
      'no input',
      () => new FluentBitConfig({ ...small, inputs: [] as never }),
      "'props.inputs' must be a list of inputs",
    ],
    [
      'an output among the inputs',
      () => new FluentBitConfig({ ...small, inputs: [Output.stdout({ match: '*' })] as never }),
      "'props.inputs[0]' must be one of the inputs",
    ],
    [
      'a variable in env',
      () => new FluentBitConfig({ ...small, env: { A: env('B') } }),
      "'props.env.A' must hold no variable",
    ],
    [
      'an unknown version',
      () => new FluentBitConfig({ ...small, version: '4.0.0' as never }),
      "'version' must be one of 5.1.1",
    ],
  ];

  it.each(fails)('fails when it is %s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  it('is printed as Fluent Bit reads it', () => {
    const [tail] =
      written({
        inputs: [
          Input.tail({
            tag: 'd',
            path: ['/a', text`/b/${env('X')}`],
            skipLongLines: true,
            bufferMaxSize: Size.kibibytes(64),
            refreshInterval: Duration.millis(250),
            ignoreOlder: Duration.hours(2),
            dbLocking: true,
            extra: { 'rate_gate.max_bytes': Size.kibibytes(1), rate_window: Duration.minutes(1) },
          }),
        ],
      }).pipeline['inputs'] ?? [];
    expect(tail).toEqual({
      name: 'tail',
      tag: 'd',
      path: '/a,/b/${X}',
      skip_long_lines: true,
      buffer_max_size: 65536,
      refresh_interval: '0.250000000',
      ignore_older: '7200s',
      'db.locking': true,
      'rate_gate.max_bytes': 1024,
      rate_window: '60s',
    });
  });

  it('has a zone of times, whose files must be where it runs', () => {
    const { parsers } = written({ parsers: [Parser.json('p', { timeFormat: '%H', timeZone: 'Asia/Seoul' })] });
    expect(parsers).toEqual([{ name: 'p', format: 'json', time_format: '%H', time_zone: 'Asia/Seoul' }]);
  });

  it('is written twice where Fluent Bit expands it twice', () => {
    const output = Output.loki({ match: 'd', uri: '/${x}', bearerToken: secret('T'), header: { A: secret('T') } });
    const { env: own, pipeline } = written({ outputs: [output] });
    expect(own).toEqual({ DOLLAR: '$' });
    expect(pipeline['outputs']?.[0]).toMatchObject({
      uri: '/${DOLLAR}{DOLLAR}{x}',
      bearer_token: '${DOLLAR}{T}',
      header: ['A ${T}'],
    });
  });

  it('verifies who is spoken to where it encrypts', () => {
    const output = (tls: object | boolean): unknown =>
      written({ outputs: [Output.http({ match: 'd', host: 'h', retryLimit: 1, tls })] }).pipeline['outputs']?.[0];
    expect(output(true)).toMatchObject({ tls: true, 'tls.verify': true, 'tls.verify_hostname': true });
    expect(output({ caFile: 'a', verifyHostname: false })).toMatchObject({
      'tls.verify': true,
      'tls.verify_hostname': false,
    });
    expect(output(false)).toMatchObject({ tls: false });
  });
});
