import { stringify } from 'yaml';
import { builtIn } from '../../../../lib/engines/vector/judge/built-in';

type Options = Readonly<Record<string, unknown>>;

/** What is said of a sink in a file of Vector's, by its options: `error rule at path: got`. */
function said(sink: Options, version = '0.57.0'): readonly string[] {
  const text = stringify({ sources: { in: { type: 'stdin' } }, sinks: { s: { inputs: ['in'], ...sink } } });
  const judged = builtIn.judge({ files: { 'vector.yaml': text }, args: [], environment: {}, version });
  if ('cannot' in judged) throw new Error(judged.cannot);
  return judged.findings.map(({ rule, severity, at, got }) => `${severity} ${rule} at ${at}: ${got}`);
}

const loki = { type: 'loki', compression: 'gzip', encoding: { codec: 'text' } };
const http = { type: 'http', encoding: { codec: 'json' } };
const s3 = { type: 'aws_s3', bucket: 'b', encoding: { codec: 'json' } };

describe('templates of a file of Vector', () => {
  test.each<readonly [string, Options, readonly string[]]>([
    ['a label', { ...loki, labels: { app: '{{ app }}', b: 'b{{ b }}' } }, ['labels.app: "{{ app }}"']],
    ['the name of a label', { ...loki, labels: { '{{ k }}': 'v' } }, ['labels.{{ k }}: "{{ k }}"']],
    [
      'structured metadata',
      { ...loki, labels: { a: 'b' }, structured_metadata: { id: '/{{ id }}' } },
      ['structured_metadata.id: "/{{ id }}"'],
    ],
    ['a tenant', { ...loki, labels: { a: 'b' }, tenant_id: '{{ team }}' }, ['tenant_id: "{{ team }}"']],
    ['a path', { type: 'file', path: '/{{ app }}.log' }, ['path: "/{{ app }}.log"']],
    ['a path in a folder that is given', { type: 'file', path: '/{{ app }}.log', base_dir: '/data' }, []],
    ['a host', { ...http, uri: 'http://{{ host }}/' }, ['uri: "http://{{ host }}/"']],
    [
      'a header',
      { ...http, uri: 'http://s', request: { headers: { 'X-Scope-OrgID': '{{ team }}' } } },
      ['request.headers.X-Scope-OrgID: "{{ team }}"'],
    ],
    [
      'a host of OTLP',
      { type: 'opentelemetry', protocol: { type: 'http', uri: '{{ a }}', encoding: { codec: 'json' } } },
      ['protocol.uri: "{{ a }}"'],
    ],
    ['a prefix of keys', { ...s3, key_prefix: '{{ app }}/' }, ['key_prefix: "{{ app }}/"']],
    ['a key of encryption', { ...s3, ssekms_key_id: '{{ key }}' }, ['ssekms_key_id: "{{ key }}"']],
  ])('%s has to be confined from 0.57 on', (_, sink, expected) => {
    const found = expected.map((place) => `error vector/unconfined-template at sinks.s.${place}`);
    expect(said(sink)).toEqual(found);
    expect(said(sink, '0.56.0').filter((one) => one.includes('unconfined'))).toEqual([]);
  });

  test('may lead anywhere where the file says so', () => {
    const word = { dangerously_allow_unconfined_template_resolution: true };
    const sink = { ...loki, labels: { a: '{{ a }}' }, ...word };
    expect(said(sink)).toEqual([]);
    expect(said(sink, '0.56.0')).toEqual([
      `error vector/option-version at sinks.s.${Object.keys(word)[0]!}: version 0.56.0`,
    ]);
    const protocol = { type: 'http', uri: 'http://{{ a }}', encoding: { codec: 'json' } };
    expect(said({ type: 'opentelemetry', protocol: { ...protocol, ...word } })).toEqual([]);
    expect(said({ type: 'opentelemetry', protocol, ...word })).toHaveLength(1);
  });

  test('are texts for a version that does not read them', () => {
    const sink = { ...http, uri: 'http://s/{{ a }}' };
    expect(said(sink, '0.43.1')).toEqual(['error vector/option-version at sinks.s.uri: version 0.43.1']);
    expect(said(sink, '0.56.0')).toEqual([]);
  });

  test('are those of sinks only, of types that have them', () => {
    expect(said({ type: 'elasticsearch', path: '{{ a }}' })).toEqual([]);
    expect(said({ type: 'constructor', path: '{{ a }}' })).toEqual([
      'error vector/unknown-type at sinks.s.type: constructor',
    ]);
  });
});

test('a file may compress as Vector does by itself, with a warning', () => {
  const { compression: _compression, ...plain } = { ...loki, labels: { a: 'b' } };
  expect(said(plain)).toEqual(['warning vector/loki-compression at sinks.s.compression: none given, which is snappy']);
  expect(said({ ...plain, compression: 'snappy' })).toEqual([
    'warning vector/loki-compression at sinks.s.compression: snappy',
  ]);
});

test('structured metadata and buffers are judged in the words of the file', () => {
  const sink = {
    ...loki,
    labels: { a: 'b' },
    structured_metadata: { id: 'x' },
    remove_structured_metadata_fields: true,
  };
  expect(said(sink, '0.39.0')).toEqual([
    'error vector/structured-metadata at sinks.s.structured_metadata: version 0.39.0',
    'error vector/structured-metadata at sinks.s.remove_structured_metadata_fields: version 0.39.0',
  ]);
  expect(said({ type: 'blackhole', buffer: { type: 'disk', when_full: 'drop_newest' } })).toEqual([
    'error vector/buffer-minimum at sinks.s.buffer.max_size: none',
    'warning vector/drops-when-full at sinks.s.buffer.when_full: drop_newest',
  ]);
});
