import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesize, withoutConfigurations } from './synthesize';

const examples = join(__dirname, '..', '..', 'examples');
const configOf = (name: string): string =>
  [...synthesize(name).values()].flat().find(({ metadata }) => metadata.name === 'loki-config')?.data?.[
    'config.yaml'
  ] ?? '';

describe.each(['loki-minikube', 'loki-rook'])('the manifests of examples/%s', (name) => {
  const objects = [...synthesize(name).values()].flat();

  test('are these', () => expect(withoutConfigurations(objects)).toMatchSnapshot());

  test('run in a restricted namespace, with nothing but Loki in it', () => {
    expect(objects.find(({ kind }) => kind === 'Namespace')?.metadata).toMatchObject({
      labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
    });
  });

  test('come with a guide, the links of which lead somewhere', () => {
    const guide = readFileSync(join(examples, name, 'README.md'), 'utf8');
    const links = [...guide.matchAll(/\]\(([^)#:]+)\)/g)].map(([, link]) => link ?? '');
    expect(links.filter((link) => !existsSync(join(examples, name, link)))).toEqual([]);
  });
});

test('the configuration of examples/loki-minikube is this', () => expect(configOf('loki-minikube')).toMatchSnapshot());
test('the configuration of examples/loki-rook is this', () => expect(configOf('loki-rook')).toMatchSnapshot());

test('the release of examples/loki-rook has the claim in its environment, and no password', () => {
  const text = JSON.stringify([...synthesize('loki-rook').values()]);
  expect(text).not.toMatch(/AWS_|password":"[^p]/);
  const [release] = [...synthesize('loki-rook').values()].flat().filter(({ kind }) => kind === 'HelmRelease');
  const reference = { name: 'loki-bucket' };
  expect(release?.spec).toMatchObject({
    values: { defaults: { extraEnvFrom: [{ configMapRef: reference }, { secretRef: reference }] } },
  });
});
