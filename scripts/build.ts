/** Compiles lib/ to `dist/lib`, or to the folder given. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');
const outDir = resolve(process.argv[2] ?? join(root, 'dist', 'lib'));

/**
 * The root's index with each file loaded when one of its names is first read: a program pays for what it uses, and
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
const index = join(outDir, 'index.js');
writeFileSync(index, lazy(readFileSync(index, 'utf8')));
