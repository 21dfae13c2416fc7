import { HelmChart } from '../../lib/delivery/helm-chart';
import { copyValues } from '../../lib/delivery/helm-value';

const all = [
  HelmChart.airflow(),
  HelmChart.vector(),
  HelmChart.loki(),
  HelmChart.alloy(),
  HelmChart.fluentBit(),
  HelmChart.promtail(),
  HelmChart.grafana(),
  HelmChart.kubePrometheusStack(),
];

describe('HelmChart', () => {
  it.each([
    [HelmChart.airflow(), ['podTemplate'], { tpl: 1, block: '|-' }],
    [HelmChart.airflow(), ['config', 'logging', 'format'], { tpl: 1, airflowConfig: true }],
    [HelmChart.airflow(), ['workers', 'kubernetes', 'extraInitContainers', 0, 'args', 1], { tpl: 1, yaml: true }],
    [HelmChart.airflow(), ['workers', 'extraInitContainers', 0, 'name'], { tpl: 1, yaml: true }],
    [HelmChart.airflow(), ['workers', 'resources'], { tpl: 0, yaml: true }],
    [HelmChart.loki(), ['loki', 'limits_config', 'retention_stream', 0, 'selector'], { tpl: 2, yaml: true }],
    [HelmChart.loki(), ['loki', 'config'], { tpl: 2 }],
    [HelmChart.loki(), ['loki', 'structuredConfig', 'ruler', 'alertmanager_url'], { tpl: 1, yaml: true }],
    [HelmChart.loki(), ['singleBinary', 'extraEnvFrom', 0], { tpl: 0, yaml: true }],
    [HelmChart.vector(), ['customConfig', 'transforms', 'x', 'source'], { tpl: 1, yaml: true }],
    [HelmChart.vector(), ['env', 0, 'value'], { tpl: 0, yaml: true }],
    [HelmChart.alloy(), ['alloy', 'configMap', 'content'], { tpl: 1, block: '|-' }],
    [HelmChart.fluentBit(), ['config', 'extraFiles', 'fluent-bit.yaml'], { tpl: 1, block: '|' }],
    [HelmChart.promtail(), ['config', 'snippets', 'pipelineStages', 0], { tpl: 0, yaml: true }],
    [HelmChart.promtail(), ['config', 'file'], { tpl: 1, block: '|' }],
    [HelmChart.grafana(), ['grafana.ini', 'auth', 'name'], { tpl: 1, block: '|-' }],
    [HelmChart.grafana(), ['grafana.ini', 'auth', 'scopes', 0], { tpl: 0 }],
    [HelmChart.grafana(), ['notifiers', 'x', 'y'], { tpl: 0, yaml: true }],
    [HelmChart.kubePrometheusStack(), ['grafana', 'datasources', 'x'], { tpl: 1, yaml: true }],
    [HelmChart.kubePrometheusStack(), ['additionalPrometheusRulesMap', 'x'], { tpl: 0, yaml: true }],
  ])('%# knows what the chart does at a path', (chart, path, does) => {
    expect(chart.pathOf(path)).toEqual(does);
  });

  it('lets the longest path decide', () => {
    const chart = HelmChart.of({
      ...{ name: 'x', version: '1.0.0', repository: 'https://charts.example.com' },
      tplPasses: { a: 1, 'a.*.c': 0, 'a.b.c': 2 },
    });
    expect([['a'], ['a', 'x', 'c'], ['a', 'b', 'c', 'd'], ['b']].map((path) => chart.pathOf(path).tpl)).toEqual([
      1, 0, 2, 0,
    ]);
  });

  it('is told to use a ConfigMap of ours', () => {
    expect(HelmChart.alloy().useConfigMap({ name: 'n', key: 'k' })).toEqual({
      alloy: { configMap: { create: false, name: 'n', key: 'k' } },
    });
    const using = all.filter(({ data }) => data.useConfigMap !== undefined);
    expect(using.map(({ data }) => data.name)).toEqual(['vector', 'loki', 'alloy', 'fluent-bit', 'promtail']);
    for (const chart of using) {
      const values = copyValues(chart.useConfigMap({ name: 'n', key: 'k' }));
      expect(Object.keys(values).filter((key) => chart.data.topLevel?.includes(key) !== true)).toEqual([]);
    }
  });

  it('fails to use a ConfigMap where the chart has no such value', () => {
    expect(() => HelmChart.grafana().useConfigMap({ name: 'n', key: 'k' })).toThrow(
      "'chart' must be one that takes a ConfigMap, got grafana",
    );
  });

  it.each(all.map((chart) => [chart.data.name, chart] as const))(
    '%s has paths that begin with names it reads',
    (_, chart) => {
      const { topLevel, tplPasses = {} } = chart.data;
      if (topLevel === undefined) return;
      const first = Object.keys(tplPasses).map((path) => (path.match(/^(?:\\.|[^.\\])+/)?.[0] ?? '').replace('\\', ''));
      expect(first.filter((name) => name !== '*' && !topLevel.includes(name))).toEqual([]);
      expect(new Set(topLevel).size).toBe(topLevel.length);
    },
  );

  it.each([
    [{ version: 'latest' }, '\'version\' must be one exact version, got "latest"'],
    [{ version: '1.x' }, "'version' must be one exact version"],
    [{ name: 'My Chart' }, "'name' must be a chart's name"],
    [{ repository: 'http://x' as 'https://x' }, "'repository' must be an https:// or oci:// address"],
    [{ tplPasses: { 'a..b': 1 as const } }, "'path' must be keys with dots between"],
  ])('fails for %o', (wrong, message) => {
    const data = { name: 'x', version: '1.0.0', repository: 'https://charts.example.com' as const };
    expect(() => HelmChart.of({ ...data, ...wrong })).toThrow(message);
  });

  it('fails for a version that was not tested', () => {
    expect(() => HelmChart.airflow('1.21.0' as '1.22.0')).toThrow("'version' must be 1.22.0, the tested version");
  });
});
