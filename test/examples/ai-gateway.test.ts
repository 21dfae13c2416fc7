import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { Delivery, field, Sink, Source, VectorDaemonSet } from 'cdk8s-logging';
import type { LogPipelineProps } from 'cdk8s-logging';
import 'cdk8s-logging/testing';
import { vector } from 'cdk8s-logging/vector';
import { parse, parseAllDocuments } from 'yaml';
import { pipeline } from '../../examples/ai-gateway/pipeline';
import { extract } from '../../lib/cli/check/extract';
import { Helm } from '../../lib/cli/check/helm';
import { readManifests, readSource } from '../../lib/cli/check/manifests';
import { releaseOfFile } from '../../lib/cli/check/releases';
import { grafanaProvisioning } from '../../lib/backends/grafana/provisioning';
import { folderOf } from '../cli/command-line';
import { report } from '../cli/check/checked';
import { synthesizedTexts, withoutConfigurations } from './synthesize';
import type { Manifest } from './synthesize';

jest.setTimeout(60_000);

describe('the pipeline of examples/ai-gateway', () => {
  const made = pipeline({ url: 'http://loki' });

  test('has no findings, and does what its examples say', () => {
    expect(made).toHaveNoFindings();
    expect(made).toShipItsExamples();
  });

  test('has examples that Vector can test, each of them', () => {
    const tests = vector.tests([made]);
    expect(tests.leftOut).toEqual([]);
    expect(parse(tests.print() as string)).toMatchObject({ tests: { length: Object.keys(made.examples).length } });
  });
});

describe('what examples/ai-gateway writes', () => {
  const texts = synthesizedTexts('ai-gateway');
  const folder = folderOf(Object.fromEntries(texts));
  const path = (name: string) => join(folder, name);

  test('is for Flux, for an umbrella chart and for the official charts', () => {
    expect([...texts.keys()]).toEqual([
      'flux.k8s.yaml',
      'grafana.values.yaml',
      'mif.values.yaml',
      'vector.values.yaml',
    ]);
    for (const text of texts.values()) expect(text).toMatch(/^[\n -~]*$/);
  });

  test('runs the same Vector, once all that read it on its way have done so', () => {
    const { objects } = readManifests([path('flux.k8s.yaml')]);
    const files = [
      releaseOfFile('mif', readSource(path('mif.values.yaml'))),
      releaseOfFile('vector', readSource(path('vector.values.yaml'))),
    ];
    const found = extract(objects, files, new Helm({ local: new Map(), pull: false }), undefined);
    expect([found.findings, found.unjudged]).toEqual([[], []]);
    const configs = found.configurations.map(({ owner, route, texts: read }) => ({
      owner,
      route,
      config: parse(read['vector.yaml']?.text ?? '') as { sinks: { inference_loki: { endpoint: string } } },
    }));
    expect(configs.map(({ owner, route }) => [owner, route.join(', ')])).toEqual([
      ['ConfigMap mif/vector', ''],
      ['values of mif', 'helm tpl'],
      ['values of vector', 'helm tpl'],
    ]);
    const [flux, umbrella, official] = configs.map(({ config }) => config);
    expect(official).toEqual(flux);
    // The umbrella chart knows its Loki by the name of the release, which stands for itself here.
    const endpoint = 'http://stand-in-loki-gateway';
    expect(umbrella?.sinks.inference_loki.endpoint).toBe(endpoint);
    const { sinks, ...rest } = flux as NonNullable<typeof flux>;
    expect(umbrella).toEqual({
      ...rest,
      sinks: { ...sinks, inference_loki: { ...sinks.inference_loki, endpoint } },
    });
    // And that is what Vector is meant to run.
    const text = vector.translate([pipeline({ url: 'http://loki-gateway.mif.svc' })]).print() as string;
    const meant = parse(text) as { transforms: unknown; sinks: { inference_loki: unknown } };
    expect(flux).toMatchObject({ transforms: meant.transforms, sinks: { inference_loki: meant.sinks.inference_loki } });
  });

  test('gives Grafana the same datasource, with a link to the trace of a line', () => {
    const [flux, values] = ['flux.k8s.yaml', 'grafana.values.yaml'].map((name) =>
      parseAllDocuments(texts.get(name) ?? '').map((document) => document.toJS() as Manifest),
    );
    const map = flux?.find(({ data }) => data !== undefined && 'loki-datasource.yaml' in data);
    expect(map?.metadata).toMatchObject({ labels: { grafana_datasource: '1' } });
    const { datasources } = values?.[0] as unknown as { datasources: Record<string, unknown> };
    const file = parse(map?.data?.['loki-datasource.yaml'] ?? '') as {
      datasources: readonly [{ jsonData: { derivedFields: readonly [{ url: string; matcherRegex: string }] } }];
    };
    expect(datasources).toEqual({ 'loki-datasource.yaml': file });
    const [{ url, matcherRegex }] = file.datasources[0].jsonData.derivedFields;
    expect(grafanaProvisioning.read(url, {})).toBe('${__value.raw}');
    const [entry] = pipeline({ url: 'http://loki' }).run(
      Object.values(pipeline({ url: 'http://loki' }).examples)[0]?.records ?? [],
    );
    expect(new RegExp(grafanaProvisioning.read(matcherRegex, {})).exec((entry as { line: string }).line)?.[1]).toBe(
      '9c0eb9542f03ca65a228090ad781f4b1',
    );
  });

  test('is judged by check, as the guide says', async () => {
    const manifests = await report({ 'flux.k8s.yaml': texts.get('flux.k8s.yaml') ?? '' });
    expect([manifests.code, manifests.findings]).toEqual([0, []]);
    expect(manifests.configurations).toMatchObject([
      { program: 'vector', owner: 'ConfigMap mif/vector', version: '0.57.0' },
    ]);
    const values = [`mif=${path('mif.values.yaml')}`, `vector=${path('vector.values.yaml')}`];
    const { code, findings, configurations } = await report({}, { values });
    expect([code, findings]).toEqual([0, []]);
    expect(configurations.map(({ program }) => program)).toEqual(['vector', 'vector']);
  });

  test('is these objects', () => {
    const objects = parseAllDocuments(texts.get('flux.k8s.yaml') ?? '').map((document) => document.toJS() as Manifest);
    expect(withoutConfigurations(objects)).toMatchSnapshot();
  });

  test('has no dollar that Flux would read', () => {
    const objects = parseAllDocuments(texts.get('flux.k8s.yaml') ?? '').map((document) => document.toJS() as Manifest);
    const off = { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' };
    for (const { metadata } of objects) expect(metadata.annotations).toEqual(off);
  });

  test('is named in the guide', () => {
    const guide = readFileSync(join(__dirname, '..', '..', 'examples', 'ai-gateway', 'README.md'), 'utf8');
    for (const name of texts.keys()) expect(guide).toContain(`dist/manifests/ai-gateway/${name}`);
  });
});

describe('what cannot work is an error at synth', () => {
  const loki = { url: 'http://loki' };
  const errors = (changes: Partial<LogPipelineProps>, delivery?: Delivery) => {
    const chart = new Chart(new App(), 'chart', { namespace: 'mif' });
    const pipelines = [pipeline(loki).with({ examples: {}, ...changes })] as const;
    new VectorDaemonSet(chart, 'vector', { pipelines, ...(delivery && { delivery }) });
    return chart.node.findAll().flatMap((construct) => construct.node.validate());
  };

  test('nothing is wrong with it as it is', () => expect(errors({})).toEqual([]));

  test('selectors that contradict each other', () => {
    const labels = { 'app.kubernetes.io/name': 'aigateway' };
    expect(errors({ sources: [Source.pods({ labels, except: { labels } })] })).toContainEqual(
      expect.stringMatching(/^pipeline\/empty-source: .*; remove one of the tests, or the source \(at inference: /),
    );
  });

  test('a label that is longer than Loki takes', () => {
    const sinks = [Sink.loki(loki, { labels: { app: 'x'.repeat(3000) } })] as const;
    expect(errors({ sinks })).toEqual([expect.stringMatching(/^loki\/label-value: .*; shorten it, or move app /)]);
  });

  test('a value that the chart does not have', () => {
    expect(errors({}, Delivery.helmRelease({ values: { custumConfig: {} } }))).toEqual([
      expect.stringMatching(/^delivery\/unknown-value: .* got custumConfig; write customConfig, or leave it out/),
    ]);
  });

  test('a path of a field that is none', () => {
    expect(() => field('spans', -1, 'trace_id')).toThrow(
      "'inner' must count array elements from 0, got -1; write a whole number from 0 on",
    );
  });
});
