import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import type { App, Chart } from 'cdk8s';
import ts from 'typescript';
import * as library from '../../../lib/index';
import * as alloy from '../../../lib/engines/alloy/index';
import * as promtail from '../../../lib/engines/promtail/index';
import { importPromtail, importText, printNotes } from '../../../lib/cli/import/import';
import { UsageError } from '../../../lib/cli/usage-error';
import { folderOf, written } from '../command-line';
import { configuration, data } from './placed';

const root = join(__dirname, '../../..');
const names = readdirSync(data)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace('.yaml', ''));
const made = names.map((name) => ({ name, ...importText(configuration(name), `${name}.yaml`, 'alloy') }));
const forPromtail = names.map((name) => ({ name, ...importText(configuration(name), `${name}.yaml`, 'promtail') }));

/** `UPDATE=1` writes them anew: read the difference. */
function golden(file: string, text: string): void {
  const path = join(data, 'modules', file);
  if (process.env['UPDATE'] !== undefined) writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

describe('the module of a configuration', () => {
  test.each(made)('$name is as it was read and found good', ({ name, module }) => golden(`${name}.ts.txt`, module));

  test.each(made)('$name comes with the list of what was not carried over as it was', ({ name, notes }) =>
    golden(
      `${name}.notes.txt`,
      printNotes(notes)
        .map((line) => `${line}\n`)
        .join(''),
    ),
  );

  test('is formatted as prettier formats it', () => {
    const folder = folderOf(
      Object.fromEntries([
        ['.prettierrc.json', readFileSync(join(root, '.prettierrc.json'), 'utf8')],
        ...made.map(({ name, module }) => [`${name}.ts`, module] as const),
        ...forPromtail.map(({ name, module }) => [`${name}-promtail.ts`, module] as const),
      ]),
    );
    const program = join(root, 'node_modules/prettier/bin/prettier.cjs');
    const { stdout, stderr } = spawnSync(process.execPath, [program, '--list-different', '.'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(`${stdout}${stderr}`).toBe('');
  }, 60_000);

  test('type-checks in strict mode, all of them in one program', () => {
    const folder = join(root, 'test/cli/import');
    const files = new Map(
      [...made.map((one) => ({ ...one, by: 'alloy' })), ...forPromtail.map((one) => ({ ...one, by: 'promtail' }))].map(
        ({ name, module, by }) => [join(folder, `${name}-${by}.generated.ts`), module],
      ),
    );
    expect(diagnosticsOf(files)).toEqual([]);
  }, 120_000);

  test.each([
    ...made.map((one) => ({ ...one, by: 'alloy' })),
    ...forPromtail.map((one) => ({ ...one, by: 'promtail' })),
  ])('$name synthesizes for $by without errors', ({ module }) => {
    const { Logs } = evaluate(module) as { readonly Logs?: new (scope: App, id: string) => Chart };
    if (Logs === undefined) throw new Error('there is no chart');
    const manifests = Testing.synth(new Logs(Testing.app(), 'logs')) as readonly { readonly kind: string }[];
    expect(manifests.map(({ kind }) => kind)).toContain('ConfigMap');
  });

  test('holds no secret that stands in a file, nor does the list', () => {
    const secrets = ['s3cr3t-in-url', 'never-to-be-shown', 'plain-token'];
    for (const { module, notes } of [...made, ...forPromtail]) {
      const all = module + printNotes(notes).join('\n');
      expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
    }
  });
});

describe('what is none of Promtail', () => {
  const cases: Readonly<Record<string, readonly [text: string, says: RegExp]>> = {
    'no YAML': ['scrape_configs: [', /it must be YAML, got an error at line 1, column \d+: .+; give the file/],
    'Alloy’s language': [
      'loki.write "default" {\n  endpoint {\n    url = "http://loki"\n  }\n}\n',
      /looks like Alloy's own language/,
    ],
    'Vector’s configuration': [
      'sources:\n  a:\n    type: file\nsinks: {}\n',
      /must be Promtail's configuration, got one of Vector; give the file/,
    ],
    'Vector’s in TOML': ['[sources.a]\ntype = "file"\n', /TOML of Vector/],
    'the Grafana Agent’s': ['logs:\n  configs: []\nmetrics: {}\n', /got one of the Grafana Agent; give what stands in/],
    'Loki’s': ['auth_enabled: false\nschema_config: {}\n', /got one of Loki/],
    'another mapping': [
      'a: 1\nb: 2\n',
      /must have scrape_configs, got a, b; give the file that Promtail is started with/,
    ],
    'an empty file': ['', /must hold a mapping, got nothing/],
    'a list': ['- a\n', /must hold a mapping, got something else/],
    'no scrape config': [
      'clients: []\nscrape_configs: []\n',
      /scrape_configs must hold a scrape config, got none: .*reads nothing; add one/,
    ],
    'no client': ['scrape_configs:\n  - job_name: a\n', /clients is empty: Promtail does not start without one/],
    'a template of a chart': ['scrape_configs:\n  {{- toYaml .Values.x }}\n', /give what `helm template` makes of it/],
    'values with templates': [
      'config:\n  file: |\n    a: {{ .Values.b }}\n',
      /config\.file must hold no templates, got some; give what `helm template` makes/,
    ],
    'a text where a list belongs': [
      'clients:\n  - url: http://l/loki/api/v1/push\nscrape_configs:\n  - job_name: a\n    static_configs: x\n',
      /./,
    ],
  };

  test.each(Object.entries(cases).slice(0, -1))('%s is refused with a remedy', (_name, [text, says]) => {
    expect(() => importText(text, 'file.yaml', 'alloy')).toThrow(UsageError);
    expect(() => importText(text, 'file.yaml', 'alloy')).toThrow(says);
    expect(() => importText(text, 'file.yaml', 'alloy')).toThrow(/^file\.yaml: /);
  });

  test('a job that is broken is left out by name', () => {
    const [text] = cases['a text where a list belongs'] ?? [''];
    expect(printNotes(importText(text, 'file.yaml', 'alloy').notes).join('\n')).toContain('static_configs');
  });
});

describe('what else holds a configuration', () => {
  test('a Secret that the chart rendered, its text in base64 or not', () => {
    const text = configuration('nginx-access');
    const plain = importText(text, 'a.yaml', 'alloy').module.split('\n').slice(1);
    const secret = { apiVersion: 'v1', kind: 'Secret', stringData: { 'promtail.yaml': text } };
    const coded = { apiVersion: 'v1', kind: 'Secret', data: { 'promtail.yaml': Buffer.from(text).toString('base64') } };
    const map = { apiVersion: 'v1', kind: 'ConfigMap', data: { 'config.yaml': text } };
    for (const manifest of [secret, coded, map]) {
      const documents = `kind: ServiceAccount\n---\n${JSON.stringify(manifest)}\n`;
      const { module } = importText(documents, 'rendered.yaml', 'alloy');
      expect(module.split('\n').slice(1)).toEqual(plain);
      expect(module).toContain('that a chart rendered');
    }
  });

  test('keys that Promtail does not have are named', () => {
    const text = configuration('nginx-access').replace(
      'pipeline_stages:',
      'pipeline_stages:\n      - drop: { source: path, value: x, sorce: y }\n',
    );
    const more = text.replace('server:', 'sever: 1\nserver:');
    const notes = printNotes(importText(more, 'a.yaml', 'alloy').notes);
    expect(notes).toContainEqual(expect.stringMatching(/^left out {2}sever: /));
    expect(notes).toContainEqual(
      expect.stringMatching(/^left out {2}scrape_configs\[0\]\.pipeline_stages\[0\]\.drop\.sorce: /),
    );
  });
});

describe('the command', () => {
  test('writes the module to standard output and the list to standard error', async () => {
    const { code, out, err } = await written(() => Promise.resolve(importPromtail(join(data, 'metrics.yaml'))));
    expect(code).toBe(0);
    expect(out).toBe(made.find(({ name }) => name === 'metrics')?.module);
    expect(err).toContain('left out  scrape_configs[0].pipeline_stages[2].metrics.last_took: metric last_took');
  });

  test('writes to a file, and to none that is there', async () => {
    const folder = folderOf({ 'there.ts': 'mine' });
    const file = join(data, 'metrics.yaml');
    const { out } = await written(() => Promise.resolve(importPromtail(file, { out: join(folder, 'new.ts') })));
    expect(out).toBe('');
    expect(readFileSync(join(folder, 'new.ts'), 'utf8')).toContain('export const counted');
    expect(() => importPromtail(file, { out: join(folder, 'there.ts') })).toThrow(/could not be written/);
    expect(readFileSync(join(folder, 'there.ts'), 'utf8')).toBe('mine');
    rmSync(join(folder, 'new.ts'));
  });

  test('refuses an agent that it does not know, and a file that is not there', () => {
    expect(() => importPromtail('a.yaml', { agent: 'vector' })).toThrow(
      "'--agent' must be alloy or promtail, got 'vector'",
    );
    expect(() => importPromtail('a.yaml')).toThrow('no file at a.yaml');
  });
});

/** A module's exports, with this copy of the library. */
function evaluate(module: string): unknown {
  const known: Readonly<Record<string, unknown>> = {
    'cdk8s-logging': library,
    'cdk8s-logging/alloy': alloy,
    'cdk8s-logging/promtail': promtail,
  };
  const { outputText } = ts.transpileModule(module, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported: { exports: unknown } = { exports: {} };
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as the module does
  const load = (from: string): unknown => known[from] ?? require(from);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- code that was just made, as a user's program loads it
  (new Function('exports', 'require', outputText) as (exports: unknown, require: unknown) => void)(
    exported.exports,
    load,
  );
  return exported.exports;
}

/** What the compiler says of files that are not on the disk, as a user's project would be compiled. */
function diagnosticsOf(files: ReadonlyMap<string, string>): readonly string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const disk = ts.createCompilerHost(options);
  host.fileExists = (path) => files.has(path) || disk.fileExists(path);
  host.readFile = (path) => files.get(path) ?? disk.readFile(path);
  host.getSourceFile = (path, ...rest) => {
    const text = files.get(path);
    return text === undefined
      ? disk.getSourceFile(path, ...rest)
      : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  };
  const program = ts.createProgram([...files.keys()], { ...options, types: ['node'] }, host);
  return [...files.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    return ts.getPreEmitDiagnostics(program, file).map(({ messageText, start = 0 }) => {
      const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
      return `${path.replace(root, '')}:${line + 1} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
  });
}

test('an address that Helm fills in is refused, with its place', () => {
  const config =
    'clients: [{ url: "http://{{ .Release.Name }}-loki/loki/api/v1/push" }]\nscrape_configs: [{ job_name: a }]\n';
  expect(() => importText(config, 'promtail.yaml', 'alloy')).toThrow(/clients\[0\]\.url.* which Helm fills in/);
});
