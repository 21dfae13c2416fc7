import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { folderOf } from '../command-line';
import { checkedPaths, configMap, report, textAt, vectorYaml } from './checked';
import type { JsonReport } from './checked';

const program = process.env['VECTOR'] ?? 'vector';
const found = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '';
const which = spawnSync('sh', ['-c', 'command -v "$0"', program], { encoding: 'utf8' }).stdout.trim();

/** Nothing is left in the folder for temporary files. */
async function judged(text: string) {
  const before = process.env['TMPDIR'];
  const folder = folderOf({});
  const files = folderOf({ 'a.yaml': text });
  process.env['TMPDIR'] = folder;
  try {
    const { out } = await checkedPaths([files], { json: true }, { VECTOR: which });
    expect(readdirSync(folder)).toEqual([]);
    return JSON.parse(out) as JsonReport;
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** A pod whose Vector reads a volume. */
function podOf(version: string, volume: string): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  containers:
    - image: timberio/vector:${version}
      args: [-c, /etc/vector/vector.yaml]
      volumeMounts: [{ name: c, mountPath: /etc/vector }]
  volumes: [{ name: c, ${volume} }]
`;
}

if (!found.startsWith('vector 0.57.')) {
  const reason = `${program} is ${found.trim() || 'not there'}; set VECTOR to a Vector 0.57`;
  test.skip(`check does not ask Vector: ${reason}`, () => undefined);
} else {
  describe('check with the real Vector', () => {
    it('finds what is built in cannot: a field that Vector does not know, in its place', async () => {
      const text = configMap('vector.yaml', vectorYaml(['.a = 1'], '    bogus: 1'));
      const { findings, configurations } = await judged(text);
      expect(findings).toMatchObject([
        { rule: 'vector/validate', got: expect.stringMatching('unknown field `bogus`') },
      ]);
      expect(textAt(text, findings[0]!)).toBe('bogus: 1');
      expect(configurations[0]!.judgedBy[0]).toMatch(/^vector 0\.57\.\d+$/);
      expect((await report({ 'a.yaml': text })).findings).toEqual([]);
    });

    it('finds the same place in VRL as the compiler that is built in', async () => {
      const text = configMap('vector.yaml', vectorYaml(['# é', '.a = "é"; .x = parse_json(.message)']));
      const [real, own] = [await judged(text), await report({ 'a.yaml': text })];
      expect(textAt(text, real.findings[0]!)).toBe('parse_json(.message)');
      const place = ({ line, column, rule, got }: (typeof own.findings)[number]) => ({ line, column, rule, got });
      expect(real.findings.map(place)).toEqual(own.findings.map(place));
    });

    it('builds the components, with folders and certificates that are not here', async () => {
      const loki = (name: string, more: object) => ({
        [name]: {
          ...{
            type: 'loki',
            inputs: ['in'],
            endpoint: '${LOKI_URL}',
            encoding: { codec: 'text' },
            compression: 'gzip',
          },
          ...{ labels: { app: 'x' }, ...more },
        },
      });
      const config = {
        data_dir: '/nowhere',
        sources: { in: { type: 'file', include: ['/nowhere/*.log'], data_dir: '/nowhere/too' } },
        sinks: { ...loki('a', { tls: { ca_file: '/nowhere.pem' } }), ...loki('b', { tenant_id: '{{ a }}' }) },
      };
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'a' },
        spec: {
          containers: [
            {
              image: 'timberio/vector:0.57.0-debian',
              command: ['vector', '--dangerously-allow-env-var-interpolation', '-c', '/etc/vector/vector.yaml'],
              volumeMounts: [{ name: 'c', mountPath: '/etc/vector' }],
            },
          ],
          volumes: [{ name: 'c', configMap: { name: 'files' } }],
        },
      };
      const { findings, configurations } = await judged(
        `${configMap('vector.yaml', stringify(config).trimEnd())}---\n${stringify(pod)}`,
      );
      expect(findings).toMatchObject([
        { at: expect.stringMatching(/sinks\.b$/), rule: 'vector/validate' },
        { at: expect.stringMatching(/sinks\.b\.tenant_id$/), rule: 'vector/unconfined-template' },
      ]);
      expect(configurations[0]!.notes).toEqual([
        'stand-ins were used for LOKI_URL',
        'Sink "a" was not judged, since it needs files or services that are not here',
      ]);
    });

    it('asks no secret backend, and fills in what it would give', async () => {
      const asked = join(folderOf({}), 'asked');
      const config = {
        secret: { a: { type: 'exec', command: ['touch', asked] } },
        sources: { in: { type: 'http_server', address: 'SECRET[a.address]' } },
        sinks: { out: { type: 'blackhole', inputs: ['in'] } },
      };
      for (const name of ['vector.yaml', 'vector.json']) {
        const text = name === 'vector.json' ? JSON.stringify(config) : stringify(config).trimEnd();
        const { configurations, findings } = await judged(configMap(name, text));
        expect(findings).toEqual([]);
        expect(configurations[0]!.judgedBy[0]).toMatch(/^vector 0\.57\.\d+$/);
        expect(configurations[0]!.notes).toContain('stand-ins were used for SECRET[a.address]');
      }
      expect(existsSync(asked)).toBe(false);
    });

    it('says nothing of the text of a secret, in its terms neither', async () => {
      const text = configMap(
        'vector.yaml',
        'sources: { in: { type: "hunter2", x: "$hunter2" } }\nsinks: { out: { type: loki, inputs: [in], endpoint: hunter2 } }',
      ).replace('kind: ConfigMap', 'kind: Secret');
      const secret = text.replace('\ndata:', '\nstringData:');
      expect(
        JSON.stringify(await judged(`${secret}---\n${podOf('0.56.0', 'secret: { secretName: files }')}`)),
      ).not.toMatch('hunter2');
    });

    it('takes an error for one, though names sound like this machine', async () => {
      const text = configMap(
        'vector.yaml',
        'sources: { docker: { type: stdin } }\nsinks: { out: { type: blackhole, inputs: [kube] } }',
      );
      expect((await judged(text)).findings).toMatchObject([
        { severity: 'error', got: expect.stringMatching('Input "kube"') },
        { severity: 'warning', rule: 'vector/unused' },
      ]);
    });

    it('keeps what is built in finds of components that were not built', async () => {
      const config = {
        sources: { in: { type: 'file_descriptor', fd: 0 } },
        sinks: { out: { type: 'file', inputs: ['in'], path: '{{ a }}', encoding: { codec: 'text' } } },
      };
      const { findings } = await judged(configMap('vector.yaml', stringify(config).trimEnd()));
      expect(findings.map(({ rule }) => rule)).toEqual(['vector/unconfined-template']);
    });

    it('puts the folder for state in once where an alias gives it to several', async () => {
      const text =
        'data_dir: &dir /nowhere/at/all\nsources:\n  a: { type: file, include: [/a], data_dir: *dir }\n' +
        '  b: { type: file, include: [/b], data_dir: *dir }\nsinks: { out: { type: blackhole, inputs: [a, b] } }';
      expect((await judged(configMap('vector.yaml', text))).findings).toEqual([]);
    });

    it('warns as Vector does, once, and as without it', async () => {
      const text = configMap(
        'vector.yaml',
        "sources: { in: { type: stdin } }\ntransforms: { split: { type: route, inputs: [in], route: { a: 'true' } } }\n" +
          'sinks: { out: { type: blackhole, inputs: [split._unmatched] } }',
      );
      const { findings, configurations } = await judged(text);
      expect(findings.map(({ rule, got }) => [rule, got])).toEqual([
        ['vector/unread-output', 'nothing that reads split.a'],
      ]);
      expect(configurations[0]!.notes.filter((note) => note.includes('no version'))).toHaveLength(1);
      expect(findings).toMatchObject((await report({ 'a.yaml': text })).findings.map(({ file: _, ...one }) => one));
    });

    it('says once that a configuration is no YAML', async () => {
      const text = configMap('vector.yaml', 'sources:\n  in: { type: [stdin\n  b: 1\nsinks: {}');
      expect((await judged(text)).findings.map(({ rule }) => rule)).toEqual(['vector/yaml']);
    });

    it('says that it is of another version than the one that will read it', async () => {
      const values = {
        customConfig: { sources: { in: { type: 'stdin' } }, sinks: { out: { type: 'blackhole', inputs: ['in'] } } },
      };
      const release = stringify({
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        metadata: { name: 'vector' },
        spec: { chart: { spec: { chart: 'vector', version: '0.57.0' } }, values },
      });
      const { configurations, findings } = await judged(release);
      expect(findings).toEqual([]);
      expect(configurations[0]!.judgedBy).toHaveLength(2);
      expect(configurations[0]!.notes).toEqual([
        expect.stringMatching(/^vector 0\.57\.\d judged it, and 0\.56\.0 will read it$/),
      ]);
    });

    it('judges TOML, which only Vector reads here', async () => {
      const text = configMap(
        'vector.toml',
        '[sources.in]\ntype = "stdin"\n[sinks.out]\ntype = "blackhole"\ninputs = ["inn"]',
      );
      expect((await judged(text)).findings).toMatchObject([
        { got: expect.stringMatching('Input "inn" for sink "out"') },
      ]);
      expect((await report({ 'a.yaml': text })).configurations[0]!.unjudged).toBe(
        'vector.toml is read by Vector itself only',
      );
    });
  });
}
