import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { program } from '../../../lib/cli/program';
import { folderOf } from '../command-line';
import { checked, checkedPaths, configMap, deployment, report, textAt, vectorYaml } from './checked';
import type { JsonReport } from './checked';

const broken = vectorYaml(['.a = 1', '.x = parse_json(.message)']);

describe('check', () => {
  it('finds nothing in what the example synthesizes', async () => {
    const folder = folderOf({});
    const before = process.env['CDK8S_OUTDIR'];
    process.env['CDK8S_OUTDIR'] = folder;
    try {
      jest.isolateModules(() => {
        // eslint-disable-next-line @typescript-eslint/no-require-imports -- importing an app synthesizes it
        require('../../../examples/airflow-vector/main');
      });
    } finally {
      if (before === undefined) delete process.env['CDK8S_OUTDIR'];
      else process.env['CDK8S_OUTDIR'] = before;
    }
    const { code, out } = await checkedPaths([folder], { json: true });
    const { configurations, findings } = JSON.parse(out) as JsonReport;
    expect(findings).toEqual([]);
    // The version is that of the image in Airflow's pod template, a text in the values of a HelmRelease.
    expect(configurations).toMatchObject([
      { program: 'vector', version: '0.57.0', at: 'data.vector\\.yaml', judgedBy: [expect.stringContaining('VRL')] },
    ]);
    expect(code).toBe(0);
  });

  it("finds what does not compile, with Vector's code, in the line and column of the manifest", async () => {
    const text = configMap('vector.yaml', broken);
    const { code, findings, folder } = await report({ 'a.yaml': text });
    expect(findings).toMatchObject([{ rule: 'vector/vrl', severity: 'error', file: join(folder, 'a.yaml') }]);
    expect(findings[0]!.got).toMatch(/^E103 unhandled fallible assignment: /);
    expect(textAt(text, findings[0]!)).toBe('parse_json(.message)');
    expect(code).toBe(1);
  });

  it.each([
    ['a quoted scalar', JSON.stringify],
    ['single quotes', (text: string) => `'${text.replaceAll("'", "''").replaceAll('\n', '\n\n    ')}'`],
    ['a folded scalar', (text: string) => `>\n${text.replace(/^/gm, '      ')}`],
    ['a kept block', (text: string) => `|2+\n${text.replace(/^/gm, '    ')}\n\n`],
  ])('finds the place in %s', async (_, quote) => {
    const code = JSON.stringify({
      sources: { in: { type: 'stdin' } },
      transforms: { f: { type: 'filter', inputs: ['in'], condition: `.a == "it's" && parse_int(.b) == 1` } },
      sinks: { out: { type: 'blackhole', inputs: ['f'] } },
    });
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  vector.json: ${quote(code)}\n`;
    const { findings } = await report({ 'a.yaml': text });
    expect(findings.map(({ got }) => got.split(':')[0])).toEqual(['E110 invalid argument type']);
    expect(textAt(text, findings[0]!)).toMatch(/^\.b\) == 1/);
  });

  it('knows a program by the container that mounts its file, and the version by its image', async () => {
    const { configurations } = await report({
      'a.yaml': configMap('agent.conf.yaml', broken),
      'b.yaml': deployment('docker.io/timberio/vector:0.56.0-alpine@sha256:0', [
        '--config',
        '/etc/vector/agent.conf.yaml',
      ]),
    });
    expect(configurations).toMatchObject([{ program: 'vector', version: '0.56.0', at: 'data.agent\\.conf\\.yaml' }]);
  });

  it('reads variables as the version in the container does', async () => {
    const text = configMap('agent.yaml', vectorYaml(['.a = ${COUNT}']));
    const errors = async (tag: string) => {
      const files = { 'a.yaml': text, 'b.yaml': deployment(`timberio/vector:${tag}`, ['-C', '/etc/vector/']) };
      return (await report(files)).findings.map(({ got }) => got);
    };
    expect(await errors('0.56.0-debian')).toEqual([]);
    expect(await errors('0.57.0-debian')).toEqual([expect.stringMatching(/^E203 syntax error: /)]);
  });

  it('knows files of nobody by their shape', async () => {
    const { configurations } = await report({ 'a.yaml': configMap('aggregator.yaml', broken) });
    expect(configurations).toMatchObject([{ program: 'vector', findings: [{ rule: 'vector/vrl' }] }]);
    expect(configurations[0]!.notes).toEqual([
      'no version is declared, so it was judged as 0.57.0; say --agent-version vector=<version>',
      'component types, option names and values are judged by Vector only, which was not found (VECTOR or PATH)',
    ]);
  });

  it('judges all files of a folder as one configuration', async () => {
    const [head, tail] = broken.split('\nsinks:') as [string, string];
    const text = `${configMap('a.yaml', head.replace('.x = ', '.x, err = '))}  b.yaml: |\n    sinks:${tail.replaceAll('\n', '\n    ')}\n`;
    const { configurations } = await report({
      'a.yaml': text,
      'b.yaml': deployment('timberio/vector:0.57.0-debian', ['-C', '/etc/vector']),
    });
    expect(configurations).toMatchObject([{ at: 'data.a\\.yaml and data.b\\.yaml' }]);
    expect(configurations[0]!.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('finds inputs that nobody has, parts that nothing reads, and what is refused at the start', async () => {
    const more = `  other:
    type: loki
    inputs: ['pars*', 'nobody', route.a]
    endpoint: http://loki
    encoding: { codec: text }
    labels: { app: '{{ app }}' }
    compression: gzip
    buffer: { type: disk, max_size: 1000 }
transforms2: {}`;
    const text = configMap(
      'vector.yaml',
      vectorYaml(['.a = 1'], more).replace(
        '  parse:',
        '  lost: { type: filter, inputs: [in], condition: "true" }\n  parse:',
      ),
    );
    const { findings } = await report({ 'a.yaml': text });
    expect(findings.map(({ rule, at }) => [rule, at.split(': ')[1]])).toEqual([
      ['vector/unknown-input', 'sinks.other.inputs'],
      ['vector/unknown-input', 'sinks.other.inputs'],
      ['vector/unused', 'transforms.lost'],
      ['vector/unconfined-template', 'sinks.other.labels.app'],
      ['vector/buffer-minimum', 'sinks.other.buffer.max_size'],
    ]);
    expect(findings.map((finding) => textAt(text, finding).slice(0, 6))).toEqual([
      "'nobod",
      'route.',
      'lost: ',
      "'{{ ap",
      '1000 }',
    ]);
  });

  it('says where a configuration is no YAML', async () => {
    const text = configMap('vector.yaml', 'sources:\n  in: { type: stdin\n  b: 1');
    const { findings, code } = await report({ 'a.yaml': text });
    expect(findings[0]).toMatchObject({ rule: 'vector/yaml', line: 9 });
    expect(code).toBe(1);
  });

  it('says where a manifest is no YAML, and judges the others', async () => {
    const { findings, configurations, folder } = await report({
      'a.yaml': 'a: 1\nb: [\n',
      'b.yaml': configMap('vector.yaml', broken),
    });
    expect(findings[0]).toMatchObject({ rule: 'check/yaml', file: join(folder, 'a.yaml') });
    expect(configurations).toHaveLength(1);
  });

  it('shows nothing of a Secret', async () => {
    const text = vectorYaml(['password = parse_json(.hunter2)']);
    const secret = (field: string, value: string) =>
      stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: field }, [field]: { 'vector.yaml': value } });
    const { out } = await checked({
      'a.yaml': secret('stringData', text),
      'b.yaml': secret('data', Buffer.from(text).toString('base64')),
    });
    expect(out.match(/got E\d+/g)).toEqual(['got E103', 'got E103']);
    expect(out).not.toMatch(/hunter2|password|parse_json/);
  });

  it('names what it cannot judge, which is a failure only where that is asked for', async () => {
    const files = { 'a.yaml': configMap('fluent-bit.conf', '[INPUT]') };
    const { code, configurations } = await report(files);
    expect(configurations).toMatchObject([
      { program: 'fluent-bit', unjudged: 'classic configuration is judged by Fluent Bit only' },
    ]);
    expect(code).toBe(0);
    expect((await checked(files, { strict: true })).code).toBe(1);
  });

  it('says so where there is nothing to judge', async () => {
    const { out, code } = await checked({ 'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n' });
    expect(out).toMatch(/^no configurations in /);
    expect(code).toBe(0);
    expect((await checked({}, { strict: true })).code).toBe(1);
  });

  it('follows links, but not back to where they stand', async () => {
    const folder = folderOf({ 'real/a.yaml': configMap('vector.yaml', broken) });
    symlinkSync('.', join(folder, 'loop'));
    symlinkSync('nowhere', join(folder, 'dangling.yaml'));
    symlinkSync('real', join(folder, 'more'));
    const { out } = await checkedPaths([folder], { json: true });
    const { configurations } = JSON.parse(out) as JsonReport;
    expect(configurations).toHaveLength(2);
  });

  it('reads what a ConfigMap holds as binary data', async () => {
    const binaryData = { 'vector.yaml': Buffer.from(broken).toString('base64') };
    const { findings } = await report({
      'a.yaml': stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, binaryData }),
    });
    expect(findings).toMatchObject([{ rule: 'vector/vrl', at: expect.stringContaining('binaryData.vector') }]);
  });

  it('reads what a mapping merges', async () => {
    const merged = broken
      .replace('transforms:\n  parse:', 'transforms:\n  parse: &parse')
      .replace('[parse]', '[parse, other]');
    const text = merged.replace('sinks:', '  other:\n    <<: *parse\n    source: .a = 1\nsinks:');
    const { findings } = await report({ 'a.yaml': configMap('vector.yaml', text) });
    expect(findings.map(({ rule, at }) => [rule, at.split(': ')[1]])).toEqual([
      ['vector/vrl', 'transforms.parse.source, line 2, column 6'],
    ]);
  });

  it('refuses aliases that stand for too much', async () => {
    const ten = (name: string) => `[${Array.from({ length: 10 }, () => name).join(', ')}]`;
    const text = `a: &a ${ten('1')}\nb: &b ${ten('*a')}\nc: &c ${ten('*b')}\nd: ${ten('*c')}\n${broken}`;
    const { findings } = await report({
      'a.yaml': configMap('vector.yaml', text),
      'b.yaml': configMap('x.yaml', text),
    });
    expect(findings).toMatchObject([{ rule: 'vector/yaml', got: expect.stringContaining('alias count') }]);
  });

  it.each([
    [['nowhere'], {}, 'no file or folder at nowhere; run the synth first'],
    [[], { values: ['vector'] }, "'--values' must be <chart>=<path>, got vector"],
    [[], { json: true, github: true }, "'--json' must stand without '--github'"],
    [[], { agentVersion: ['vectr=0.57.0'] }, "'--agent-version' must be of vector, "],
    [[], { agentVersion: ['vector=new'] }, "'--agent-version' must be <program>=<version> such as"],
    [[], { chart: ['vector=/nowhere'] }, "'--chart' must name a chart here, got vector=/nowhere"],
    [[], { values: ['vectr=package.json'] }, /'--values' must be of a chart that is known \(.*vector.*\)/],
    [[], { values: ['vector=nowhere.yaml'] }, 'nowhere.yaml could not be read: no such file or directory'],
  ])('fails when asked wrongly: %j %j', async (paths, options, message) => {
    await expect(checkedPaths(paths, options)).rejects.toThrow(message);
  });

  it('fails when VECTOR names another program', async () => {
    const files = { 'a.yaml': configMap('vector.yaml', broken) };
    await expect(checked(files, {}, { VECTOR: '/bin/true' })).rejects.toThrow(
      "'VECTOR' must name a program that answers --version with 'vector <version>', got /bin/true",
    );
    // One that has the name by chance is not asked.
    const folder = folderOf({ vector: '#!/bin/sh\n' });
    chmodSync(join(folder, 'vector'), 0o755);
    const { notes } = (await report(files, {}, { PATH: folder })).configurations[0]!;
    expect(notes).toContainEqual(expect.stringContaining('which was not found'));
  });

  it('refuses --flux with --no-flux', async () => {
    await expect(program().parseAsync(['node', 'it', 'check', '--flux', '--no-flux'])).rejects.toThrow(
      "'--flux' must stand without '--no-flux'",
    );
  });

  it('fails when VECTOR names no program', async () => {
    const files = { 'a.yaml': configMap('vector.yaml', broken) };
    await expect(checked(files, {}, { VECTOR: '/nowhere/vector' })).rejects.toThrow("'VECTOR' must name a program");
  });
});
