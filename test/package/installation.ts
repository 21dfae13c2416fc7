import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { manifest, root } from './manifest';

const execute = promisify(execFile);
const modules = join(root, 'node_modules');

/** Runs a program and gives its output; what it printed is the message when it fails. */
export async function run(cwd: string, program: string, ...args: readonly string[]): Promise<string> {
  try {
    // npm passes its own settings to what it starts; the programs here are run as a user's shell would.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|CDK8S_)/.test(name)));
    const { stdout } = await execute(program, args, { cwd, env, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
}

/** Runs a JavaScript program of the repository's node_modules. */
export const runModule = (cwd: string, file: string, ...args: readonly string[]): Promise<string> =>
  run(cwd, process.execPath, join(modules, file), ...args);

/** The package as `npm publish` would send it, and a project that has it installed. */
export interface Installation {
  readonly tarball: string;
  readonly project: string;
}

/** Compiles lib/, packs it and installs the tarball into an empty project below `folder`, from this machine alone. */
export async function install(folder: string): Promise<Installation> {
  const stage = join(folder, 'stage');
  mkdirSync(stage);
  for (const file of ['package.json', 'LICENSE', 'README.md', 'CONTRIBUTING.md', 'docs', 'examples']) {
    cpSync(join(root, file), join(stage, file), { recursive: true });
  }
  const compiled = join(stage, 'dist', 'lib');
  await runModule(root, 'tsx/dist/cli.mjs', 'scripts/build.ts', compiled);
  await run(stage, 'npm', 'pack', '--ignore-scripts', '--silent', '--pack-destination', folder);
  const packed = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (packed === undefined) throw new Error('npm pack must write a tarball, got none');
  const tarball = join(folder, packed);

  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'user', private: true }));
  // What npm would fetch is already here, at the versions of the lock.
  const needed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const local = needed.map((name) => join(modules, name));
  const quiet = ['--offline', '--install-links', '--ignore-scripts', '--no-audit', '--no-fund'];
  await run(project, 'npm', 'install', ...quiet, tarball, ...local);
  return { tarball, project };
}
