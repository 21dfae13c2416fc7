import { knownOptions } from '../../../lib/backends/loki/known-options/known-options';
import { lokiJudge } from '../../../lib/backends/loki/judge';
import type { FoundConfig, PlacedFinding } from '../../../lib/engines/judge';

const found = (text: string, more: Partial<FoundConfig> = {}): FoundConfig => ({
  files: { 'loki.yaml': text },
  args: [],
  environment: {},
  ...more,
});

function judged(text: string, more?: Partial<FoundConfig>): readonly PlacedFinding[] {
  const judgement = lokiJudge.builtIn.judge(found(text, more));
  if ('cannot' in judgement) throw new Error(judgement.cannot);
  expect(judgement.isPartial).toBe(true);
  return judgement.findings;
}

/** Rule, where, what, and the text at the place. */
const told = (text: string, more?: Partial<FoundConfig>) =>
  judged(text, more).map(({ rule, at, got, index }) => [rule, at, got, text.slice(index).split(/[\n,}]/, 1)[0]]);

describe('the judge of Loki that is built in', () => {
  it('finds options that Loki has not, in their places', () => {
    const text = 'server: { http_listen_port: 3100 }\nlimits_config:\n  retention_perod: 30d\nnonsense: 1\n';
    expect(told(text)).toEqual([
      ['loki/unknown-option', 'limits_config', 'retention_perod', 'retention_perod: 30d'],
      ['loki/unknown-option', 'the file', 'nonsense', 'nonsense: 1'],
    ]);
    expect(judged(text)[0]!.remedy).toBe('did you mean retention_period?');
  });

  it.each([
    ['limits_config: { volume_enabled: "true" }', 'limits_config.volume_enabled'],
    ['limits_config: { max_query_series: "5" }', 'limits_config.max_query_series'],
    ['limits_config: { max_line_size: 4.5MB }', 'limits_config.max_line_size'],
    ['limits_config: { ingestion_rate_mb: many }', 'limits_config.ingestion_rate_mb'],
    ['limits_config: { query_timeout: soon }', 'limits_config.query_timeout'],
    ['query_engine: { prefetch_bytes: 5 }', 'query_engine.prefetch_bytes'],
    ['frontend: { address: [a] }', 'frontend.address'],
    ['limits_config: { required_labels: { a: 1 } }', 'limits_config.required_labels'],
    ['ruler: { external_labels: a }', 'ruler.external_labels'],
    ['limits_config: []', 'limits_config'],
    ['limits_config: all', 'limits_config'],
    ['- limits_config', 'the file'],
  ])('finds a value of another kind: %s', (text, at) => {
    expect(judged(text)).toMatchObject([{ rule: 'loki/option-kind', severity: 'error', at, file: 'loki.yaml' }]);
  });

  // Each is one that Loki 3.7.8 takes.
  it.each([
    'limits_config: { query_timeout: 1d, retention_period: 30d }',
    'querier: { tail_max_duration: 1.5h }',
    'querier: { tail_max_duration: 60 }',
    'limits_config: { volume_enabled: yes, allow_deletes: off }',
    'limits_config: { volume_enabled: }',
    'limits_config: { max_query_series: 0x10 }',
    'limits_config: { max_query_series: 5_0, max_line_size: 1024 }',
    'limits_config: { max_line_size: 256KB, per_stream_rate_limit: 3MB }',
    'query_engine: { prefetch_bytes: 5.5MiB }',
    'ingester_client: { grpc_client_config: { initial_stream_window_size: 63KiB1023B } }',
    'frontend: { address: 5 }',
    'memberlist: { join_members: a }',
    'internal_server: { http_listen_port: 3101 }',
    'server: { <<: { http_listen_port: 1 } }',
    'ruler: { alertmanager_client: &tls { tls_server_name: a }, evaluation: { query_frontend: *tls } }',
  ])('takes %s', (text) => {
    expect(judged(text)).toEqual([]);
  });

  it('reads variables as Loki does, and says the places of what stands in the file', () => {
    const text =
      'common: { storage: { s3: { endpoint: "http://${HOST}:${PORT}", bucketname: "${B:-b}" } } }\nserver: { http_listen_port: ${P}, grpc_listen_port: ${G:-x} }';
    expect(told(text)).toEqual([
      ['loki/unknown-option', 'common.storage.s3', 'bucketname', 'bucketname: "${B:-b'],
      ['loki/option-kind', 'server.grpc_listen_port', '"x"', '${G:-x'],
    ]);
    const args = ['-config.file=/etc/loki.yaml', '-config.expand-env'];
    expect(told(text, { args, environment: { G: '9095' } })).toHaveLength(1);
    // As it stands.
    expect(told('server: { http_listen_port: "${P}" }', { args: ['-config.file=/etc/loki.yaml'] })).toEqual([
      ['loki/option-kind', 'server.http_listen_port', '"${P}"', '"${P'],
    ]);
  });

  it('leaves backslashes alone where there are no variables', () => {
    expect(judged('limits_config: { ruler_remote_write_url: "\\\\d" }')).toEqual([]);
  });

  it('finds what is no YAML', () => {
    expect(told('a: 1\nb: [')).toEqual([['loki/yaml', 'loki.yaml', expect.any(String), '']]);
    expect(told('server: {}\nserver: {}')).toMatchObject([
      ['loki/yaml', 'loki.yaml', 'map keys must be unique', expect.anything()],
    ]);
  });

  it('judges no other version than it knows, no two files, and no substring', () => {
    const cannot = (config: FoundConfig) => lokiJudge.builtIn.judge(config);
    expect(cannot(found('', { version: '2.9.4' }))).toEqual({
      cannot: 'the options of Loki 3.7 are known, and not those of 2.9.4',
    });
    expect(cannot(found('', { files: { 'a.yaml': '', 'b.yaml': '' } }))).toEqual({ cannot: 'Loki reads one file' });
    expect(cannot(found('a: ${B:1:2}'))).toMatchObject({ cannot: expect.stringContaining('a substring') });
    expect(judged('server: { http_lissten_port: 1 }', { version: '3.7.2' })).toHaveLength(1);
  });

  it('knows every option by its kind only', () => {
    expect([...knownOptions().keys()]).toContain('limits_config');
    expect(judged([...knownOptions().keys()].map((name) => `${name}:`).join('\n'))).toEqual([]);
  });
});

describe('what Loki itself says', () => {
  const read = (text: string, said: string) => lokiJudge.real.read([{ said, code: 1 }], found(text)).findings;

  it('is asked with stand-ins for variables that have no value', () => {
    const text = 'a: ${HTTP_PORT} ${KNOWN} ${OTHER:-x} $${NOT}';
    const prepared = lokiJudge.real.prepare(found(text, { environment: { KNOWN: 'k' } }), '/nowhere', '3.7.8');
    expect(prepared).toMatchObject({
      runs: [['-verify-config', '-config.expand-env=true', '-config.file=loki.yaml']],
      environment: { HTTP_PORT: '1', KNOWN: 'k', OTHER: '' },
      notes: [{ said: 'stand-ins were used for HTTP_PORT' }],
    });
    const plain = lokiJudge.real.prepare(found('a: $B'), '/nowhere', '3.7.8');
    expect(plain).toMatchObject({ runs: [[expect.anything(), '-config.expand-env=false', expect.anything()]] });
  });

  it('stands in the lines that it names, with what was meant', () => {
    const text = 'server:\n  http_listen_prt: 1\nlimits_config: { max_query_series: "5" }\n';
    const said = [
      'failed parsing config: loki.yaml: yaml: unmarshal errors:',
      '  line 2: field http_listen_prt not found in type server.Config',
      '  line 3: cannot unmarshal !!str `5` into int',
      '  line 1: something else. Use `-config.expand-env=true` flag if you want to expand environment variables',
    ].join('\n');
    expect(read(text, said)).toMatchObject([
      { rule: 'loki/verify-config', index: text.indexOf('http_l'), remedy: 'did you mean http_listen_port?' },
      { got: 'cannot unmarshal !!str `5` into int', index: text.indexOf('"5"') },
      { got: 'something else', index: 0, remedy: 'see the line' },
    ]);
  });

  it.each([
    [
      'level=error ts=2026 caller=main.go:92 msg="validating config" err="CONFIG ERROR: a \\"b\\"\\nc"',
      'CONFIG ERROR: a "b" c',
      'correct what it names',
    ],
    [
      'failed parsing config: loki.yaml: not a valid duration string: "a". Use `-config.expand-env=true` flag if',
      'not a valid duration string: "a"',
      'correct what it names',
    ],
    [
      'panic: index out of range\n\ngoroutine 1',
      'panic: index out of range',
      "see whether 'schema_config' has a period",
    ],
  ])('is told in its words: %s', (said, got, remedy) => {
    expect(read('a: 1', said)).toMatchObject([{ rule: 'loki/verify-config', at: 'loki.yaml', got, remedy }]);
  });
});
