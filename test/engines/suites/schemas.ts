import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

import { synthesized } from '../loki-stack/synthesized';
import type { Manifest } from '../loki-stack/synthesized';
import type { Context, Suite } from '../suite';

const examples = join(__dirname, '..', '..', '..', 'examples');
const oldest = 28;

/** What the examples write is what Kubernetes' own schemas take, with no property that they do not know. */
export const suite: Suite = {
  name: 'schemas',
  builds: ['kubernetes-validate'],
  run(context) {
    const program = context.program('kubernetes-validate');
    const folder = mkdtempSync(join(tmpdir(), 'schemas-'));
    try {
      const newest = newestKnown(program);
      context.check('the newest Kubernetes is known', newest > oldest, () => String(newest));
      const written = names().flatMap((name) => write(context, folder, name));
      for (let minor = oldest; minor <= newest; minor += 1) {
        const { status, said } = validate(program, [`-k`, `1.${minor}`, ...written]);
        context.check(`Kubernetes 1.${minor} takes the manifests`, status === 0, () => said);
      }
      context.say(`${written.length} objects, Kubernetes 1.${oldest} to 1.${newest}`);
      const wrong = join(folder, 'wrong.yaml');
      writeFileSync(
        wrong,
        stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'x' }, spec: { nodePorts: 1 } }),
      );
      const { status, said } = validate(program, [wrong]);
      context.check('a property that there is not is refused', status !== 0 && said.includes('nodePorts'), () => said);
    } finally {
      rmSync(folder, { recursive: true });
    }
    return Promise.resolve();
  },
};

function names(): readonly string[] {
  return readdirSync(examples).filter((name) => existsSync(join(examples, name, 'main.ts')));
}

/** Each object of Kubernetes' own into a file; those of others have no schema there. */
function write(context: Context, folder: string, example: string): readonly string[] {
  // An app may write other files as well: values of a chart, tests of an agent.
  const all = [...synthesized(example).values()].flat().filter(({ apiVersion, kind }) => Boolean(apiVersion && kind));
  const own = all.filter(isOwn);
  const others = new Set(all.filter((object) => !isOwn(object)).map(({ kind }) => kind));
  if (others.size > 0) context.say(`left out of ${example}, with schemas of their own: ${[...others].join(', ')}`);
  return own.map((object, index) => {
    const file = join(folder, `${example}-${index}-${object.kind}-${object.metadata.name}.yaml`);
    writeFileSync(file, stringify(object));
    return file;
  });
}

function isOwn({ apiVersion }: Manifest): boolean {
  const [group = '', version] = apiVersion.split('/');
  return version === undefined || !group.includes('.') || group.endsWith('.k8s.io');
}

function validate(program: string, args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(program, ['--strict', '--quiet', ...args], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return { status, said: stdout + stderr };
}

function newestKnown(program: string): number {
  const { stdout } = spawnSync(program, ['--help'], { encoding: 'utf8', env: { ...process.env, COLUMNS: '200' } });
  return Number(/Defaults\s+to\s+1\.(\d+)/.exec(stdout)?.[1]);
}
