import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vector } from 'cdk8s-logging/vector';
import type { VectorConfig } from 'cdk8s-logging/vector';
import 'cdk8s-logging/testing';
import { parseAllDocuments } from 'yaml';
import { config as native } from '../../examples/vector-native/config';
import { pipeline } from '../../examples/web-service/pipeline';

const folder = mkdtempSync(join(tmpdir(), 'examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Manifest {
  readonly kind: string;
  readonly data: Readonly<Record<string, string>>;
  readonly spec: { readonly template: { readonly spec: PodSpec } };
}

interface PodSpec {
  readonly containers: readonly { readonly name: string; readonly env: readonly { readonly name: string }[] }[];
}

/** What an example's app writes. */
function synthesized(name: string): readonly Manifest[] {
  const outdir = join(folder, name);
  const before = process.env['CDK8S_OUTDIR'];
  process.env['CDK8S_OUTDIR'] = outdir;
  try {
    jest.isolateModules(() => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- importing an app synthesizes it
      require(`../../examples/${name}/main`);
    });
  } finally {
    if (before === undefined) delete process.env['CDK8S_OUTDIR'];
    else process.env['CDK8S_OUTDIR'] = before;
  }
  return readdirSync(outdir)
    .flatMap((file) => parseAllDocuments(readFileSync(join(outdir, file), 'utf8')))
    .map((document) => document.toJS() as Manifest);
}

const apps: readonly (readonly [string, VectorConfig, readonly string[]])[] = [
  ['web-service', vector.translate([pipeline]), ['ConfigMap', 'Deployment']],
  ['vector-native', native, ['ClusterRole', 'ClusterRoleBinding', 'ConfigMap', 'DaemonSet', 'ServiceAccount']],
];

describe.each(apps)('examples/%s', (name, config, kinds) => {
  const manifests = synthesized(name);
  const text = manifests.find(({ kind }) => kind === 'ConfigMap')?.data[config.fileName] ?? '';

  test('is a configuration, and the workload that runs it', () => {
    expect(config.check()).toEqual([]);
    expect(manifests.map(({ kind }) => kind).sort()).toEqual(kinds);
    expect(text).toBe(String(config.print()));
  });

  test('gives Vector every variable that the configuration asks for', () => {
    const pod = manifests.find(({ kind }) => /Deployment|DaemonSet/.test(kind))?.spec.template.spec;
    const given = pod?.containers.find((container) => container.name === 'vector')?.env.map((one) => one.name);
    const { env, secrets } = config.variables;
    expect(given).toEqual(expect.arrayContaining([...Object.keys(config.environment), ...env, ...secrets]));
  });

  const program = process.env['VECTOR'];
  if (program === undefined) {
    test.skip('is not judged by Vector: VECTOR names none', () => undefined);
    return;
  }
  test('is taken by Vector, and does what the examples say', () => {
    // What is mounted in the pod: a token, and a folder for checkpoints.
    writeFileSync(join(folder, 'token'), 'x');
    const file = join(folder, `${name}.yaml`);
    writeFileSync(file, text.replace('/var/run/secrets/loki', folder).replace('/var/lib/vector', folder));
    const values = Object.fromEntries([...config.variables.env, ...config.variables.secrets].map((one) => [one, 'x']));
    const env = { ...process.env, ...config.environment, ...values, VECTOR_SELF_NODE_NAME: 'node' };
    const run = (...args: readonly string[]) => {
      const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env });
      return { status, output: status === 0 ? '' : stdout + stderr };
    };
    expect(run('validate', '--no-environment', file)).toEqual({ status: 0, output: '' });
    if (name !== 'web-service') return;
    const tests = join(folder, 'tests.yaml');
    writeFileSync(tests, String(vector.tests([pipeline]).print()));
    expect(run('test', file, tests)).toEqual({ status: 0, output: '' });
  });
});

test('`config.variables` of examples/web-service is what its comment says', () => {
  expect(vector.translate([pipeline]).variables).toEqual({ env: ['LOKI_URL', 'POD_NAME'], secrets: ['LOKI_PASSWORD'] });
});
