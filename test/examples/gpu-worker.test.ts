import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import 'cdk8s-logging/testing';
import { parse, parseAllDocuments } from 'yaml';
import { compose, pipeline } from '../../examples/gpu-worker/pipeline';
import { synthesizedTexts, withoutConfigurations } from './synthesize';
import type { Manifest } from './synthesize';

const folder = join(__dirname, '..', '..', 'examples', 'gpu-worker');

interface Container {
  readonly name: string;
  readonly image: string;
  readonly restartPolicy?: string;
  readonly env: readonly { readonly name: string; readonly valueFrom?: unknown }[];
}

interface ComposeFile {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly environment: Readonly<Record<string, string>>;
        readonly logging: { readonly driver: string; readonly options: Readonly<Record<string, string>> };
        readonly volumes: readonly { readonly target: string; readonly read_only?: boolean }[];
        readonly mem_limit?: number;
      }
    >
  >;
}

describe('the pipelines of examples/gpu-worker', () => {
  test('have no findings, and do what their examples say', () => {
    for (const one of [pipeline, compose]) {
      expect(one).toHaveNoFindings();
      expect(one).toShipItsExamples();
    }
  });

  test('differ in what docker compose prints', () => {
    expect(compose.sources.slice(0, -1).map(({ spec }) => spec)).toEqual(pipeline.sources.map(({ spec }) => spec));
    expect(compose.sources.at(-1)?.kind).toBe('docker');
  });
});

test('the pipeline is that of docs/fluent-bit.md', () => {
  const guide = readFileSync(join(folder, '..', '..', 'docs', 'fluent-bit.md'), 'utf8');
  expect(guide).toContain(`\`\`\`ts\n${readFileSync(join(folder, 'pipeline.ts'), 'utf8')}\`\`\``);
});

describe('what examples/gpu-worker writes', () => {
  const texts = synthesizedTexts('gpu-worker');
  const objects = parseAllDocuments(texts.get('gpu-worker.k8s.yaml') ?? '').map(
    (document) => document.toJS() as Manifest,
  );
  const file = parse(texts.get('compose/compose.fluent-bit.yaml') ?? '') as ComposeFile;
  const template = texts.get('compose/fluent-bit.env.template') ?? '';

  test('is for Kubernetes and for docker compose', () => {
    expect([...texts.keys()]).toEqual([
      'compose/compose.fluent-bit.yaml',
      'compose/fluent-bit.env.template',
      'compose/fluent-bit.logrotate',
      'compose/fluent-bit/drain.lua',
      'compose/fluent-bit/fluent-bit.yaml',
      'compose/fluent-bit/gpu-worker.lua',
      'compose/fluent-bit/health.lua',
      'gpu-worker.k8s.yaml',
    ]);
    for (const text of texts.values()) expect(text).toMatch(/^[\n -~]*$/);
  });

  test('has the token by reference only, and sends it over TLS that is verified', () => {
    const config = texts.get('compose/fluent-bit/fluent-bit.yaml') ?? '';
    const { outputs } = (parse(config) as { pipeline: { outputs: readonly Readonly<Record<string, unknown>>[] } })
      .pipeline;
    expect(outputs[0]).toMatchObject({
      name: 'opentelemetry',
      host: 'ingress.eu-west-1.aws.dash0.com',
      port: 443,
      logs_uri: '/v1/logs',
      compress: 'gzip',
      retry_limit: 'no_limits',
      tls: true,
      'tls.verify': true,
      'tls.verify_hostname': true,
    });
    expect(JSON.stringify(outputs[0])).toMatch(
      /Authorization Bearer \$\{DASH0_TOKEN\}.*Dash0-Dataset \$\{DASH0_DATASET\}/,
    );
    expect(file.services['fluent-bit']?.environment['DASH0_TOKEN']).toMatch(/^\$\{DASH0_TOKEN:\?/);
    expect(template).toMatch(/^# .*\(secret, required\)\nDASH0_TOKEN=$/m);
  });

  test('runs beside the worker as a native sidecar that knows its pod', () => {
    const deployment = objects.find(({ kind }) => kind === 'Deployment');
    const { template: pod } = deployment?.spec as { template: { spec: { initContainers: readonly Container[] } } };
    const [sidecar] = pod.spec.initContainers;
    expect(sidecar).toMatchObject({
      restartPolicy: 'Always',
      image: expect.stringMatching(/^fluent\/fluent-bit:5/) as string,
    });
    const env = new Map(sidecar?.env.map(({ name, valueFrom }) => [name, valueFrom]));
    expect(env.get('DASH0_TOKEN')).toEqual({ secretKeyRef: { name: 'dash0', key: 'token' } });
    expect(env.get('MACHINE_ID')).toEqual({ fieldRef: { fieldPath: 'spec.nodeName' } });
    expect(env.get('WORKER_ID')).toEqual({ fieldRef: { fieldPath: 'metadata.name' } });
  });

  test('reads what docker compose prints, and files through folders that it cannot write', () => {
    const { worker, 'fluent-bit': agent } = file.services;
    expect(worker?.logging).toMatchObject({
      driver: 'fluentd',
      options: { tag: 'docker.worker.{{.Name}}', 'fluentd-async': 'true' },
    });
    const readable = agent?.volumes.filter(({ read_only }) => read_only === true).map(({ target }) => target);
    expect(readable).toEqual(expect.arrayContaining(['/var/log/pm2', '/workspace/logs']));
    expect(agent?.mem_limit).toBe(128 * 1024 * 1024);
  });

  test('has a template with every variable that compose asks for, and what it means', () => {
    const asked = [...(texts.get('compose/compose.fluent-bit.yaml') ?? '').matchAll(/\$\{(\w+)/g)].map(
      ([, name]) => name,
    );
    const explained = [...template.matchAll(/^# \S.*\((?:secret, )?(?:required|optional)\)\n(?:# )?(\w+)=/gm)].map(
      ([, name]) => name,
    );
    expect([...new Set(asked)].sort()).toEqual([...explained].sort());
    expect(asked).toContain('FLUENT_BIT_HTTP_PORT');
  });

  test('is these objects', () => {
    expect(withoutConfigurations(objects)).toMatchSnapshot();
  });

  test('is named in the guide', () => {
    const guide = readFileSync(join(folder, 'README.md'), 'utf8');
    for (const name of texts.keys()) expect(guide).toContain(name.replace(/^compose\//, ''));
    const variables = [...template.matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name as string);
    for (const name of variables) expect(guide).toContain(`\`${name}\``);
    expect(existsSync(join(folder, 'compose.yaml'))).toBe(true);
  });
});
