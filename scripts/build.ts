/** Compiles lib/ to `dist/lib`, or to the folder given. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');
const ownDir = join(root, 'dist', 'lib');
const outDir = resolve(process.argv[2] ?? ownDir);

/**
 * An index with each file loaded when one of its names is first read: a program pays for what it uses, and
 * importing the library costs next to nothing. What the getters of the exports return keeps the compiler's spelling, by
 * which Node knows the names for an import from ESM.
 */
function lazy(index: string): string {
  return index.replace(/^var (\w+) = (require\("[^"]+"\));$/gm, (_, file: string, load: string) => {
    const names = [...index.matchAll(new RegExp(`return ${file}\\.(\\w+);`, 'g'))].map(([, name = '']) => name);
    return `var ${file} = { ${names.map((name) => `get ${name}() { return ${load}.${name}; }`).join(', ')} };`;
  });
}

rmSync(outDir, { recursive: true, force: true });
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
try {
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', outDir], {
    cwd: root,
    stdio: 'inherit',
  });
} catch {
  // The compiler has said what is wrong.
  process.exit(1);
}
const engines = ['vector', 'alloy', 'promtail', 'fluent-bit'].map((engine) => `engines/${engine}/index.js`);
const entries = ['index.js', ...engines, 'backends/loki/index.js'];
for (const index of entries.map((file) => join(outDir, file))) {
  writeFileSync(index, lazy(readFileSync(index, 'utf8')));
}
for (const language of ['vrl', 'alloy']) {
  const folder = join('languages', language, 'compiler');
  for (const file of [`${language}.wasm`, `${language}.wasm.notice.txt`]) {
    copyFileSync(join(root, 'lib', folder, file), join(outDir, folder, file));
  }
}
const runtime = join('engines', 'fluent-bit', 'lua', 'runtime');
cpSync(join(root, 'lib', runtime), join(outDir, runtime), { recursive: true });

if (outDir === ownDir) {
  // `npx cdk8s-logging …` works in the checkout as it does where the package is installed.
  const link = join(root, 'node_modules', '.bin', 'cdk8s-logging');
  rmSync(link, { force: true });
  symlinkSync(join('..', '..', 'dist', 'lib', 'cli', 'main.js'), link);
  chmodSync(join(outDir, 'cli', 'main.js'), 0o755);
}
