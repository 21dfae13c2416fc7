import { App, Chart } from 'cdk8s';
import { ArgoApplication } from '../../lib/delivery/argo-application';
import { HelmRepository, OCIRepository } from '../../lib/delivery/chart-source';
import { ConfigFiles } from '../../lib/delivery/config-files';
import { Delivery } from '../../lib/delivery/delivery';
import { Flux } from '../../lib/delivery/flux';
import { HelmChart } from '../../lib/delivery/helm-chart';
import { HelmRelease } from '../../lib/delivery/helm-release';
import { helmValues } from '../../lib/delivery/values-file';
import { clear, refusals } from '../bad-values';

const chart = HelmChart.loki();
const data = { name: 'a', version: '1.0.0', repository: 'https://a' } as const;
const scope = (): Chart => new Chart(new App(), 'c');

test.each<[string, (value: never) => unknown]>([
  ['HelmChart.of', (value) => HelmChart.of(value)],
  ['the name of a chart', (value) => HelmChart.of({ ...data, name: value })],
  ['its version', (value) => HelmChart.of({ ...data, version: value })],
  ['its repository', (value) => HelmChart.of({ ...data, repository: value })],
  ['tplPasses', (value) => HelmChart.of({ ...data, tplPasses: value })],
  ['topLevel', (value) => HelmChart.of({ ...data, topLevel: value })],
  ['HelmChart.loki', (value) => HelmChart.loki(value)],
  ['HelmRepository', (value) => new HelmRepository(scope(), 'a', value)],
  ['its url', (value) => new HelmRepository(scope(), 'a', { url: value })],
  ['its interval', (value) => new HelmRepository(scope(), 'a', { url: 'https://a', interval: value })],
  ['OCIRepository', (value) => new OCIRepository(scope(), 'a', value)],
  ['the version of an OCIRepository', (value) => new OCIRepository(scope(), 'a', { url: 'oci://a', version: value })],
  ['HelmRelease', (value) => new HelmRelease(scope(), 'a', value)],
  ['its chart', (value) => new HelmRelease(scope(), 'a', { chart: value })],
  ['retries', (value) => new HelmRelease(scope(), 'a', { chart, retries: value })],
  ['releaseName', (value) => new HelmRelease(scope(), 'a', { chart, releaseName: value })],
  ['repository', (value) => new HelmRelease(scope(), 'a', { chart, repository: value })],
  ['values', (value) => new HelmRelease(scope(), 'a', { chart, values: value })],
  ['valuesFrom', (value) => new HelmRelease(scope(), 'a', { chart, valuesFrom: value })],
  ['one of valuesFrom', (value) => new HelmRelease(scope(), 'a', { chart, valuesFrom: [value] })],
  ['ArgoApplication', (value) => new ArgoApplication(scope(), 'a', value)],
  ['project', (value) => new ArgoApplication(scope(), 'a', { chart, project: value })],
  ['ConfigFiles', (value) => new ConfigFiles(scope(), 'a', value)],
  ['the name of ConfigFiles', (value) => new ConfigFiles(scope(), 'a', { files: {}, name: value })],
  ['Delivery.helmRelease', (value) => Delivery.helmRelease(value)],
  ['Delivery.argoApplication', (value) => Delivery.argoApplication(value)],
  ['Delivery.values', (value) => Delivery.values(value)],
  ['a scope of Flux', (value) => Flux.postBuild(value, 'a')],
  ['a variable of Flux', (value) => Flux.postBuild(scope(), value)],
  ['the chart of helmValues', (value) => helmValues(value, {})],
  ['helmValues', (value) => helmValues(chart, value)],
  ['under', (value) => helmValues(chart, {}, { under: value })],
])('%s names the property, the rule, what it got and the remedy', (_, call) => {
  const messages = refusals(call);
  expect(messages.length).toBeGreaterThan(5);
  expect(messages.filter((message) => !clear.test(message))).toEqual([]);
});

test('a file that is neither text nor bytes is a finding', () => {
  const around = scope();
  new ConfigFiles(around, 'a', { files: { 'x.yaml': 5 as never, ok: 'a' } });
  expect(() => App.of(around).synthYaml()).toThrow(
    `delivery/file-text: 'files' must be texts or bytes, got 5; convert`,
  );
});

test('a chart keeps what it was given', () => {
  const [tplPasses, topLevel]: [Record<string, 0 | 1>, string[]] = [{ a: 1 }, ['a']];
  const kept = HelmChart.of({ ...data, tplPasses, topLevel });
  tplPasses['a'] = 0;
  topLevel.push('b');
  expect([kept.data.tplPasses, kept.data.topLevel]).toEqual([{ a: 1 }, ['a']]);
});
