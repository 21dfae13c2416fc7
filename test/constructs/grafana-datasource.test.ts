import { App, Chart, Testing } from 'cdk8s';
import { Secret } from 'cdk8s-plus-28';
import { parse } from 'yaml';
import { Delivery, Flux, GrafanaDatasource, helm, secret, text } from 'cdk8s-logging';
import type { GrafanaDatasourceProps, HelmValues } from 'cdk8s-logging';
import { grafanaProvisioning } from '../../lib/backends/grafana/provisioning';
import { fluxPostBuild } from '../../lib/text/flux';
import { readersOf } from '../../lib/text/route';
import { clear, refusals } from '../bad-values';

const loki = { url: 'http://loki-gateway.logging.svc', tenant: 'a$b{{c' };
const traces = { field: 'trace_id', datasourceUid: 'tempo' };

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly labels?: object; readonly annotations?: object };
  readonly data: Readonly<Record<string, string>>;
  readonly spec: { readonly chart: { readonly spec: object }; readonly values: HelmValues };
}

function chartOf(): Chart {
  return new Chart(new App(), 'chart', { namespace: 'monitoring' });
}

function made(props: Partial<GrafanaDatasourceProps>, chart = chartOf()): GrafanaDatasource {
  return new GrafanaDatasource(chart, 'loki', { loki, traces, ...props });
}

const manifests = (chart: Chart) => Testing.synth(chart) as readonly Manifest[];

/** Texts of a tree, as readers make them, the outermost first. */
function through(value: unknown, ...read: readonly ((text: string) => string)[]): unknown {
  if (typeof value === 'string') return read.reduce((text, one) => one(text), value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => through(item, ...read));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, through(item, ...read)]));
}
const grafana = (text: string) => grafanaProvisioning.read(text, { LOKI_PASSWORD: 'secret' });
const tpl = (text: string) =>
  [...readersOf({ chart: { tpl: 1, yaml: true } })]
    .reverse()
    .reduce((one, reader) => reader.read(one, { '.Release.Name': 'mif' }), text);

const meant = {
  name: 'Loki',
  uid: 'loki',
  type: 'loki',
  access: 'proxy',
  url: 'http://loki-gateway.logging.svc',
  jsonData: {
    httpHeaderName1: 'X-Scope-OrgID',
    derivedFields: [expect.objectContaining({ name: 'trace_id', url: '${__value.raw}', datasourceUid: 'tempo' })],
  },
  secureJsonData: { httpHeaderValue1: 'a$b{{c' },
};

describe('a datasource is the same to Grafana', () => {
  test("as a ConfigMap for its chart's sidecar", () => {
    const chart = chartOf();
    made({}, chart);
    const [map, ...others] = manifests(chart);
    expect(others).toEqual([]);
    expect(map).toMatchObject({ kind: 'ConfigMap', metadata: { labels: { grafana_datasource: '1' } } });
    expect(through(parse(map?.data['loki-datasource.yaml'] ?? ''), grafana)).toEqual({
      apiVersion: 1,
      datasources: [meant],
    });
  });

  test('as a ConfigMap where Flux substitutes', () => {
    const chart = chartOf();
    const { TENANT } = Flux.postBuild(chart, 'TENANT');
    made({ loki: { ...loki, tenant: text`${TENANT}` } }, chart);
    const [map] = manifests(chart);
    const file = fluxPostBuild.read(map?.data['loki-datasource.yaml'] ?? '', { TENANT: 'a$$b{{c' });
    expect(through(parse(file), grafana)).toEqual({ apiVersion: 1, datasources: [meant] });
  });

  test("as values of Grafana's chart, in a file of one's own", () => {
    const values = made({ delivery: Delivery.values() }).helmValues();
    expect(values).toEqual({ datasources: { 'loki-datasource.yaml': expect.anything() } });
    expect(through(values, tpl, grafana)).toEqual({
      datasources: { 'loki-datasource.yaml': { apiVersion: 1, datasources: [meant] } },
    });
  });

  test('as values of a sub-chart, with what Helm knows in its address', () => {
    const url = text`http://${helm('.Release.Name')}-loki-gateway`;
    const values = made({ loki: { ...loki, url }, delivery: Delivery.values({ under: 'grafana' }) }).helmValues();
    expect(through(values, tpl, grafana)).toEqual({
      grafana: {
        datasources: {
          'loki-datasource.yaml': { apiVersion: 1, datasources: [{ ...meant, url: 'http://mif-loki-gateway' }] },
        },
      },
    });
  });

  test('as values of kube-prometheus-stack', () => {
    const delivery = Delivery.values({ under: 'kube-prometheus-stack' });
    const values = made({ delivery, chart: 'kube-prometheus-stack' }).helmValues();
    expect(through(values, tpl, grafana)).toEqual({
      'kube-prometheus-stack': { grafana: { additionalDataSources: [meant] } },
    });
  });

  test('as a release of Flux', () => {
    const chart = chartOf();
    Flux.postBuild(chart);
    made({ delivery: Delivery.helmRelease() }, chart);
    const release = manifests(chart).find(({ kind }) => kind === 'HelmRelease');
    expect(release?.spec.chart.spec).toMatchObject({ chart: 'grafana' });
    // It has no variable of Flux's, which is told to leave it alone.
    expect(release?.metadata.annotations).toEqual({ 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' });
    expect(through(release?.spec.values, tpl, grafana)).toEqual({
      datasources: { 'loki-datasource.yaml': { apiVersion: 1, datasources: [meant] } },
    });
  });
});

describe('a password', () => {
  const auth = { user: 'grafana', password: secret('LOKI_PASSWORD') };

  test.each(['grafana', 'kube-prometheus-stack'] as const)('is a variable of the pod of %s', (name) => {
    const chart = chartOf();
    const secrets = {
      LOKI_PASSWORD: { secret: Secret.fromSecretName(chart, 's', 'loki-credentials'), key: 'password' },
    };
    const delivery = Delivery.values();
    const values = made({ loki: { ...loki, auth }, secrets, delivery, chart: name }, chart).helmValues();
    const own = (name === 'grafana' ? values : values['grafana']) as HelmValues;
    expect(own['envValueFrom']).toEqual({
      LOKI_PASSWORD: { secretKeyRef: { name: 'loki-credentials', key: 'password' } },
    });
    expect(JSON.stringify(through(values, tpl))).toContain('"basicAuthPassword":"${LOKI_PASSWORD}"');
    expect(JSON.stringify(through(values, tpl, grafana))).toContain('"basicAuthPassword":"secret"');
  });

  test('cannot be given where only a ConfigMap is delivered', () => {
    const chart = chartOf();
    const secrets = { LOKI_PASSWORD: { secret: Secret.fromSecretName(chart, 's', 'a'), key: 'b' } };
    expect(() => made({ loki: { ...loki, auth }, secrets }, chart)).toThrow(
      '\'secrets\' must be left out where a ConfigMap is delivered, got "LOKI_PASSWORD"; give Grafana the variables where it ' +
        "is installed: 'envValueFrom' of its chart",
    );
  });
});

describe('what cannot be meant', () => {
  test.each<[string, Partial<GrafanaDatasourceProps>, string]>([
    [
      'a path where a key belongs',
      { traces: { ...traces, field: 'spans[0].trace_id' } },
      "'traces.field' must be one key of letters, digits and _, got \"spans[0].trace_id\"; write one such as 'trace_id'",
    ],
    [
      'a name where a uid belongs',
      { traces: { ...traces, datasourceUid: 'My Tempo' } },
      '\'traces.datasourceUid\' must be letters, digits, - and _, at most 40, got "My Tempo"; write what Grafana shows in its ' +
        'address',
    ],
    [
      'another chart',
      { chart: 'loki' as 'grafana' },
      '\'chart\' must be one of grafana, kube-prometheus-stack, got "loki"; write one, or deliver manifests',
    ],
    [
      'an address that is none',
      { loki: { url: 'loki:3100' } },
      '\'url\' must begin with http:// or https://, got "loki:3100"; write the whole url',
    ],
  ])('is refused: %s', (_, props, message) => {
    expect(() => made(props)).toThrow(message);
  });

  test.each(['loki', 'traces', 'name', 'uid', 'chart', 'secrets'] as const)('is refused clearly in %s', (name) => {
    const messages = refusals((value) => made({ [name]: value, delivery: Delivery.values() }));
    expect(messages.length).toBeGreaterThan(5);
    for (const message of messages) expect(message).toMatch(clear);
  });

  test('is an error at synth: what only Helm knows, in a ConfigMap', () => {
    const chart = chartOf();
    made({ loki: { url: text`http://${helm('.Release.Name')}` } }, chart);
    expect(chart.node.findAll().flatMap((one) => one.node.validate())).toEqual([
      expect.stringContaining("'files' must be without parts that helm fills in, since nothing reads a ConfigMap"),
    ]);
  });

  test('is an error at synth: two of one uid', () => {
    const chart = chartOf();
    made({}, chart);
    const other = new GrafanaDatasource(chart, 'other', { loki, name: 'Other' });
    expect(other.node.validate()).toEqual([
      "grafana/duplicate-uid: 'uid' must be each datasource's own: Grafana does not start with two of one, got loki, which " +
        'chart/loki has too; give one of them another uid and name (at uid)',
    ]);
  });

  test('is an error at synth: two of one name', () => {
    const chart = chartOf();
    made({}, chart);
    const other = new GrafanaDatasource(chart, 'other', { loki, uid: 'other' });
    expect(other.node.validate()).toEqual([
      "grafana/duplicate-name: 'name' must be each datasource's own: Grafana does not start with two of one, got Loki, which " +
        'chart/loki has too; give one of them another uid and name (at name)',
    ]);
  });

  test('is no error: the same in another chart, which may be of another cluster', () => {
    const app = new App();
    const [one, two] = ['one', 'two'].map((id) => new GrafanaDatasource(new Chart(app, id), 'loki', { loki }));
    expect([...(one?.findings ?? []), ...(two?.findings ?? [])]).toEqual([]);
  });

  test('is an error at synth: a value that the chart does not have', () => {
    const chart = chartOf();
    made({ delivery: Delivery.helmRelease({ values: { datasourcs: {} } }) }, chart);
    expect(chart.node.findAll().flatMap((one) => one.node.validate())).toEqual([
      expect.stringContaining('got datasourcs; write datasources, or leave it out'),
    ]);
  });
});
