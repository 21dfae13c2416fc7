import { join } from 'node:path';
import { SourceGlob } from '../../../lib/cli/source-glob';
import type { AgentProgram } from '../../../lib/cli/compare/agent-program';

/** What a fake agent does with the lines that it reads. */
export interface FakeBehaviour {
  readonly labels: Readonly<Record<string, string>>;
  /** Replaces a part of each line by another. */
  readonly line?: readonly [string, string];
  /** Takes no notice of being asked to end. */
  readonly stubborn?: boolean;
  readonly fails?: string;
}

/** A program of Node's in the place of an agent's. It reads `/logs/a.log`, whatever its configuration says. */
export function fakeProgram(
  name: AgentProgram['name'],
  behaviour: FakeBehaviour | 'not installed',
  paths: readonly string[] = ['/logs/a.log'],
): AgentProgram {
  return {
    name,
    variable: name.toUpperCase(),
    fileName: 'fake.json',
    tieBreaks: () => [],
    find: () =>
      behaviour === 'not installed'
        ? undefined
        : { path: process.execPath, arguments: [join(__dirname, 'fake-agent.mjs')], version: '1.0.0' },
    args: (file) => [file],
    expands: () => false,
    redirect: (_config, { root, url }) => ({
      text: JSON.stringify({ root, url: url('0'), paths, ...(behaviour as FakeBehaviour) }),
      targets: { 0: 'http://loki' },
      leftOut: [],
      notes: [],
    }),
    reads: () => ({ globs: [new SourceGlob('/logs/*.log')], pods: false }),
  };
}
