import { mkdirSync, readdirSync, readFileSync, rmSync, cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { findHelm } from './found';
import { compiled, root, scratch, wallTime } from './fresh';
import { compare } from './row';
import type { Rows } from './row';

const example = 'examples/airflow-vector';
const runs = 11;

/**
 * The Airflow example from the start of Node to its end, compiled, against cdk8s alone writing the same objects, and against
 * Helm printing a chart of as many.
 */
export function coldSynthRows(): Rows {
  for (const file of readdirSync(join(root, example))) if (file.endsWith('.ts')) compiled(`${example}/${file}`);
  const main = compiled(`${example}/main.ts`);
  cpSync(join(root, example, 'dags'), join(scratch, example, 'dags'), { recursive: true });
  const outdir = join(scratch, 'airflow-vector');
  rmSync(outdir, { recursive: true, force: true });
  const ours = (): number => wallTime(process.execPath, [main], { CDK8S_OUTDIR: outdir });
  ours();

  const bare = compiled('bench/programs/bare-synth.ts');
  const objects = join(scratch, 'objects.json');
  const charts = readdirSync(outdir).map((file) => Yaml.load(join(outdir, file)) as readonly unknown[]);
  writeFileSync(objects, JSON.stringify(charts));
  const base = (): number => wallTime(process.execPath, [bare, objects], { CDK8S_OUTDIR: join(scratch, 'bare') });

  const name = 'cold synth of the Airflow example';
  const helm = findHelm();
  return [
    compare({ name, against: 'cdk8s with the same objects', ours, base, aim: 1.3, runs }),
    'missing' in helm
      ? { name: `${name}, Helm`, missing: helm.missing }
      : compare({
          name: `${name}, Helm`,
          against: `helm template ${helm.version}, as many objects`,
          ours,
          base: helmTemplate(helm.program, charts.flat().length),
          runs,
        }),
  ];
}

function helmTemplate(helm: string, objects: number): () => number {
  const chart = join(scratch, 'chart');
  rmSync(chart, { recursive: true, force: true });
  mkdirSync(join(chart, 'templates'), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: bench\nversion: 0.1.0\n');
  writeFileSync(join(chart, 'values.yaml'), `text: ${JSON.stringify(readFileSync(__filename, 'utf8'))}\n`);
  for (let index = 0; index < objects; index += 1) {
    writeFileSync(
      join(chart, 'templates', `object-${index}.yaml`),
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-${index}\n` +
        'data:\n  text: {{ .Values.text | quote }}\n',
    );
  }
  return () => wallTime(helm, ['template', 'bench', chart]);
}
