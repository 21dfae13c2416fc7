import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

export const root = resolve(__dirname, '..');

/** What the measured programs write; `npm run build` leaves it alone. */
export const scratch = join(root, 'dist', 'bench');

/** Compiles a program so that it finds the built library as a user's does, by its name. */
export function compiled(program: string): string {
  const { outputText } = transpileModule(readFileSync(join(root, program), 'utf8'), {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true },
  });
  const file = join(scratch, program.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, outputText);
  return file;
}

/** Milliseconds from the start of a program to its end. */
export function wallTime(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): number {
  const start = performance.now();
  execFileSync(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  return performance.now() - start;
}

/** The numbers that a program prints as JSON, in a fresh process. */
export function numbersOf(file: string, ...args: readonly string[]): readonly number[] {
  return JSON.parse(execFileSync(process.execPath, [file, ...args], { cwd: root, encoding: 'utf8' })) as number[];
}

/** The number that a piece of JavaScript prints, in a fresh process. */
export function numberOf(program: string): number {
  return Number(execFileSync(process.execPath, ['-e', program], { cwd: root, encoding: 'utf8' }));
}
