import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LokiEntry } from '../../lib/pipeline/entry';
import { Interpreter } from '../../lib/pipeline/interpreter/interpreter';
import { records } from '../../lib/pipeline/records';
import { Size } from 'cdk8s';
import { root } from './contract-case';
import type { ContractCase } from './contract-case';
import type { ContractResult, ContractRunner } from './contract-runner';

const readAt = '2026-11-21T00:00:00.000000001Z';
const readInstant = BigInt(Date.UTC(2026, 10, 21)) * 1_000_000n + 1n;

/** The interpreter reads real files too, so that what splits lines is part of it. */
export const interpreterRunner: ContractRunner = {
  name: 'interpreter',
  find: () => undefined,
  leavesOut: () => undefined,
  run: (cases) => Promise.resolve(cases.map(runCase)),
};

function runCase(contractCase: ContractCase): ContractResult {
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  try {
    return { entries: readFolder(contractCase, folder), read: [readAt, readAt] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readFolder({ pipeline, files, pod }: ContractCase, folder: string): readonly LokiEntry[] {
  const model = pipeline({ url: 'http://loki' });
  const entries: LokiEntry[] = [];
  const interpreter = new Interpreter(model, {
    onEntry: (entry) => entries.push(entry as LokiEntry),
    now: () => readInstant,
  });
  const maxLineBytes = Size.kibibytes((model.sources[0].spec.maxLineBytes || 1) / 1024);
  for (const { path, bytes } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    const origin = pod ?? { path: `${root}/${path}` };
    for (const record of records({ file }, origin, { maxLineBytes })) interpreter.push(record);
  }
  interpreter.flush();
  return entries;
}
