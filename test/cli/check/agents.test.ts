import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { configMap, report, textAt } from './checked';

const alloyText = configMap('config.alloy', 'loki.write "a" { }\nloki.process "é" {');
const references = configMap('config.alloy', '// é\nloki.process "p" { forward_to = [loki.write.a.receiver] }');
const promtailText = configMap(
  'promtail.yaml',
  'clients: [{ url: "http://loki" }]\nscrape_configs:\n  - job_name: a\n    pipeline_stages:\n      - jsn: {}',
);
const unknownOption = configMap('promtail.yaml', 'clients: [{ urll: "http://loki" }]');
const lokiText = configMap('loki.yaml', 'server:\n  http_listen_prt: 3100\nlimits_config: { retention_period: 30d }');
const filters = "filters: [{ name: lua, match: '*', script: shop.lua, call: shop }]";
const fluentBitText = (lua: string): string =>
  configMap(
    'fluent-bit.yaml',
    `pipeline:\n  inputs: [{ name: dummy, tag: a }]\n  ${filters}\n  outputs: [{ name: 'null', match: a }]`,
  ) + `  shop.lua: |\n    -- first\n    ${lua}\n`;
const where = (program: string): string =>
  spawnSync('sh', ['-c', `command -v "${program}"`], { encoding: 'utf8' }).stdout.trim();

describe('check without the agents', () => {
  it('finds faults of Alloy in their places', async () => {
    const { findings, configurations } = await report({ 'a.yaml': alloyText });
    expect(findings.map(({ rule }) => rule)).toContain('alloy/syntax');
    expect(configurations[0]!.judgedBy).toEqual(["Alloy's parser"]);
    const [reference] = (await report({ 'a.yaml': references })).findings;
    expect(reference).toMatchObject({ rule: 'alloy/unknown-reference', got: 'loki.write.a.receiver' });
    expect(textAt(references, reference!)).toBe('loki.write.a.receiver] }');
  });

  it('finds stages that Promtail has not', async () => {
    const { findings } = await report({ 'a.yaml': promtailText });
    expect(findings).toMatchObject([{ rule: 'promtail/unknown-stage', got: 'jsn' }]);
    expect(textAt(promtailText, findings[0]!)).toBe('jsn: {}');
  });

  it('finds options that Loki has not, and says that it has judged in part', async () => {
    const { findings, configurations, code } = await report({ 'a.yaml': lokiText });
    expect(findings).toMatchObject([{ rule: 'loki/unknown-option', remedy: 'did you mean http_listen_port?' }]);
    expect(textAt(lokiText, findings[0]!)).toBe('http_listen_prt: 3100');
    expect(configurations).toMatchObject([
      { program: 'loki', notes: [expect.anything(), expect.stringMatching(/by Loki only, .*\(LOKI or PATH\)$/)] },
    ]);
    expect(code).toBe(1);
    const well = { 'a.yaml': lokiText.replace('prt', 'port') };
    expect([(await report(well)).code, (await report(well, { strict: true })).code]).toEqual([0, 1]);
  });

  it('shows nothing of what is secret', async () => {
    const secret = (name: string, text: string): string =>
      `apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData: { ${name}: ${JSON.stringify(text)} }\n`;
    const { findings } = await report({
      'a.yaml': secret('config.alloy', 'loki.write "a" { external_labels = hunter2.y.z }'),
      'b.yaml': secret('promtail.yaml', 'scrape_configs: [{ pipeline_stages: [{ hunter2: {} }] }]'),
      'c.yaml': secret('loki.yaml', 'server: { http_listen_port: hunter2, hunter2: 1 }'),
    });
    expect(findings).toHaveLength(4);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });
});

/** Stands for Fluent Bit: it says what lies in its folder, as a fault where it is told to. */
const lister = `#!/bin/sh
test "$1" = --version && { echo 'Fluent Bit v5.1.1'; exit 0; }
echo "[error] $(ls | tr '\\n' ' ') $(cat shop.lua | tr '\\n' ' ')"
exit 1
`;

describe('check of Fluent Bit', () => {
  const mounted = (items?: readonly object[]): string => {
    const volumeMounts = [{ name: 'config', mountPath: '/fluent-bit/etc/conf' }];
    const args = ['--config=/fluent-bit/etc/conf/fluent-bit.yaml'];
    const spec = {
      containers: [{ name: 'it', image: 'fluent/fluent-bit:5.1.1', args, volumeMounts }],
      volumes: [{ name: 'config', configMap: { name: 'files', ...(items && { items }) } }],
    };
    return stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec });
  };
  const files: readonly (readonly [string, Readonly<Record<string, string>>, boolean])[] = [
    ['in a ConfigMap that nobody mounts', {}, true],
    ['in a ConfigMap that a pod mounts', { 'pod.yaml': mounted() }, true],
    [
      'that the pod does not mount',
      { 'pod.yaml': mounted([{ key: 'fluent-bit.yaml', path: 'fluent-bit.yaml' }]) },
      false,
    ],
  ];

  it.each(files)('gives it the Lua %s', async (_, others, isGiven) => {
    const folder = mkdtempSync(join(tmpdir(), 'lister-'));
    try {
      const program = join(folder, 'fluent-bit');
      writeFileSync(program, lister, { mode: 0o700 });
      const given = { 'a.yaml': fluentBitText('function shop() return "${NOT_A_VARIABLE}" end'), ...others };
      const { findings, configurations } = await report(
        given,
        {},
        { FLUENT_BIT: program, PATH: process.env['PATH'] ?? '' },
      );
      expect(configurations).toHaveLength(1);
      expect(configurations[0]!.at).toBe(String.raw`data.fluent-bit\.yaml`);
      const [{ got } = { got: '' }] = findings.filter(({ rule }) => rule === 'fluent-bit/dry-run');
      expect(got).toContain('fluent-bit.yaml shop.lua');
      expect(got.includes('function shop()')).toBe(isGiven);
      const notes = configurations[0]!.notes.filter((note) => note.startsWith('stand-ins'));
      expect(notes).toEqual(isGiven ? [] : ['stand-ins were used for shop.lua']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const fluentBit = where(process.env['FLUENT_BIT'] ?? 'fluent-bit');
const withFluentBit = fluentBit === '' ? it.skip : it;
const alloy = where(process.env['ALLOY'] ?? 'alloy');
const promtail = where(process.env['PROMTAIL'] ?? 'promtail');
const loki = where(process.env['LOKI'] ?? 'loki');
const withLoki = loki === '' ? it.skip : it;
const withAlloy = alloy === '' ? it.skip : it;
const withPromtail = promtail === '' ? it.skip : it;

describe('check with the real agents', () => {
  withAlloy(`asks Alloy${alloy === '' ? ': left out, set ALLOY' : ''}`, async () => {
    const text = configMap('config.alloy', '// é\nloki.write "é" { }\nloki.echo "a" {\n  /* é */ bogus = 1\n}');
    const { findings, configurations } = await report({ 'a.yaml': text.replace('"é"', '"b"') }, {}, { ALLOY: alloy });
    expect(findings.map(({ got }) => got)).toContain('unrecognized attribute name "bogus"');
    expect(findings.find(({ got }) => got.includes('bogus'))!.rule).toBe('alloy/validate');
    expect(
      textAt(
        text,
        findings.find(({ got }) => got.includes('bogus'))!,
      ),
    ).toBe('bogus = 1');
    expect(configurations[0]!.judgedBy[0]).toMatch(/^alloy 1\./);
  });

  withFluentBit(`asks Fluent Bit of Lua${fluentBit === '' ? ': left out, set FLUENT_BIT' : ''}`, async () => {
    const text = fluentBitText('function shop( end');
    const { findings, configurations } = await report({ 'a.yaml': text }, {}, { FLUENT_BIT: fluentBit });
    expect(findings).toMatchObject([{ rule: 'fluent-bit/dry-run', got: expect.stringContaining('shop.lua:2: ') }]);
    expect(textAt(text, findings[0]!)).toBe('function shop( end');
    expect(configurations[0]!.judgedBy[0]).toMatch(/^fluent-bit 5\./);
    const well = fluentBitText('function shop() return 0 end');
    expect((await report({ 'a.yaml': well }, {}, { FLUENT_BIT: fluentBit })).findings).toEqual([]);
  });

  withPromtail(`asks Promtail${promtail === '' ? ': left out, set PROMTAIL' : ''}`, async () => {
    const { findings } = await report({ 'a.yaml': unknownOption }, {}, { PROMTAIL: promtail });
    expect(findings).toMatchObject([
      { rule: 'promtail/check-syntax', got: expect.stringContaining('field urll not found') },
    ]);
  });

  withLoki(`asks Loki${loki === '' ? ': left out, set LOKI' : ''}`, async () => {
    const schema = '{ from: 2024-04-01, store: tsdb, object_store: filesystem, schema: v13, index: { period: 24h } }';
    const whole = (more: string): string =>
      configMap('loki.yaml', `schema_config: { configs: [${schema}] }\ncommon: { path_prefix: /loki }\n${more}`);
    const well = { 'a.yaml': whole('frontend: { scheduler_address: "${ADDRESS}" }') };
    const judged = await report(well, { strict: true }, { LOKI: loki });
    expect([judged.code, judged.findings]).toEqual([0, []]);
    expect(judged.configurations).toMatchObject([
      {
        judgedBy: [expect.stringMatching(/^loki /)],
        notes: expect.arrayContaining(['stand-ins were used for ADDRESS']),
      },
    ]);

    const misspelt = whole('# ${A}\nserver: { http_listen_prt: 3100 }\ncompactor: { retention_enabled: true }');
    const { findings } = await report({ 'a.yaml': misspelt }, {}, { LOKI: loki });
    expect(findings).toMatchObject([{ rule: 'loki/verify-config', remedy: 'did you mean http_listen_port?' }]);
    expect(textAt(misspelt, findings[0]!)).toBe('http_listen_prt: 3100 }');
    const unfit = { 'a.yaml': whole('compactor: { retention_enabled: true }') };
    expect((await report(unfit, {}, { LOKI: loki })).findings).toMatchObject([
      { rule: 'loki/verify-config', got: expect.stringContaining('delete-request-store should be configured') },
    ]);
  });
});
