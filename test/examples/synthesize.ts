import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** An object of a manifest. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** What an example's app writes, by file. */
export function synthesize(example: string): ReadonlyMap<string, readonly Manifest[]> {
  return new Map(
    [...synthesizedTexts(example)].map(([name, text]) => [
      name,
      parseAllDocuments(text).map((document) => document.toJS() as Manifest),
    ]),
  );
}

/** The same, as it is written. */
export function synthesizedTexts(example: string): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), `${example}-`));
  const before = process.env['CDK8S_OUTDIR'];
  process.env['CDK8S_OUTDIR'] = folder;
  try {
    jest.isolateModules(() => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- importing an app synthesizes it
      require(`../../examples/${example}/main`);
    });
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const paths = files.map((file) => join(file.parentPath, file.name).slice(folder.length + 1)).sort();
    return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
  } finally {
    if (before === undefined) delete process.env['CDK8S_OUTDIR'];
    else process.env['CDK8S_OUTDIR'] = before;
    rmSync(folder, { recursive: true });
  }
}

/** The objects without the text of configurations, which the engines' own tests hold, and without its hash. */
export function withoutConfigurations(objects: readonly Manifest[]): readonly Manifest[] {
  return objects.map((object) => {
    const data = object.data && { data: Object.fromEntries(Object.keys(object.data).map((name) => [name, '…'])) };
    return JSON.parse(JSON.stringify({ ...object, ...data }).replace(/"[\da-f]{64}"/g, '"…"')) as Manifest;
  });
}
