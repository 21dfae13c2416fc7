import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const root = join(__dirname, '..', '..', '..');

/** An object of a manifest. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
}

/** What an example's app writes, by file; it runs as a program of its own. @throws with what it said, if it fails */
export function synthesized(example: string): ReadonlyMap<string, readonly Manifest[]> {
  const folder = mkdtempSync(join(tmpdir(), `${example}-`));
  try {
    const env = { ...process.env, CDK8S_OUTDIR: folder, NODE_NO_WARNINGS: '1' };
    const main = join(root, 'examples', example, 'main.ts');
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', main], {
      cwd: root,
      encoding: 'utf8',
      env,
    });
    if (status !== 0) throw new Error(`${example} does not synthesize:\n${stderr}`);
    return new Map(
      // What lies in folders of its own is not for Kubernetes.
      readdirSync(folder, { withFileTypes: true })
        .filter((file) => file.isFile())
        .map(({ name }) => name)
        .sort()
        .map((file) => [
          file,
          parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((document) => document.toJS() as Manifest),
        ]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
