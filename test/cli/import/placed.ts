import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { importText } from '../../../lib/cli/import/import';
import type { ImportAgent } from '../../../lib/cli/import/print-chart';
import { readFile } from '../../../lib/engines/promtail/import/read-file';
import type { Sample } from './samples';

/** Where configurations stand. */
export const data = join(__dirname, '../../data/promtail');

/** The text of a configuration. */
export function configuration(name: string): string {
  return readFileSync(join(data, `${name}.yaml`), 'utf8');
}

/** A configuration, its module and its logs in a folder that stands for the node's `/`. */
export interface Placed {
  readonly folder: string;
  readonly native: string;
  readonly module: string;
  readonly pods: string | undefined;
}

export function place(name: string, { files, pods }: Sample, agent: ImportAgent): Placed {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-logging-import-'));
  const write = (path: string, text: string): string => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  for (const [path, lines] of Object.entries(files)) {
    write(join(folder, 'node', path), lines.map((line) => `${line}\n`).join(''));
  }
  // A module finds cdk8s in the project that it stands in.
  symlinkSync(join(__dirname, '../../../node_modules'), join(folder, 'node_modules'));
  const text = configuration(name);
  return {
    folder,
    native: write(
      join(folder, 'promtail.yaml'),
      text.includes('scrape_configs:') ? text : JSON.stringify(readFile(text).config),
    ),
    module: write(join(folder, 'pipeline.ts'), importText(text, `${name}.yaml`, agent).module),
    pods:
      pods === undefined ? undefined : write(join(folder, 'pods.json'), JSON.stringify({ kind: 'List', items: pods })),
  };
}
