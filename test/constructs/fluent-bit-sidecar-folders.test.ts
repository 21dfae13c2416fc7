import { App, Chart, Testing } from 'cdk8s';
import { Deployment, Volume } from 'cdk8s-plus-28';
import { FluentBitSidecar, LogPipeline, Sink, Source } from 'cdk8s-logging';
import type { FluentBitSidecarProps } from 'cdk8s-logging';

interface Container {
  readonly volumeMounts: readonly { readonly mountPath: string }[];
  readonly securityContext: Readonly<Record<string, unknown>>;
}

/** Where a container has which volume. */
type Mounts = Readonly<Record<string, string>>;

/** A sidecar beside containers that have these volumes. */
function beside(containers: readonly Mounts[], globs: readonly string[], props: Partial<FluentBitSidecarProps> = {}) {
  const chart = new Chart(new App({ outdir: '/nowhere' }), 'workers', { namespace: 'workers' });
  const volumes = new Map<string, Volume>();
  const volume = (name: string): Volume => {
    const known = volumes.get(name) ?? Volume.fromEmptyDir(chart, name, name);
    volumes.set(name, known);
    return known;
  };
  const workload = new Deployment(chart, 'worker', {
    containers: containers.map((mounts, index) => ({
      image: 'x:1',
      name: `c${index}`,
      volumeMounts: Object.entries(mounts).map(([path, name]) => ({ path, volume: volume(name) })),
    })),
  });
  const sources = globs.map((glob) => Source.files(glob as `/${string}`)) as [Source];
  const sinks = [Sink.loki({ url: 'http://loki:3100' }, { labels: { app: 'x' } })] as const;
  const made = new FluentBitSidecar(chart, 'logs', {
    workload,
    pipelines: [new LogPipeline('plain', { sources, sinks })],
    ...props,
  });
  return { chart, errors: made.findings.filter(({ severity }) => severity === 'error') };
}

function sidecarOf(chart: Chart): Container {
  const found = (Testing.synth(chart) as { readonly kind: string }[]).find(({ kind }) => kind === 'Deployment');
  const { spec } = found as unknown as { spec: { template: { spec: { initContainers: [Container] } } } };
  return spec.template.spec.initContainers[0];
}

describe('folders of a FluentBitSidecar', () => {
  test('of one volume are that volume, once', () => {
    const { chart } = beside([{ '/data': 'own' }], ['/data/a/*.log', '/data/b/*.log']);
    expect(sidecarOf(chart).volumeMounts.map(({ mountPath }) => mountPath)).toEqual([
      '/data',
      '/fluent-bit/etc/conf',
      '/fluent-bit/data',
    ]);
  });

  test.each<readonly [string, readonly Mounts[], readonly string[]]>([
    ['one container has', [{ '/logs': 'one' }, {}], []],
    ['both have alike', [{ '/logs': 'one' }, { '/logs': 'one' }], []],
    ['stand elsewhere', [{ '/other': 'one' }, { '/else': 'two' }], []],
    ['each has its own of', [{ '/logs': 'one' }, { '/logs': 'two' }], ['/logs']],
    ['lie within the other’s', [{ '/': 'one' }, { '/logs': 'two' }], ['/logs']],
    ['have their own within', [{ '/logs/x': 'one' }, { '/logs/x': 'two' }], ['/logs/x']],
  ])('that %s: it would read those of one', (_, containers, refused) => {
    const { errors } = beside(containers, ['/logs/**/*.log']);
    const own = errors.filter(({ rule }) => rule === 'sidecar/folder').map(({ at, got }) => [at, got]);
    expect(own).toEqual(refused.map((folder) => ['workload', `different volumes at ${folder}`]));
  });
});

test('a FluentBitSidecar runs as whom it is told to, and never as root', () => {
  const as = (user: unknown) => () =>
    sidecarOf(beside([{}], ['/logs/*.log'], { user: user as { uid: number; gid: number } }).chart);
  expect(as({ uid: 1000, gid: 0 })()).toMatchObject({ securityContext: { runAsUser: 1000, runAsGroup: 0 } });
  expect(as({ uid: 0, gid: 0 })).toThrow("'user.uid' must be a whole number from 1 on, got 0");
  expect(as({ uid: 1000 })).toThrow("'user.gid' must be a whole number");
  expect(as({ uid: 1, gid: 1, name: 'x' })).toThrow("'user' must have no other names than");
});
