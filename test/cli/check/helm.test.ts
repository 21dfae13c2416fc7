import { spawnSync } from 'node:child_process';
import { stringify } from 'yaml';
import { checked, report } from './checked';

const program = process.env['HELM'] ?? 'helm';
const which = spawnSync('sh', ['-c', 'command -v "$0"', program], { encoding: 'utf8' }).stdout.trim();

/** A chart that the library knows nothing of. */
const chart = {
  'charts/tiny/Chart.yaml': 'apiVersion: v2\nname: tiny\nversion: 1.0.0\n',
  'charts/tiny/templates/map.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: {{ .Release.Name }}-vector }
data:
  vector.yaml: |
{{ tpl (toYaml .Values.settings) . | indent 4 }}
`,
};

function release(source: string): string {
  const settings = {
    sources: { in: { type: 'stdin' } },
    transforms: { t: { type: 'remap', inputs: ['in'], source } },
    sinks: { out: { type: 'blackhole', inputs: ['t'] } },
  };
  return stringify({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'shop', namespace: 'shop' },
    spec: { chart: { spec: { chart: 'tiny', version: '1.0.0' } }, values: { settings } },
  });
}

async function rendered(source: string, programs: { readonly HELM?: string }) {
  const { folder } = await checked(chart);
  return report({ 'a.yaml': release(source) }, { chart: [`tiny=${folder}/charts/tiny`], flux: true }, programs);
}

it('says so where there is no helm to render with', async () => {
  const { notes, code } = await rendered('.a = 1', {});
  expect(notes[0]).toBe('HelmRelease shop/shop was not rendered: there is no helm on the PATH, and HELM names none');
  expect(code).toBe(0);
});

if (which === '') {
  test.skip(`releases are not rendered: ${program} is not there; set HELM to a helm 3 or 4`, () => undefined);
} else {
  it('judges what the rendered objects embed, after Flux has substituted', async () => {
    const source = '.cluster = "${CLUSTER:=a}"; .name = "{{ .Release.Name }}"; .x = parse_json(.message)';
    const { configurations, findings } = await rendered(source, { HELM: which });
    expect(configurations).toMatchObject([
      {
        owner: 'HelmRelease shop/shop: ConfigMap shop-vector',
        at: 'data.vector\\.yaml',
        route: ['flux post-build', 'helm template'],
      },
    ]);
    expect(findings.map(({ got, at }) => [got, at.split(', ')[2]])).toEqual([
      ['E103 unhandled fallible assignment: parse_json(.message)', 'column 38'],
    ]);
  });

  it('says why helm could not render', async () => {
    const { notes } = await rendered('{{ fail "no" }}', { HELM: which });
    expect(notes[0]).toMatch(/^HelmRelease shop\/shop was not rendered: helm could not render it: /);
  });
}
