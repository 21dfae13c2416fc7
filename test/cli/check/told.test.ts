import { join } from 'node:path';
import { folderOf } from '../command-line';
import { checked, checkedPaths, configMap, deployment, report, textAt, vectorYaml } from './checked';
import type { JsonReport } from './checked';

describe('what check says', () => {
  it('says that without Vector it judges in part only, which is a failure where that is asked for', async () => {
    const text = vectorYaml(['.a = 1'], '    max_lenght: 1').replace('codec: json', 'codec: jsn');
    const files = { 'a.yaml': configMap('vector.yaml', text) };
    const { configurations, summary, code } = await report(files);
    expect(configurations[0]!.notes).toContain(
      'component types, option names and values are judged by Vector only, which was not found (VECTOR or PATH)',
    );
    expect(summary).toMatchObject({ judged: 1, partly: 1 });
    expect(code).toBe(0);
    expect((await checked(files, { strict: true })).code).toBe(1);
  });

  it('knows the types that Vector has', async () => {
    const text = configMap(
      'vector.yaml',
      vectorYaml(['.a = 1']).replace('console', 'consol').replace('stdin', 'blackhole'),
    );
    const { findings } = await report({ 'a.yaml': text });
    expect(findings.map(({ rule, got, remedy }) => [rule, got, remedy])).toEqual([
      ['vector/unknown-type', 'blackhole', expect.stringContaining('among the sinks')],
      ['vector/unknown-type', 'consol', expect.stringContaining('reference of sinks')],
    ]);
    expect(findings.map((finding) => textAt(text, finding))).toEqual(['blackhole', 'consol']);
  });

  it('warns of the outputs of a router that nothing reads', async () => {
    const routers = `transforms:
  split: { type: route, inputs: [in], route: { audit: 'true', rest: 'false' } }
  one: { type: exclusive_route, inputs: [split.rest], routes: [{ name: a, condition: 'true' }] }
  closed: { type: route, inputs: [split._unmatched], reroute_unmatched: false, route: { b: 'true' } }`;
    const text = configMap(
      'vector.yaml',
      vectorYaml(['.a = 1'], '')
        .replace('transforms:', routers)
        .replace('[parse]', '[parse, one._unmatched, closed.b]'),
    );
    const { findings, code } = await report({ 'a.yaml': text });
    expect(findings.map(({ rule, severity, got }) => [rule, severity, got])).toEqual([
      ['vector/unread-output', 'warning', 'nothing that reads split.audit'],
      ['vector/unread-output', 'warning', 'nothing that reads one.a'],
    ]);
    expect(textAt(text, findings[0]!)).toMatch(/^'true', rest/);
    expect(code).toBe(0);
  });

  it('takes the version that it is told where no image says one', async () => {
    const files = { 'a.yaml': configMap('agent.yaml', vectorYaml(['.a = ${COUNT}'])) };
    const told = await report(files, { agentVersion: ['vector=0.43.1'] });
    expect(told.configurations).toMatchObject([{ version: '0.43.1', findings: [] }]);
    expect(told.configurations[0]!.notes.filter((note) => note.includes('no version'))).toEqual([]);
    const pod = deployment('timberio/vector:0.57.0-debian', ['-C', '/etc/vector/']);
    const said = await report({ ...files, 'b.yaml': pod }, { agentVersion: ['vector=0.43.1'] });
    expect(said.configurations).toMatchObject([{ version: '0.57.0' }]);
  });

  it('says once that a file is no manifest, or no YAML', async () => {
    const folder = folderOf({ 'web.ts': "import { App } from 'cdk8s';\nconst a = { b: [1, 2 };\n'x': y: z\n" });
    const { out, code } = await checkedPaths([join(folder, 'web.ts')], { json: true });
    expect((JSON.parse(out) as JsonReport).findings).toMatchObject([{ rule: 'check/no-manifest', line: 1 }]);
    expect(code).toBe(1);
    const broken = configMap('vector.yaml', 'sources:\n  in: { type: [stdin\n  b: 1\n c: }');
    expect((await report({ 'a.yaml': broken })).findings).toMatchObject([{ rule: 'vector/yaml' }]);
  });

  it('names nothing that stands in a Secret', async () => {
    const more = `  hunter2:
    type: loki
    inputs: [in]
    endpoint: http://loki
    encoding: { codec: text }
    labels: { hunter2: '{{ hunter2 }}' }`;
    const secret = (text: string) =>
      configMap('vector.yaml', text).replace('kind: ConfigMap', 'kind: Secret').replace('\ndata:', '\nstringData:');
    const text = vectorYaml(['.hunter2 = parse_json(.message)'], more)
      .replace('  parse:', '  hunter2lost: { type: filter, inputs: [in, hunter2x], condition: "true" }\n  parse:')
      .replace('console', 'hunter2');
    const { out, folder } = await checked({ 'a.yaml': secret(text) }, { json: true });
    const { findings } = JSON.parse(out) as JsonReport;
    expect(findings.map(({ rule }) => rule)).toContain('vector/unconfined-template');
    expect(new Set(findings.map(({ at }) => at))).toEqual(new Set(['Secret files stringData.vector\\.yaml']));
    expect(out.replaceAll(folder, '')).not.toContain('hunter2');
    const flux = await checked(
      { 'a.yaml': secret(vectorYaml(['.a = "${hunter2!}"', '.b = "${hunter2^^}"'])) },
      { flux: true },
    );
    expect(flux.out.replaceAll(flux.folder, '')).not.toContain('hunter2');
  });
});
