/** Synthesizes every example, each into its own folder below `CDK8S_OUTDIR`. `cdk8s synth` runs this as the app. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(__dirname, '..');
const examples = join(root, 'examples');

async function main(): Promise<void> {
  const given = process.env['CDK8S_OUTDIR'];
  const outdir = resolve(given ?? join(root, 'dist', 'manifests'));
  // What `cdk8s synth` does before it starts the app: a manifest that no example writes any more must not stay.
  if (given === undefined) rmSync(outdir, { recursive: true, force: true });

  const names = readdirSync(examples).filter((name) => existsSync(join(examples, name, 'main.ts')));
  if (names.length === 0) throw new Error('examples/ must hold a folder with a main.ts, got none');
  for (const name of names.sort()) {
    // An example is an app of its own: importing its main.ts synthesizes it, and `new App()` reads the folder from here.
    process.env['CDK8S_OUTDIR'] = join(outdir, name);
    try {
      await import(pathToFileURL(join(examples, name, 'main.ts')).href);
    } catch (error) {
      process.exitCode = 1;
      console.error(`examples/${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      continue;
    }
    if (given === undefined) report(join(outdir, name));
  }
}

function report(folder: string): void {
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (file.isFile()) console.log(`  ${relative(process.cwd(), join(file.parentPath, file.name))}`);
  }
}

void main();
