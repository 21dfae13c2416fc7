import { ApiObject, Chart, Duration, JsonPatch, Testing } from 'cdk8s';
import { ConfigMap, Secret } from 'cdk8s-plus-28';

import { HelmRepository, OCIRepository } from '../../lib/delivery/chart-source';
import { Flux } from '../../lib/delivery/flux';
import { HelmChart } from '../../lib/delivery/helm-chart';
import { HelmRelease } from '../../lib/delivery/helm-release';
import { concat, helm } from '../../lib/text/live-text';
import type { HelmReleaseProps } from '../../lib/delivery/helm-release';

interface Printed {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly annotations?: object };
  readonly spec: Readonly<Record<string, unknown>>;
}

const ours = HelmChart.of({
  ...{ name: 'ours', version: '1.2.3', repository: 'https://charts.example.com/stable' },
  tplPasses: { once: 1 },
});

function chart(app = Testing.app()): Chart {
  return new Chart(app, 'logging', { namespace: 'logging' });
}

function synth(scope: Chart): readonly Printed[] {
  return Testing.synth(scope) as Printed[];
}

function release(props: Partial<HelmReleaseProps> = {}): Printed {
  const scope = chart();
  new HelmRelease(scope, 'ours', { chart: ours, ...props });
  return synth(scope).find(({ kind }) => kind === 'HelmRelease')!;
}

describe('HelmRelease', () => {
  it('says all that Flux needs', () => {
    const scope = chart();
    new HelmRelease(scope, 'ours', { chart: ours, values: { b: '{{ $X }}', a: 1 } });
    expect(synth(scope)).toMatchInlineSnapshot(`
     [
       {
         "apiVersion": "source.toolkit.fluxcd.io/v1",
         "kind": "HelmRepository",
         "metadata": {
           "name": "logging-chart-source-charts-example-com-stable-c87e3d67",
           "namespace": "logging",
         },
         "spec": {
           "interval": "1h",
           "url": "https://charts.example.com/stable",
         },
       },
       {
         "apiVersion": "helm.toolkit.fluxcd.io/v2",
         "kind": "HelmRelease",
         "metadata": {
           "name": "ours",
           "namespace": "logging",
         },
         "spec": {
           "chart": {
             "spec": {
               "chart": "ours",
               "sourceRef": {
                 "kind": "HelmRepository",
                 "name": "logging-chart-source-charts-example-com-stable-c87e3d67",
                 "namespace": "logging",
               },
               "version": "1.2.3",
             },
           },
           "install": {
             "crds": "CreateReplace",
             "remediation": {
               "retries": 3,
             },
           },
           "interval": "10m",
           "releaseName": "ours",
           "timeout": "10m",
           "upgrade": {
             "crds": "CreateReplace",
             "remediation": {
               "remediateLastFailure": true,
               "retries": 3,
             },
           },
           "values": {
             "a": 1,
             "b": "{{ $X }}",
           },
         },
       },
     ]
    `);
  });

  it('keeps null, and sorts its values', () => {
    const { spec } = release({ values: { z: { off: null, list: [null, 1] }, a: true } });
    expect(spec['values']).toEqual({ a: true, z: { list: [null, 1], off: null } });
    expect(JSON.stringify(spec['values'])).toBe('{"a":true,"z":{"list":[null,1],"off":null}}');
  });

  it('merges values in their order', () => {
    const { spec } = release({ values: [{ a: { b: 1, c: 2 } }, { a: { b: null } }] });
    expect(spec['values']).toEqual({ a: { b: null, c: 2 } });
  });

  it('refuses values of which one would replace the list of another', () => {
    const sidecar = { workers: { extraInitContainers: [{ name: 'vector' }] } };
    const mine = { workers: { extraInitContainers: [{ name: 'mine' }] } };
    const message = "'values.workers.extraInitContainers' must be given once, got it in two of the values";
    expect(() => new HelmRelease(chart(), 'ours', { chart: ours, values: [sidecar, mine] })).toThrow(message);
    expect(() => release({ values: () => [sidecar, mine] })).toThrow(message);
  });

  it('asks a function for its values at synth', () => {
    const scope = chart();
    let replicas = 1;
    new HelmRelease(scope, 'ours', { chart: ours, values: () => ({ replicas }) });
    replicas = 3;
    expect(synth(scope)[1]?.spec['values']).toEqual({ replicas: 3 });
  });

  it('escapes each text for its path and then for Flux', () => {
    const scope = chart();
    const { cluster } = Flux.postBuild(scope, 'cluster');
    new HelmRelease(scope, 'ours', {
      chart: ours,
      values: { once: { a: '{{ $X }}', b: concat(helm('.Release.Name'), '.', cluster) }, other: '{{ $X }}' },
    });
    const [source, printed] = synth(scope);
    expect(printed?.spec['values']).toEqual({
      once: { a: '{{`{{`}} $$X }}', b: '{{ .Release.Name }}.${cluster}' },
      other: '{{ $$X }}',
    });
    expect(printed?.metadata.annotations).toBeUndefined();
    expect(source?.metadata.annotations).toEqual({ 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' });
  });

  it('leaves dollars alone where no variable is live', () => {
    const scope = chart();
    Flux.postBuild(scope, 'cluster');
    new HelmRelease(scope, 'ours', { chart: ours, values: { other: '$X', off: null } });
    expect(synth(scope).find(({ kind }) => kind === 'HelmRelease')).toMatchObject({
      metadata: { annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' } },
      spec: { values: { other: '$X', off: null } },
    });
  });

  it('finds all errors at once', () => {
    const app = Testing.app();
    const scope = chart(app);
    const { x } = Flux.postBuild(new Chart(app, 'elsewhere'), 'x');
    new HelmRelease(scope, 'first', { chart: ours, values: { a: helm('.Release.Name'), b: x } });
    new HelmRelease(scope, 'second', { chart: ours, values: { once: '<no value>' } });
    expect(() => synth(scope)).toThrow(
      /\[logging\/first\] delivery\/helm-unread: 'values\.a'[\s\S]*'spec\.values\.b' must be read by Flux[\s\S]*\[logging\/second\] delivery\/unspellable: 'values\.once'/,
    );
  });

  it('fails for a text that Kubernetes could not read', () => {
    expect(() => release({ values: { a: { b: '\tx\ny' } } })).toThrow('got one that begins with a tab');
    expect(release({ values: { a: '\tx' } }).spec['values']).toEqual({ a: '\tx' });
  });

  it('shares the repository among the releases of a cdk8s chart', () => {
    const scope = chart();
    new HelmRelease(scope, 'loki', { chart: HelmChart.loki() });
    new HelmRelease(scope, 'grafana', { chart: HelmChart.grafana() });
    new HelmRelease(scope, 'ours', { chart: ours });
    const urls = synth(scope)
      .filter(({ kind }) => kind === 'HelmRepository')
      .map(({ spec }) => spec['url']);
    expect(urls).toEqual(['https://grafana-community.github.io/helm-charts', 'https://charts.example.com/stable']);
  });

  it('takes a chart from an OCI registry', () => {
    const scope = chart();
    const oci = HelmChart.of({ name: 'ours', version: '1.2.3', repository: 'oci://charts.example.com/stable' });
    new HelmRelease(scope, 'ours', { chart: oci });
    const [source, printed] = synth(scope);
    expect(source).toMatchObject({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      spec: {
        url: 'oci://charts.example.com/stable/ours',
        ref: { semver: '1.2.3' },
        layerSelector: { operation: 'copy' },
      },
    });
    expect(printed?.spec['chartRef']).toEqual({
      kind: 'OCIRepository',
      name: source?.metadata.name,
      namespace: 'logging',
    });
    expect(printed?.spec).not.toHaveProperty('chart');
  });

  it('takes a repository that exists', () => {
    const scope = chart();
    const repository = new HelmRepository(scope, 'mine', { url: 'https://charts.example.com/stable' });
    new HelmRelease(scope, 'ours', { chart: ours, repository });
    expect(synth(scope).filter(({ kind }) => kind === 'HelmRepository')).toHaveLength(1);
    expect(() => new HelmRelease(scope, 'loki', { chart: HelmChart.loki(), repository })).toThrow(
      "'repository' must be that of the chart loki (https://grafana-community.github.io/helm-charts)",
    );
    const oci = new OCIRepository(scope, 'oci', { url: 'oci://charts.example.com/x', version: '1.0.0' });
    expect(() => new HelmRelease(scope, 'other', { chart: ours, repository: oci })).toThrow(
      "'repository' must be that of",
    );
  });

  it('turns its dependencies, and those around it, into dependsOn', () => {
    const app = Testing.app();
    const scope = chart(app);
    const elsewhere = new Chart(app, 'elsewhere', { namespace: 'storage' });
    const bucket = new HelmRelease(elsewhere, 'rook', { chart: ours });
    const loki = new HelmRelease(scope, 'loki', { chart: ours });
    const agent = new HelmRelease(scope, 'agent', { chart: ours });
    agent.node.addDependency(loki, new ConfigMap(scope, 'other'));
    scope.node.addDependency(bucket);
    const all = synth(scope).filter(({ kind }) => kind === 'HelmRelease');
    expect(Object.fromEntries(all.map(({ metadata, spec }) => [metadata.name, spec['dependsOn']]))).toEqual({
      loki: [{ name: 'rook', namespace: 'storage' }],
      agent: [{ name: 'loki' }, { name: 'rook', namespace: 'storage' }],
    });
  });

  it('reads values from Secrets and ConfigMaps', () => {
    const scope = chart();
    const secret = Secret.fromSecretName(scope, 'secret', 'tokens');
    const more = ConfigMap.fromConfigMapName(scope, 'more', 'more');
    new HelmRelease(scope, 'ours', {
      chart: ours,
      valuesFrom: [
        secret,
        { from: more, key: 'x.yaml', optional: true },
        { from: secret, key: 't', target: ['a', 0, 'b'] },
      ],
    });
    expect(synth(scope).find(({ kind }) => kind === 'HelmRelease')?.spec['valuesFrom']).toEqual([
      { kind: 'Secret', name: 'tokens' },
      { kind: 'ConfigMap', name: 'more', valuesKey: 'x.yaml', optional: true },
      { kind: 'Secret', name: 'tokens', valuesKey: 't', targetPath: 'a[0].b', literal: true },
    ]);
    expect(() => release({ valuesFrom: [{ from: secret, target: ['grafana.ini'] }] })).toThrow(
      "'target' must be keys of",
    );
  });

  it('takes its name from the id, from the path where that is none, or as it is given', () => {
    expect(release().metadata.name).toBe('ours');
    expect(release({ releaseName: 'mine' }).spec['releaseName']).toBe('mine');
    const scope = chart();
    expect(new HelmRelease(scope, 'Not_A_Name', { chart: ours }).releaseName).toMatch(/^logging-not-a-name-[a-z0-9]+$/);
    expect(() => release({ releaseName: 'Mine' })).toThrow("'releaseName' must be lower-case letters");
  });

  it('writes durations as Go does', () => {
    const { spec } = release({ interval: Duration.minutes(90), timeout: Duration.millis(1500), retries: 0 });
    expect(spec).toMatchObject({ interval: '1h30m', timeout: '1s500ms', install: { remediation: { retries: 0 } } });
    expect(() => release({ retries: -1 })).toThrow("'retries' must be a whole number from 0 on, got -1");
  });

  it('can be patched, as any object of cdk8s', () => {
    const scope = chart();
    const patched = new HelmRelease(scope, 'ours', { chart: ours, values: { a: null } });
    ApiObject.of(patched).addJsonPatch(JsonPatch.add('/spec/values/b', null), JsonPatch.add('/spec/maxHistory', 3));
    expect(synth(scope).at(-1)).toMatchObject({ spec: { maxHistory: 3, values: { a: null, b: null } } });
  });

  it('fails for a value that is none', () => {
    expect(() => release({ values: { a: Duration.days(1) as never } })).toThrow("'values.a' must be text");
  });
});
