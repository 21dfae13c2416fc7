import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import { parse } from 'yaml';
import { env, FluentBitCompose, LogPipeline, secret, Sink, Source, text } from 'cdk8s-logging';
import type { FluentBitComposeProps } from 'cdk8s-logging';

type Json = Readonly<Record<string, unknown>>;

const sink = Sink.loki(
  { url: text`http://${env('LOKI_HOST')}:3100`, auth: { bearer: secret('TOKEN') } },
  { labels: { app: 'gpu', machine: env('MACHINE_ID') } },
);
const pipeline = new LogPipeline('gpu', {
  sources: [Source.files('/workspace/logs/*.log'), Source.files('/var/log/pm2/*.log'), Source.docker()],
  sinks: [sink],
});

function compose(props: Partial<FluentBitComposeProps> = {}) {
  const made = new FluentBitCompose({ services: ['worker'], pipelines: [pipeline], ...props });
  const files = made.files();
  const file = parse(files['compose.fluent-bit.yaml'] ?? '') as { services: Record<string, Json>; volumes: Json };
  return { made, files, file, agent: file.services['fluent-bit'] ?? {}, worker: file.services['worker'] ?? {} };
}

describe('FluentBitCompose', () => {
  test('sends the output of services over Docker’s driver, and starts before them', () => {
    const { worker } = compose();
    expect(worker).toEqual({
      depends_on: { 'fluent-bit': { condition: 'service_started', restart: false, required: true } },
      logging: {
        driver: 'fluentd',
        options: {
          'fluentd-address': '127.0.0.1:${FLUENT_BIT_FORWARD_PORT:-24224}',
          tag: 'docker.worker.{{.Name}}',
          'fluentd-async': 'true',
          'fluentd-request-ack': 'true',
          'fluentd-sub-second-precision': 'true',
        },
      },
    });
  });

  test('leaves the output of services alone where no pipeline reads it', () => {
    const { worker, agent } = compose({
      pipelines: [pipeline.with({ sources: [Source.files('/workspace/logs/*.log')] })],
    });
    expect(worker).not.toHaveProperty('logging');
    expect(agent['ports']).toEqual([
      '127.0.0.1:${FLUENT_BIT_HTTP_PORT:-2020}:2020',
      '127.0.0.1:${FLUENT_BIT_METRICS_PORT:-2021}:2021',
    ]);
  });

  test('runs with the least that it needs', () => {
    const { agent } = compose({ memoryLimit: Size.mebibytes(64), maxDrain: Duration.seconds(30) });
    expect(agent).toMatchObject({
      image: 'fluent/fluent-bit:5.1.1',
      entrypoint: ['/fluent-bit/bin/fluent-bit'],
      command: ['--config=/fluent-bit/etc/conf/fluent-bit.yaml'],
      restart: 'unless-stopped',
      read_only: true,
      cap_drop: ['ALL'],
      cap_add: ['DAC_READ_SEARCH'],
      security_opt: ['no-new-privileges:true'],
      mem_limit: 67_108_864,
      memswap_limit: 67_108_864,
      stop_grace_period: '40s',
    });
  });

  test('asks for its health by itself: the image has no other program', () => {
    const { agent, files } = compose();
    expect(agent['healthcheck']).toMatchObject({
      test: expect.arrayContaining(['CMD', '/fluent-bit/bin/fluent-bit']) as unknown,
    });
    expect(JSON.stringify(agent['healthcheck'])).toContain('script=/fluent-bit/etc/conf/health.lua');
    expect(files['fluent-bit/health.lua']).toContain("http.status(2020, '/api/v1/health') == 200");
    expect(files['fluent-bit/fluent-bit.yaml']).toMatch(/http_port: 2020/);
  });

  test('reads folders of the machine, or volumes, and writes to a volume of its own', () => {
    const { agent, file } = compose({ logs: { '/workspace': 'worker-data' } });
    expect(agent['volumes']).toEqual([
      { type: 'bind', source: './fluent-bit', target: '/fluent-bit/etc/conf', read_only: true },
      { type: 'volume', source: 'fluent-bit-state', target: '/fluent-bit/data' },
      {
        type: 'bind',
        source: '/var/log/pm2',
        target: '/var/log/pm2',
        read_only: true,
        bind: { create_host_path: false },
      },
      { type: 'volume', source: 'worker-data', target: '/workspace', read_only: true },
    ]);
    expect(Object.keys(file.volumes)).toEqual(['fluent-bit-state', 'worker-data']);
    const there = compose({ logs: { '/workspace/logs': './logs/' } }).agent['volumes'] as Json[];
    expect(there.at(-1)).toMatchObject({ type: 'bind', source: './logs', target: '/workspace/logs' });
  });

  test('mounts each folder once, those that are elsewhere into those around them', () => {
    const sources: [Source, ...Source[]] = [
      Source.files('/var/log/a/*.log'),
      Source.files('/var/log/b/*.log'),
      Source.files('/var/log/b/*.txt'),
      Source.files('/data/*.log'),
      Source.files('/data/c/*.log'),
      Source.files('/data/d/*.log'),
    ];
    const { agent } = compose({
      pipelines: [pipeline.with({ sources })],
      logs: { '/var/log/': 'logs', '/data/d': '/disk/d/' },
    });
    const mounts = (agent['volumes'] as { source: string; target: string }[]).slice(2);
    expect(mounts.map(({ source, target }) => [source, target])).toEqual([
      ['/data', '/data'],
      ['/disk/d', '/data/d'],
      ['logs', '/var/log'],
    ]);
  });

  test('shows the journal of the machine, and by which id it is its own', () => {
    const { agent } = compose({ pipelines: [pipeline.with({ sources: [Source.journal()] })] });
    expect((agent['volumes'] as { target: string }[]).slice(2).map(({ target }) => target)).toEqual([
      '/etc/machine-id',
      '/var/log/journal',
    ]);
  });

  test('asks for variables and secrets, and writes no secret', () => {
    const { agent, files } = compose({
      variables: {
        MACHINE_ID: { description: 'the machine,\nas it is billed', default: 'a$b "c"' },
        HTTP_PROXY: { default: '' },
      },
    });
    expect(agent['environment']).toEqual({
      LOKI_HOST: '${LOKI_HOST:?set LOKI_HOST in .env, see fluent-bit.env.template}',
      MACHINE_ID: '${MACHINE_ID:-a$$b "c"}',
      TOKEN: '${TOKEN:?set TOKEN in .env, see fluent-bit.env.template}',
      HTTP_PROXY: '${HTTP_PROXY:-}',
    });
    expect(files['fluent-bit.env.template'])
      .toBe(`# Copy this to .env beside your compose file, and fill it in: chmod 600 .env

# required
LOKI_HOST=

# secret, required
TOKEN=

# the machine,
# as it is billed (optional)
# MACHINE_ID="a$$b \\"c\\""

# optional
# HTTP_PROXY=""

# port of the machine for /api/v1/health and /api/v1/storage (optional)
# FLUENT_BIT_HTTP_PORT=2020

# port of the machine for /metrics (optional)
# FLUENT_BIT_METRICS_PORT=2021

# port of the machine that Docker sends the output of services to (optional)
# FLUENT_BIT_FORWARD_PORT=24224
`);
  });

  test('says in the template once what several variables are, and no port that nobody opens', () => {
    const { files } = compose({
      pipelines: [pipeline.with({ sources: [Source.files('/workspace/logs/*.log')] })],
      variables: { TOKEN: { default: '' } },
    });
    expect(files['fluent-bit.env.template'])
      .toBe(`# Copy this to .env beside your compose file, and fill it in: chmod 600 .env

# required
LOKI_HOST=
MACHINE_ID=

# secret, optional
# TOKEN=""

# port of the machine for /api/v1/health and /api/v1/storage (optional)
# FLUENT_BIT_HTTP_PORT=2020

# port of the machine for /metrics (optional)
# FLUENT_BIT_METRICS_PORT=2021
`);
  });

  test('finds variables that nothing reads', () => {
    const found = (...names: readonly string[]): unknown =>
      new FluentBitCompose({
        services: ['worker'],
        pipelines: [pipeline],
        variables: Object.fromEntries(names.map((name) => [name, {}])),
      }).findings
        .filter(({ severity }) => severity === 'error')
        .map(({ rule, got, remedy }) => [rule, got, remedy]);
    expect(found('LOKI_HOST', 'TOKEN', 'MACHINE_ID', 'HTTP_PROXY', 'no_proxy', 'TZ')).toEqual([]);
    // Fluent Bit has one variable for both.
    expect(found('MACHINEID', 'TOKNE', 'HTTPS_PROXY', 'REGION')).toEqual([
      ['compose/unread-variable', 'MACHINEID', 'did you mean MACHINE_ID?'],
      ['compose/unread-variable', 'TOKNE', 'did you mean TOKEN?'],
      ['compose/unread-variable', 'HTTPS_PROXY', 'did you mean HTTP_PROXY?'],
      ['compose/unread-variable', 'REGION', 'leave it out, or read it in a pipeline with env()'],
    ]);
  });

  test('rotates what is on the machine, and says what is not', () => {
    const { files } = compose({ logs: { '/workspace/logs': 'worker-logs', '/var/log': '/data/log' } });
    const text_ = files['fluent-bit.logrotate'] ?? '';
    expect(text_).toContain('"/data/log/pm2/*.log" {');
    expect(text_).toContain(
      '# Not rotated by this, since logrotate cannot name it on the machine: /workspace/logs/*.log',
    );
    const twice = [Source.files('/x/*.log'), Source.files('/x/*.log', { exclude: ['/x/a.log'] }), Source.files('/x/*')];
    const others = compose({ pipelines: [pipeline.with({ sources: twice as [Source] })] }).files;
    expect(others['fluent-bit.logrotate']).toMatch(/^"\/x\/\*\.log" \{/m);
    expect(others['fluent-bit.logrotate']).toContain('# Not rotated by this, since it may find old files');
    expect(Object.keys(compose({ rotate: false }).files)).not.toContain('fluent-bit.logrotate');
    expect(compose({ rotate: { by: 'rename' } }).files['fluent-bit.logrotate']).not.toContain('copytruncate');
  });

  test('writes all files, or none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'compose-'));
    try {
      const { made, files } = compose();
      const written = made.write(join(folder, 'there'));
      expect(written).toEqual(Object.keys(files).map((name) => join(folder, 'there', name)));
      for (const [name, content] of Object.entries(files)) {
        expect(readFileSync(join(folder, 'there', name), 'utf8')).toBe(content);
      }
      const wrong = new FluentBitCompose({
        services: ['worker'],
        pipelines: [pipeline.with({ sources: [Source.pods()] })],
      });
      expect(() => wrong.write(join(folder, 'wrong'))).toThrow("'sources' must be files, docker or the journal");
      expect(existsSync(join(folder, 'wrong'))).toBe(false);
      expect(readdirSync(folder)).toEqual(['there']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('finds folders that it has no way to', () => {
    const found = (props: Partial<FluentBitComposeProps>): unknown =>
      new FluentBitCompose({ services: ['worker'], pipelines: [pipeline], ...props }).findings
        .filter(({ severity }) => severity === 'error')
        .map(({ rule, got }) => [rule, got]);
    expect(found({})).toEqual([]);
    expect(found({ logs: { '/elsewhere': 'x' } })).toEqual([['compose/folder', '/elsewhere']]);
    expect(found({ pipelines: [pipeline.with({ sources: [Source.files('/etc/x.log')] })] })).toEqual([
      ['compose/folder', '/etc'],
    ]);
    const within = [pipeline.with({ sources: [Source.files('/fluent-bit/logs/*.log')] })] as const;
    expect(found({ pipelines: within, logs: { '/fluent-bit': './logs' } })).toEqual([
      ['compose/folder', '/fluent-bit'],
    ]);
    expect(found({ pipelines: within, logs: { '/fluent-bit/logs/': './logs' } })).toEqual([]);
  });

  test('a secret is never written, as a default neither', () => {
    const made = (value: string): FluentBitCompose =>
      new FluentBitCompose({
        services: ['worker'],
        pipelines: [pipeline],
        variables: { TOKEN: { default: value }, LOKI_HOST: { default: 'loki' } },
      });
    expect(made('').files()['compose.fluent-bit.yaml']).toContain('TOKEN: "${TOKEN:-}"');
    const [error] = made('hunter2').findings.filter(({ severity }) => severity === 'error');
    expect(error).toMatchObject({ rule: 'compose/secret-default', at: 'variables.TOKEN.default' });
    expect(JSON.stringify(error)).not.toContain('hunter2');
    expect(() => made('hunter2').files()).toThrow("'default' of TOKEN must not be given");
  });

  test('refuses what cannot be meant', () => {
    expect(() => compose({ variables: { FLUENT_BIT_HTTP_PORT: { default: '3020' } } })).toThrow(
      '\'variables\' must be those of the container, got "FLUENT_BIT_HTTP_PORT"',
    );
    expect(() => compose({ logs: { '/workspace': 'two words' } })).toThrow(
      "'logs./workspace' must be a path or the name of a volume",
    );
    expect(() => compose({ logs: { '/': './logs' } })).toThrow("'logs' must name folders as pipelines do");
    expect(() => compose({ services: ['fluent-bit'] })).toThrow("'services' must be names of services");
    expect(() => compose({ services: ['a b'] })).toThrow("'services' must be names of services");
    expect(() => compose({ memoryLimit: Size.mebibytes(1) })).toThrow("'memoryLimit' must be a Size of 32Mi or more");
    expect(() => compose({ variables: { A: { default: '}' } } })).toThrow("'default' of A must be");
    expect(() => compose({ image: 'fluent/fluent-bit:4.0.0' })).toThrow("'image' must be Fluent Bit 5.1.1");
    expect(() => compose({ logs: { logs: 'x' } })).toThrow("'logs' must name folders as pipelines do");
  });
});
