import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a command wrote while it ran. */
export interface Written {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process and keeps what it writes. */
export async function written(command: () => Promise<number>): Promise<Written> {
  const texts = { out: '', err: '' };
  const take = (to: 'out' | 'err') => (text: string | Uint8Array) => {
    texts[to] += String(text);
    return true;
  };
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(take('out')),
    jest.spyOn(process.stderr, 'write').mockImplementation(take('err')),
  ];
  try {
    const code = await command();
    return { code, ...texts };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

const folders: string[] = [];

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A folder of files that is gone after the suite. */
export function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-logging-cli-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  folders.push(folder);
  return folder;
}
