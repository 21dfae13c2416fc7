import { fluentBitJudge } from '../../../lib/engines/fluent-bit/judge';
import type { FoundConfig, Judgement } from '../../../lib/engines/judge';
import { configs } from './every-option';

function judged(text: string, more: Partial<FoundConfig> = {}): Judgement {
  const said = fluentBitJudge.builtIn.judge({
    files: { 'fluent-bit.yaml': text },
    args: [],
    environment: {},
    ...more,
  });
  if ('cannot' in said) throw new Error(said.cannot);
  return said;
}

const text = `
service:
  http_server: on
pipeline:
  inputs:
    - name: tail
      path: /var/log/*.log
      tag: app
      refresh_intervall: 5
  filters:
    - name: parser
      match: app
      key_name: log
      parser: nginx
    - name: grapp
      match: '*'
  outputs:
    - name: loki
      match: apps
      host: loki
      port: 443
      http_passwd: hunter2
      header:
        - Authorization Bearer \${TOKEN}
`;

describe('the judge of Fluent Bit', () => {
  it('tells what is wrong with a configuration in YAML, in its own words and places', () => {
    const { findings } = judged(text);
    const at = (rule: string): string | undefined => {
      const found = findings.find((one) => one.rule === `fluent-bit/${rule}`);
      return found === undefined ? undefined : text.slice(found.index).split('\n')[0];
    };
    expect(at('long-lines')).toBe('name: tail');
    expect(at('unknown-property')).toBe('name: tail');
    expect(at('unknown-parser')).toBe('name: parser');
    expect(at('unknown-plugin')).toBe('name: grapp');
    expect(at('unknown-tag')).toBe('name: loki');
    expect(at('tls-off')).toBe('name: loki');
    expect(findings.find(({ rule }) => rule === 'fluent-bit/long-lines')).toMatchObject({
      at: 'inputs.tail.0',
      remedy: "set skip_long_lines: true, and 'buffer_max_size' to the longest line that you want",
    });
    expect(findings.filter(({ rule }) => rule === 'fluent-bit/plain-secret').map(({ at: place }) => place)).toEqual([
      'outputs.loki.0.http_passwd',
    ]);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  it.each(Object.entries(configs))('finds no fault in what this library prints (%s)', (_, config) => {
    const { findings } = judged(config.print() as string);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  const fine: readonly (readonly [string, string])[] = [
    [
      'a port that a variable holds',
      "service: {http_server: on, health_check: on, http_port: '${PORT}'}\npipeline: {}\n",
    ],
    [
      'outputs that inputs name',
      'pipeline: {inputs: [{name: dummy, routes: {logs: [{name: a, to: {outputs: [one]}}]}}], outputs: [{name: stdout, alias: one}]}',
    ],
    ['the output null', "pipeline: {inputs: [{name: dummy}], outputs: [{name: null, match: '*'}]}"],
    ['a plugin that some builds lack', "pipeline: {inputs: [{name: kafka}], outputs: [{name: 'null', match: '*'}]}"],
    [
      'a plugin of somebody else',
      "plugins: [/out_mine.so]\npipeline: {inputs: [{name: dummy}], outputs: [{name: mine, match: '*'}]}",
    ],
    [
      'what its schema leaves out',
      "pipeline: {inputs: [{name: http, oauth2.validate: on}], outputs: [{name: 'null', match: '*', oauth2.enable: on}]}",
    ],
    [
      'a size in its own units',
      'pipeline: {inputs: [{name: tail, path: /a, skip_long_lines: on, buffer_chunk_size: 65536, buffer_max_size: 1M}], ' +
        "outputs: [{name: 'null', match: '*'}]}",
    ],
    [
      'a secret that may be empty',
      "pipeline: {inputs: [{name: forward, empty_shared_key: on}], outputs: [{name: 'null', match: '*'}]}",
    ],
  ];

  it.each(fine)('finds no error in %s', (_, written) => {
    expect(judged(written).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  const wrong: readonly (readonly [string, string, string, string])[] = [
    [
      'chunks in its own units over the buffer',
      'inputs: [{name: tail, skip_long_lines: on, buffer_chunk_size: 64k}]',
      'buffer-size',
      '32768 and 64000 bytes',
    ],
    [
      'a secret of a header in capitals',
      "outputs: [{name: http, match: '*', Header: Authorization Bearer hunter2}]",
      'plain-secret',
      'a text',
    ],
    [
      'a secret of no telling name',
      "outputs: [{name: es, match: '*', Cloud_Auth: 'elastic:hunter2'}]",
      'plain-secret',
      'a text',
    ],
  ];

  it.each(wrong)('finds %s', (_, written, rule, got) => {
    const { findings } = judged(`pipeline: {${written}}`);
    expect(findings).toContainEqual(expect.objectContaining({ rule: `fluent-bit/${rule}`, got }));
  });

  it('finds a secret that the file itself sets, also beside files that it includes', () => {
    const written = 'includes: [other.yaml]\nenv:\n  CLUSTER: a\n  DASH0_TOKEN: hunter2\npipeline: {}\n';
    const { findings } = judged(written);
    expect(findings).toMatchObject([
      {
        rule: 'fluent-bit/plain-secret',
        at: 'env.DASH0_TOKEN',
        index: written.indexOf('hunter2'),
        remedy: expect.stringContaining('give it to the container from a Secret') as unknown,
      },
    ]);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  it('says where it is no YAML', () => {
    expect(judged('a: [b').findings).toMatchObject([{ rule: 'fluent-bit/yaml', severity: 'error' }]);
  });

  it('judges plugins alone where other files are included', () => {
    const { findings, notes } = judged(`includes: [more.yaml]\n${text}`);
    expect(findings.map(({ rule }) => rule)).not.toContain('fluent-bit/unknown-parser');
    expect(findings.map(({ rule }) => rule)).toContain('fluent-bit/long-lines');
    expect(notes).toHaveLength(1);
  });

  it('leaves classic configuration to the program', () => {
    const files = { 'fluent-bit.conf': '[INPUT]\n    name dummy\n' };
    expect(fluentBitJudge.builtIn.judge({ files, args: [], environment: {} })).toEqual({
      cannot: 'classic configuration is judged by Fluent Bit only',
    });
  });

  it('asks the program for the file that it is started with, with something for variables and scripts', () => {
    const config = {
      files: {
        'parsers.conf': '',
        'main.yaml': 'pipeline:\n  filters:\n    - {name: lua, script: run.lua, a: "${X} ${Y}"}\n',
      },
      args: ['-c', '/fluent-bit/etc/main.yaml'],
      environment: { X: 'x' },
    };
    expect(fluentBitJudge.real.prepare(config, '/folder', undefined)).toMatchObject({
      runs: [['--dry-run', '-q', '-c', 'main.yaml']],
      environment: { X: 'x', Y: 'stand-in' },
      files: { 'run.lua': expect.any(String) },
      notes: [{ said: 'stand-ins were used for Y, run.lua' }],
    });
  });

  it('reads what the program says', () => {
    const files = { 'fluent-bit.yaml': 'pipeline:\n  inputs:\n    - name: dummy\n      dumy: x\n' };
    const said = `[2026/11/21 11:34:56.497] [error] [config] dummy: unknown configuration property 'dumy'. The following properties are allowed: samples, and dummy.\n`;
    const { findings } = fluentBitJudge.real.read([{ said, code: 1 }], { files, args: [], environment: {} });
    expect(findings).toMatchObject([
      {
        rule: 'fluent-bit/dry-run',
        got: "[config] dummy: unknown configuration property 'dumy'.",
        index: files['fluent-bit.yaml'].indexOf('dumy'),
      },
    ]);
    expect(fluentBitJudge.real.versionOf('Fluent Bit v5.1.1\nGit commit: \n')).toBe('5.1.1');
    expect(fluentBitJudge.real.versionOf('something else')).toBeUndefined();
  });
});
