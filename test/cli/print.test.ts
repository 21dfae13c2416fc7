import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { printPipelines } from '../../lib/cli/print';
import { written } from './command-line';

const module_ = join(__dirname, 'modules/pipeline.ts');

async function printed(options: { agentVersion?: string; loki?: string; dataDir?: string } = {}) {
  const { code, out, err } = await written(() =>
    printPipelines(module_, { agent: 'vector', loki: 'http://loki:3100', ...options }),
  );
  return { code, err, config: parse(out) as Record<string, Record<string, Record<string, unknown>>> };
}

describe('print', () => {
  it('prints the configuration as the agent reads it', async () => {
    const { code, config } = await printed({ loki: 'http://logs.example:3100', dataDir: '/data' });
    expect(Object.values(config['sources']!)[0]).toMatchObject({ type: 'file', include: ['/srv/shop/logs/**/*.log'] });
    expect(Object.values(config['sinks']!)[0]).toMatchObject({ type: 'loki', endpoint: 'http://logs.example:3100' });
    expect(config['data_dir']).toBe('/data');
    expect(code).toBe(0);
  });

  it('prints what the declared version reads', async () => {
    const confinement = 'dangerously_allow_unconfined_template_resolution';
    const sinks = async (agentVersion: string) => Object.values((await printed({ agentVersion })).config['sinks']!)[0];
    expect(await sinks('0.57.0')).toHaveProperty(confinement, true);
    expect(await sinks('0.56.0')).not.toHaveProperty(confinement);
  });

  it('writes the files that stand beside a configuration into a folder with it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'print-'));
    try {
      const out = join(folder, 'conf');
      const { code, out: shown } = await written(() => printPipelines(module_, { agent: 'fluent-bit', out }));
      expect([code, shown]).toEqual([0, '']);
      expect(readdirSync(out).sort()).toEqual(['fluent-bit.yaml', expect.stringMatching(/\.lua$/)]);
      const { pipeline } = parse(readFileSync(join(out, 'fluent-bit.yaml'), 'utf8')) as Record<string, unknown>;
      expect(pipeline).toMatchObject({
        filters: [{ name: 'lua', script: readdirSync(out).find((one) => /lua$/.test(one)) }],
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says which files the printed configuration needs beside it, and how to have them', async () => {
    const { out, err } = await written(() => printPipelines(module_, { agent: 'fluent-bit' }));
    const [, file = ''] = /^# --- (.*\.lua)$/m.exec(out) ?? [];
    expect(err).toContain(`fluent-bit.yaml needs ${file} beside it, printed after it here; write each to its file`);
    expect(err).toContain('--out <folder>');
    expect((await printed()).err).not.toContain('--out');
  });

  it('says how the program must be started', async () => {
    const module = join(__dirname, '../../examples/airflow-alloy/pipeline.ts');
    const { err } = await written(() => printPipelines(module, { agent: 'promtail' }));
    expect(err).toBe('start it with -config.expand-env=true\ngive these variables: K8S_NODE_NAME\n');
    expect((await written(() => printPipelines(module, { agent: 'alloy' }))).err).not.toMatch('start it');
  });

  it('says what is wrong with the pipeline, and exits with 1', async () => {
    const module = join(__dirname, 'modules/costly.ts');
    const { code, err } = await written(() => printPipelines(module, { agent: 'vector', loki: 'http://loki:3100' }));
    expect(err).toMatch(/^error loki\/label-cardinality: /m);
    expect(code).toBe(1);
  });

  it('says that a Loki is ignored by a pipeline that is no function', async () => {
    const module = join(__dirname, 'modules/costly.ts');
    const print = (loki: object) => written(() => printPipelines(module, { agent: 'vector', ...loki }));
    expect((await print({ loki: 'http://a' })).err).toMatch(/^warning --loki: ignored where a pipeline is no function/);
    expect((await print({})).err).not.toMatch('--loki');
    expect((await printed()).err).not.toMatch('--loki');
  });

  it('fails when the agent is not known', async () => {
    const command = printPipelines(module_, { agent: 'vectr', loki: 'http://loki:3100' });
    await expect(command).rejects.toThrow("'--agent' must be one of alloy, fluent-bit, promtail, vector, got 'vectr'");
  });

  it('fails when the version is not a tested one', async () => {
    const command = printPipelines(module_, { agent: 'vector', agentVersion: '0.1.0', loki: 'http://loki:3100' });
    await expect(command).rejects.toThrow(/'--agent-version' must be one of 0\.57\.0, .*, got '0\.1\.0'/);
  });
});
