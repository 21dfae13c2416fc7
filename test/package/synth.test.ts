import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { run, runModule } from './installation';
import { root } from './manifest';

jest.setTimeout(60_000);

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-logging-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Path below `top` and contents of every file. */
function filesOf(top: string): Readonly<Record<string, string>> {
  const files = readdirSync(top, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(top, path), readFileSync(path, 'utf8')]));
}

describe("the repository's cdk8s.yaml", () => {
  it('keeps clear of the compiled library, since cdk8s deletes its output folder first', () => {
    expect(parse(readFileSync(join(root, 'cdk8s.yaml'), 'utf8'))).toMatchObject({ output: 'dist/manifests' });
  });

  it('synthesizes with `cdk8s synth` the files that `npm run synth` writes', async () => {
    const [byCdk8s, byNpm] = [join(folder, 'cdk8s'), join(folder, 'npm')];

    await runModule(root, 'cdk8s-cli/bin/cdk8s', 'synth', '--check-upgrade=false', '--output', byCdk8s);
    await run(root, 'env', `CDK8S_OUTDIR=${byNpm}`, 'npm', 'run', '--silent', 'synth');

    const examples = readdirSync(join(root, 'examples'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(readdirSync(byNpm)).toEqual(examples.map(({ name }) => name).sort());
    expect(filesOf(byCdk8s)).toEqual(filesOf(byNpm));
  });
});
