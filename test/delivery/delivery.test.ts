import { ApiObject, Chart, Duration, Testing } from 'cdk8s';

import { Construct } from 'constructs';
import { ConfigFiles } from '../../lib/delivery/config-files';
import { Delivery } from '../../lib/delivery/delivery';
import { HelmChart } from '../../lib/delivery/helm-chart';
import { helm } from '../../lib/text/live-text';
import type { Deliverable } from '../../lib/delivery/delivery';
import type { HelmValues } from '../../lib/delivery/helm-value';

/** An agent as later constructs are. */
const agent: Deliverable = {
  chart: HelmChart.vector(),
  manifests: (scope) => {
    new ApiObject(scope, 'DaemonSet', { apiVersion: 'apps/v1', kind: 'DaemonSet' });
  },
  beside: (scope) => {
    const files = new ConfigFiles(scope, 'Config', {
      files: { 'vector.yaml': 'a: "{{ b }}"\n' },
      name: 'vector-config',
    });
    return () => ({
      ...HelmChart.vector().useConfigMap({ name: files.name, key: 'vector.yaml' }),
      podAnnotations: { 'checksum/config': files.hash().slice(0, 8) },
    });
  },
  inline: () => ({ customConfig: { a: '{{ b }}' }, role: 'Agent' }),
};

function delivered(delivery: Delivery): readonly { kind: string; spec?: Record<string, unknown> }[] {
  const scope = new Chart(Testing.app(), 'logging', { namespace: 'logging' });
  delivery.deliver(scope, 'vector', agent);
  return Testing.synth(scope) as { kind: string }[];
}

describe('Delivery', () => {
  it('makes objects of our own', () => {
    expect(delivered(Delivery.manifests()).map(({ kind }) => kind)).toEqual(['DaemonSet']);
  });

  it('makes a release of the chart with its configuration in a ConfigMap, and lays values over', () => {
    const values = { role: 'Agent', podAnnotations: { mine: 'yes' } };
    const objects = delivered(Delivery.helmRelease({ interval: Duration.hours(1), values }));
    expect(objects.map(({ kind }) => kind)).toEqual(['ConfigMap', 'HelmRepository', 'HelmRelease']);
    expect(objects.at(-1)).toMatchObject({
      spec: {
        interval: '1h',
        releaseName: 'vector',
        values: {
          existingConfigMaps: ['vector-config'],
          podAnnotations: { 'checksum/config': expect.stringMatching(/^[0-9a-f]{8}$/), mine: 'yes' },
          role: 'Agent',
        },
      },
    });
  });

  it('makes an Argo CD Application of the chart', () => {
    const objects = delivered(Delivery.argoApplication({ project: 'platform', values: { role: null } }));
    expect(objects.map(({ kind }) => kind)).toEqual(['ConfigMap', 'Application']);
    expect(objects.at(-1)).toMatchInlineSnapshot(`
     {
       "apiVersion": "argoproj.io/v1alpha1",
       "kind": "Application",
       "metadata": {
         "name": "vector",
         "namespace": "argocd",
       },
       "spec": {
         "destination": {
           "namespace": "logging",
           "server": "https://kubernetes.default.svc",
         },
         "project": "platform",
         "source": {
           "chart": "vector",
           "helm": {
             "releaseName": "vector",
             "valuesObject": {
               "existingConfigMaps": [
                 "vector-config",
               ],
               "podAnnotations": {
                 "checksum/config": "c8a22972",
               },
               "role": null,
             },
           },
           "repoURL": "https://helm.vector.dev",
           "targetRevision": "0.57.0",
         },
         "syncPolicy": {
           "automated": {
             "prune": true,
             "selfHeal": true,
           },
           "syncOptions": [
             "ServerSideApply=true",
           ],
         },
       },
     }
    `);
  });

  it('makes no objects but a file of values, escaped, under a name', () => {
    const delivery = Delivery.values({ under: 'vector' });
    expect(delivered(delivery)).toEqual([]);
    expect(delivery.helmValues(agent)).toEqual({
      vector: { customConfig: { a: '{{`{{`}} b }}' }, role: 'Agent' },
    });
  });

  it('has a file of values whatever the delivery, with what lies over', () => {
    const delivery = Delivery.helmRelease({ values: { customConfig: { b: '{{' } } });
    expect(delivery.helmValues(agent)).toEqual({
      customConfig: { a: '{{`{{`}} b }}', b: '{{`{{`}}' },
      role: 'Agent',
    });
  });

  it('refuses a list over one that is computed', () => {
    const delivery = Delivery.helmRelease({ values: { existingConfigMaps: ['mine'], args: ['-v'] } });
    expect(() => delivered(delivery)).toThrow("'values.existingConfigMaps' must be given once");
    const inline = (): { args: string[] } => ({ args: ['-q'] });
    expect(() => delivery.helmValues({ ...agent, inline })).toThrow("'values.args' must be given once");
  });

  it('fails with all findings where a value has no way', () => {
    const values = { role: helm('.Release.Name'), nmae: 1 };
    expect(() => delivered(Delivery.helmRelease({ values }))).toThrow(/unknown-value[\s\S]*helm-unread/);
    expect(() => Delivery.argoApplication({ values: { a: Duration.days(1) as never } })).toThrow(
      "'values.a' must be text",
    );
  });

  it('keeps dollars beside a release from Flux, though nobody said what it substitutes', () => {
    const scope = new Chart(Testing.app(), 'logging', { namespace: 'logging' });
    const construct = new Construct(scope, 'agent');
    const beside = (into: Construct): (() => HelmValues) => {
      new ConfigFiles(into, 'Live', { files: { a: 'x: ${HOME}' }, name: 'live' });
      new ConfigFiles(into, 'Plain', { files: { a: 'x: 1' }, name: 'plain' });
      return () => ({ role: 'Agent' });
    };
    new ApiObject(scope, 'own', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'own' },
      data: { a: '${b}' },
    });
    const values = { role: '${role}' };
    Delivery.helmRelease({ values }).deliver(construct, 'vector', { ...agent, beside });
    const objects = Testing.synth(scope) as { metadata: { name: string; annotations?: object } }[];
    const optedOut = objects.filter(({ metadata }) => metadata.annotations !== undefined);
    expect(optedOut.map(({ metadata }) => [metadata.name, metadata.annotations])).toEqual([
      ['live', { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' }],
    ]);
  });

  it('says what it is', () => {
    const all = [Delivery.manifests(), Delivery.helmRelease(), Delivery.argoApplication(), Delivery.values()];
    expect(all.map(({ kind }) => kind)).toEqual(['manifests', 'helm-release', 'argo-application', 'values']);
    expect(all.every(Object.isFrozen)).toBe(true);
  });
});
