import { App, Chart, Yaml } from 'cdk8s';
import { stringify } from 'yaml';
import { ArgoApplication, Flux, HelmChart, HelmRelease, helm, printValues } from 'cdk8s-logging';
import type { HelmValues } from 'cdk8s-logging';
import { text } from 'cdk8s-logging';
import { checked, configMap, report, textAt, vectorYaml } from './checked';

/** Braces for tpl, dollars for Flux, and one mistake. */
const program = [
  '# {{ not for Helm }} and ${not_for_flux} and $$',
  `.a = replace("x", r'^\\{\\{$', "{{") + "\${b}"; .x = parse_json(.message)`,
  '.level = upcase!(.level)',
];

function customConfig(source: string, more: HelmValues = {}): HelmValues {
  return {
    sources: { in: { type: 'stdin' } },
    transforms: { parse: { type: 'remap', inputs: ['in'], source } },
    sinks: { out: { type: 'console', inputs: ['parse'], encoding: { codec: 'json' } } },
    ...more,
  };
}

function synthesized(add: (chart: Chart) => void): string {
  const chart = new Chart(new App(), 'chart', { namespace: 'logging' });
  add(chart);
  return Yaml.stringify(...(chart.toJson() as unknown[]));
}

describe('check of releases', () => {
  it('reads a HelmRelease back through Flux, tpl and YAML, and finds the place', async () => {
    const manifest = synthesized((chart) => {
      const { CLUSTER } = Flux.postBuild(chart, 'CLUSTER');
      new HelmRelease(chart, 'vector', {
        chart: HelmChart.vector(),
        values: {
          customConfig: customConfig(program.join('\n'), { data_dir: text`/data/${CLUSTER}/${helm('.Release.Name')}` }),
        },
      });
    });
    // The text is escaped twice, so that what is found is not what stands there.
    expect(manifest).toContain('$${b}');
    expect(manifest).toContain('{{`{{`}}');
    const { configurations, findings, code } = await report({ 'a.yaml': manifest });
    expect(configurations).toMatchObject([
      {
        owner: 'HelmRelease logging/vector',
        at: 'spec.values.customConfig',
        version: '0.56.0',
        route: ['flux post-build', 'helm tpl'],
      },
    ]);
    expect(findings.map(({ got }) => got)).toEqual(['E103 unhandled fallible assignment: parse_json(.message)']);
    expect(textAt(manifest, findings[0]!)).toBe('parse_json(.message)');
    expect(code).toBe(1);
  });

  it('reads an Application of Argo CD', async () => {
    const manifest = synthesized((chart) => {
      new ArgoApplication(chart, 'vector', {
        chart: HelmChart.vector(),
        values: { customConfig: customConfig(program.join('\n')), image: { tag: '0.57.0-debian' } },
      });
    });
    const { configurations, findings } = await report({ 'a.yaml': manifest });
    expect(configurations).toMatchObject([
      { owner: 'Application argocd/vector', at: 'spec.source.helm.valuesObject.customConfig', version: '0.57.0' },
    ]);
    expect(configurations[0]!.route).toEqual(['helm tpl']);
    expect(textAt(manifest, findings[0]!)).toBe('parse_json(.message)');
  });

  it('reads values that are a text in an Application, of several sources', async () => {
    const values = printValues(HelmChart.vector(), { customConfig: customConfig(program.join('\n')) });
    const manifest = stringify({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'a' },
      spec: { sources: [{ path: 'x' }, { chart: 'vector', repoURL: 'https://helm.vector.dev', helm: { values } }] },
    });
    const { configurations, findings } = await report({ 'a.yaml': manifest });
    expect(configurations).toMatchObject([{ at: 'spec.sources.1.helm.values.customConfig' }]);
    expect(textAt(manifest, findings[0]!)).toMatch(/^parse_json\(\.message\)/);
  });

  it('reads a plain file of values, when told whose they are', async () => {
    const values = printValues(HelmChart.vector(), { customConfig: customConfig(program.join('\n')) });
    const { folder } = await checked({ 'values.yaml': values });
    const { configurations, findings } = await report({}, { values: [`vector=${folder}/values.yaml`] });
    expect(configurations).toMatchObject([{ owner: 'values of vector', at: 'customConfig' }]);
    expect(textAt(values, findings[0]!)).toBe('parse_json(.message)');
  });

  it('reads what stands under the name of a sub-chart', async () => {
    const values = printValues(HelmChart.vector(), { customConfig: customConfig('.a = 1') }, { under: 'vector' });
    const { folder } = await checked({ 'values.yaml': values });
    const { configurations } = await report({}, { values: [`stack=${folder}/values.yaml`] });
    expect(configurations).toMatchObject([{ at: 'vector.customConfig', findings: [] }]);
  });

  it('reads values from a ConfigMap', async () => {
    const release = stringify({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'vector' },
      spec: {
        chart: { spec: { chart: 'vector', version: '0.57.0' } },
        valuesFrom: [{ kind: 'ConfigMap', name: 'files', valuesKey: 'v.yaml' }],
      },
    });
    const values = printValues(HelmChart.vector(), { customConfig: customConfig(program.join('\n')) });
    const map = configMap('v.yaml', values);
    const { findings, configurations } = await report({ 'a.yaml': release, 'b.yaml': map });
    expect(configurations).toMatchObject([{ owner: 'HelmRelease vector', at: 'data.v\\.yaml.customConfig' }]);
    expect(textAt(map, findings[0]!)).toMatch(/^parse_json/);
  });

  it('knows that a release reads a ConfigMap of ours', async () => {
    const release = stringify({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'vector' },
      spec: {
        chart: { spec: { chart: 'vector', version: '0.57.0' } },
        values: { existingConfigMaps: ['files'], image: { tag: '0.43.1-alpine' } },
      },
    });
    const { configurations } = await report({
      'a.yaml': release,
      'b.yaml': configMap('all.yaml', vectorYaml(['.a = 1'])),
    });
    expect(configurations).toMatchObject([{ owner: 'ConfigMap files', at: 'data.all\\.yaml', version: '0.43.1' }]);
  });

  it('leaves dollars alone where nothing shows that Flux substitutes', async () => {
    const map = configMap('vector.yaml', vectorYaml(['.a = "$${b}"', '.b = ${VALUE}']));
    const routes = async (files: Record<string, string>, options = {}) =>
      (await report(files, options)).configurations.map(({ route, findings }) => [route, findings.length]);
    expect(await routes({ 'a.yaml': map })).toEqual([[[], 1]]);
    const build = { substitute: { VALUE: '3' } };
    const kustomization = stringify({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'a' },
      spec: { postBuild: build },
    });
    const both = { 'a.yaml': map, 'b.yaml': kustomization };
    expect(await routes(both)).toEqual([[['flux post-build'], 0]]);
    expect(await routes(both, { flux: false })).toEqual([[[], 1]]);
  });

  it('says what a chart joins together, and what has no model', async () => {
    const manifest = synthesized((chart) => {
      new HelmRelease(chart, 'loki', { chart: HelmChart.loki(), values: { loki: { structuredConfig: { a: 1 } } } });
    });
    const bash = configMap('vector.yaml', vectorYaml(['.a = "${B^^}"']));
    const { configurations } = await report({ 'a.yaml': manifest, 'b.yaml': bash }, { flux: true });
    expect(configurations.map(({ program, unjudged }) => [program, unjudged])).toEqual([
      ['loki', 'the chart loki joins it to other values, which only helm can do'],
      ['vector', 'the model of flux post-build does not cover an operator of bash'],
    ]);
  });

  it('leaves out parts of a configuration that the chart does not make', async () => {
    const found = async (loki: HelmValues) => {
      const manifest = synthesized((chart) => {
        new HelmRelease(chart, 'loki', { chart: HelmChart.loki(), values: { loki: { schemaConfig: {}, ...loki } } });
      });
      return (await report({ 'a.yaml': manifest })).configurations.length;
    };
    expect(await found({ configObjectName: 'a', generatedConfigObjectName: '' })).toBe(0);
    expect(await found({ configObjectName: 'a' })).toBe(1);
    expect(await found({})).toBe(1);
  });

  it('finds a text that Helm would refuse', async () => {
    const values = stringify({ customConfig: customConfig('.a = "{{"') });
    const { folder } = await checked({ 'values.yaml': values });
    const { findings, code } = await report({}, { values: [`vector=${folder}/values.yaml`] });
    expect(findings).toMatchObject([
      { rule: 'check/unreadable', got: expect.stringMatching('an action without its end') },
    ]);
    expect(code).toBe(1);
  });

  it('judges no part of what Helm joins, and says whose values it has not seen', async () => {
    const values = (customConfig: object) => stringify({ customConfig });
    const base = { sources: { in: { type: 'stdin' } } };
    const { configurations, findings, notes } = await report({
      'a.yaml': [
        stringify({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'base' },
          data: { 'values.yaml': values(base) },
        }),
        stringify({
          apiVersion: 'helm.toolkit.fluxcd.io/v2',
          kind: 'HelmRelease',
          metadata: { name: 'vector' },
          spec: {
            chart: { spec: { chart: 'vector' } },
            valuesFrom: [
              { kind: 'ConfigMap', name: 'base' },
              { kind: 'Secret', name: 'more' },
            ],
            values: { customConfig: { sinks: { out: { type: 'blackhole', inputs: ['in'] } } } },
          },
        }),
      ].join('---\n'),
    });
    expect(findings).toEqual([]);
    expect(configurations.map(({ unjudged }) => unjudged)).toEqual([
      'it is joined of several values, which only helm can do',
    ]);
    expect(notes).toContain('values that HelmRelease vector has from Secret more were not looked at');
  });
});
