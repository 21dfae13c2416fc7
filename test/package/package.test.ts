import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Installation } from './installation';
import { install, run, runModule } from './installation';
import { entryPoints, manifest, root } from './manifest';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-logging-'));
let installed: Installation;

beforeAll(async () => {
  installed = await install(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program in the user's project and gives what it printed as JSON. */
async function evaluate(name: string, program: string): Promise<unknown> {
  const file = join(installed.project, name);
  writeFileSync(file, program);
  return JSON.parse(await run(installed.project, process.execPath, file)) as unknown;
}

const publicNames = (entry: string): Promise<unknown> =>
  evaluate('names.cjs', `console.log(JSON.stringify(Object.keys(require('${entry}')).sort()))`);

/** The files, below node_modules, that a program loads when it evaluates `expression`: scripts and WebAssembly. */
async function filesLoadedBy(expression: string): Promise<readonly string[]> {
  const program = `
    const fs = require('node:fs');
    const { readFileSync } = fs;
    const read = [];
    fs.readFileSync = (file, ...rest) => { if (String(file).endsWith('.wasm')) read.push(file); return readFileSync(file, ...rest); };
    ${expression};
    const modules = ${JSON.stringify(join(installed.project, 'node_modules/'))};
    console.log(JSON.stringify([...Object.keys(require.cache), ...read].map((file) => file.replace(modules, ''))));
  `;
  return (await evaluate('loaded.cjs', program)) as readonly string[];
}

describe('the packed tarball', () => {
  it('holds the compiled library, the licence, the pages and the examples, and nothing else', async () => {
    const files = (await run(folder, 'tar', '-tzf', installed.tarball)).trim().split('\n');
    const strays = files.filter(
      (file) =>
        !/^package\/(dist\/lib\/|docs\/[^/]+\.(md|svg)$|examples\/[^/]+\/|LICENSE$|(README|CONTRIBUTING)\.md$|package\.json$)/.test(
          file,
        ),
    );
    expect(strays).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining([
        'package/LICENSE',
        'package/README.md',
        'package/dist/lib/index.js',
        'package/dist/lib/languages/vrl/compiler/vrl.wasm',
        'package/dist/lib/languages/vrl/compiler/vrl.wasm.notice.txt',
      ]),
    );
  });

  it('has what its pages link to', () => {
    const own = join(installed.project, 'node_modules', manifest.name);
    const pages = readdirSync(own, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('dist'));
    const broken = pages
      .filter((page) => page.endsWith('.md'))
      .flatMap((page) => {
        const links = [...readFileSync(join(own, page), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)\)/g)];
        return links.map(([, link = '']) => join(dirname(page), link));
      })
      .filter((file) => !existsSync(join(own, file)));
    expect(broken).toEqual([]);
  });

  it('runs nothing when it is installed', () => {
    // npm runs `prepare` too, and warns of it, where a package does not come from a registry.
    const events = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];
    expect(Object.keys(manifest.scripts).filter((name) => events.includes(name))).toEqual([]);
  });

  it('satisfies publint', async () => {
    expect(await runModule(folder, 'publint/src/cli.js', 'run', '--strict', installed.tarball)).toContain('All good!');
  });

  it('satisfies attw in every resolution, node10 included', async () => {
    const cli = '@arethetypeswrong/cli/dist/index.js';
    expect(await runModule(folder, cli, '--no-definitely-typed', installed.tarball)).toContain('No problems found');
  });
});

describe('the root', () => {
  it('loads a file when a name of it is read', async () => {
    const ours = async (expression: string): Promise<readonly string[]> =>
      (await filesLoadedBy(expression)).filter((file) => file.startsWith('cdk8s-logging/'));
    expect(await ours("require('cdk8s-logging')")).toEqual(['cdk8s-logging/dist/lib/index.js']);
    expect(await ours("require('cdk8s-logging').LogPipeline")).toContain(
      'cdk8s-logging/dist/lib/pipeline/log-pipeline.js',
    );
  });
});

describe('the root in use', () => {
  it('loads of an engine what its daemon is, until something is printed for it', async () => {
    const files = await filesLoadedBy("Object.values(require('cdk8s-logging'))");
    const ofFluentBit = files.flatMap((file) => file.split('cdk8s-logging/dist/lib/engines/fluent-bit/')[1] ?? []);
    expect(ofFluentBit.sort()).toEqual(['daemon.js', 'metrics-port.js']);
  });
});

describe.each(entryPoints)('%s', (entry) => {
  it('is required from CommonJS', async () => {
    expect(await publicNames(entry)).not.toEqual([]);
  });

  it('gives every public name to a named import from ESM', async () => {
    const names = (await publicNames(entry)) as readonly string[];
    const program = `
      import { ${names.join(', ')} } from '${entry}';
      console.log(JSON.stringify(Object.entries({ ${names.join(', ')} }).filter(([, value]) => value === undefined)));
    `;
    expect(await evaluate('named.mjs', program)).toEqual([]);
  });

  it('loads nothing that only the command line needs, whatever is used of it', async () => {
    const files = await filesLoadedBy(`Object.values(require('${entry}'))`);
    expect(files.filter((file) => /^(commander|jiti)\/|^cdk8s-logging\/dist\/lib\/cli\/|\.wasm$/.test(file))).toEqual(
      [],
    );
  });
});

describe('cdk8s-logging/vector in use', () => {
  const vrl = 'cdk8s-logging/dist/lib/languages/vrl/compiler/vrl.wasm';

  it("judges VRL with the compiler that is packed, once there is some of the user's", async () => {
    const check = (stages: string): string => `
      const { LogPipeline, Sink, Source, Stage } = require('cdk8s-logging');
      const { vector, vrl } = require('cdk8s-logging/vector');
      const sources = [Source.files('/a')];
      const found = vector.check([new LogPipeline('p', { sources, stages: [${stages}], sinks: [Sink.stdout()] })]);
      if (found.length !== ${stages.includes('foo()') ? 1 : 0}) throw new Error(JSON.stringify(found))`;
    expect(await filesLoadedBy(check('Stage.parseJson()'))).not.toContain(vrl);
    expect(await filesLoadedBy(check('Stage.native(vrl`foo()`)'))).toContain(vrl);
  });
});

describe.each(entryPoints.filter((entry) => entry !== manifest.name))('%s alone', (entry) => {
  it('loads no other engine, no construct and no Kubernetes API', async () => {
    const engine = entry.slice(manifest.name.length + 1);
    const folders = `engines/(${engine}|loki-stages)|backends/${engine}|${engine}`;
    const light = 'engines/[^/]+$|delivery/findings-validation.js$';
    const own = `cdk8s-logging/dist/lib/((${folders})/|${light})`;
    const strangers = (await filesLoadedBy(`Object.values(require('${entry}'))`)).filter(
      (file) =>
        /^cdk8s-logging\/dist\/lib\/(engines|backends|delivery|constructs|patterns|testing)\/|^cdk8s-plus-28\//.test(
          file,
        ) && !new RegExp(`^(${own})`).test(file),
    );
    expect(strangers).toEqual([]);
  });
});

describe('cdk8s-logging/testing in use', () => {
  const test = `
    const { LogPipeline, records, Sink, Source } = require('cdk8s-logging');
    require('cdk8s-logging/testing');
    const labels = { app: 'x' };
    const examples = { 'a line is an entry': { records: records(['x']), ships: [{ labels, line: /x/ }] } };
    const sinks = [Sink.loki({ url: 'http://loki' }, { labels })];
    test('ships', () => {
      const pipeline = new LogPipeline('p', { sources: [Source.files('/a')], sinks, examples });
      expect(pipeline).toShipItsExamples();
      expect(pipeline).not.toDrop(records(['x']));
      expect(pipeline).toHaveNoFindings();
    });`;

  it('gives the jest of a project its matchers when it is imported', async () => {
    writeFileSync(join(installed.project, 'pipeline.test.js'), test);
    await runModule(
      installed.project,
      'jest/bin/jest.js',
      '--rootDir',
      installed.project,
      '--testMatch',
      '**/*.test.js',
    );
  });

  it('gives their types to the expect of @types/jest and of @jest/globals', async () => {
    const user = join(folder, 'jest-user');
    // A copy: the compiler looks for jest's modules from where a package really lies.
    const own = join('node_modules', manifest.name);
    cpSync(join(installed.project, own), join(user, own), { recursive: true });
    for (const name of ['@jest', '@types', 'expect', ...Object.keys(manifest.peerDependencies)]) {
      symlinkSync(join(root, 'node_modules', name), join(user, 'node_modules', name));
    }
    const program = `
      import { expect as imported } from '@jest/globals';
      import type { LogPipeline } from 'cdk8s-logging';
      import 'cdk8s-logging/testing';
      declare const pipeline: LogPipeline;
      for (const expected of [expect(pipeline), imported(pipeline).not]) {
        expected.toShip([], [{ labels: { level: 'x', other: undefined }, line: /x/ }]);
      }
      // @ts-expect-error no entry has it
      expect(pipeline).toShip([], [{ lable: {} }]);
      // @ts-expect-error no entry has it
      imported(pipeline).toShip([], [{ lable: {} }]);`;
    writeFileSync(join(user, 'matchers.ts'), program);
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'commonjs'];
    await runModule(user, 'typescript59/bin/tsc', ...options, '--types', 'node,jest', 'matchers.ts');
  });
});

describe('the stock `cdk8s init` TypeScript template', () => {
  /** A project as `cdk8s init` writes it, with the TypeScript and the @types/node its package.json asks for. */
  function stockProject(): string {
    const project = join(folder, 'stock');
    cpSync(installed.project, project, { recursive: true });
    copyFileSync(
      join(root, 'node_modules/cdk8s-cli/templates/typescript-app/tsconfig.json'),
      join(project, 'tsconfig.json'),
    );
    cpSync(join(root, 'node_modules/types-node14'), join(project, 'node_modules/@types/node'), { recursive: true });
    return project;
  }

  it('compiles and runs every example, and a program that imports every entry point', async () => {
    const project = stockProject();
    const examples = readdirSync(join(root, 'examples'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(examples).not.toEqual([]);
    for (const { name } of examples) {
      // Tests are jest's to run, whose types the template has not.
      const filter = (file: string): boolean => !file.endsWith('.test.ts');
      cpSync(join(root, 'examples', name), join(project, name), { recursive: true, filter });
    }
    const imports = entryPoints.map((entry, index) => `import * as entry${index} from '${entry}';`);
    const uses = entryPoints.map((_, index) => `console.log(Object.keys(entry${index}).length > 0);`);
    writeFileSync(join(project, 'entries.ts'), [...imports, ...uses].join('\n'));

    // Only this project's types: a node_modules beside the temporary folder is none of the user's.
    await runModule(project, 'typescript59/bin/tsc', '--project', project, '--typeRoots', 'node_modules/@types');

    expect(await run(project, process.execPath, 'entries.js')).toBe('true\n'.repeat(entryPoints.length));
    for (const { name } of examples) {
      await run(project, process.execPath, join(name, 'main.js'));
    }
    expect(readdirSync(join(project, 'dist'))).not.toEqual([]);
  });
});
