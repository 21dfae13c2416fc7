import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Engine } from '../../engines/engine';
import { engines } from '../../engines/engines';
import { importConfig } from '../../engines/promtail/import/import-config';
import type { ImportTarget } from '../../engines/promtail/import/import-config';
import { Inexpressible } from '../../engines/promtail/import/note';
import type { Note } from '../../engines/promtail/import/note';
import { Options } from '../../engines/promtail/import/options';
import { readFile } from '../../engines/promtail/import/read-file';
import { shownText } from '../../engines/promtail/import/variables';
import { reasonOf } from '../reason';
import { UsageError } from '../usage-error';
import { printModule } from './print-module';
import type { ImportAgent } from './print-chart';

/** What `import` can be told. */
export interface ImportOptions {
  /** Who runs what is made. @default 'alloy' */
  readonly agent?: string;
  /** A file to write the module to. @default - standard output */
  readonly out?: string;
}

/**
 * Makes TypeScript of a configuration of Promtail's: pipelines and a chart to standard output, and to standard error each part
 * that was not carried over as it was.
 *
 * @returns the exit code: 0, also where parts were left out
 * @throws UsageError if the file is none of Promtail's, saying what to give instead
 */
export function importPromtail(file: string, options: ImportOptions = {}): number {
  const agent = agentOf(options.agent);
  const text = read(file);
  const { module, notes } = importText(text, basename(file), agent);
  if (options.out === undefined) process.stdout.write(module);
  else write(options.out, module);
  for (const line of printNotes(notes)) process.stderr.write(`${line}\n`);
  return 0;
}

/** A module of a configuration, and what was not carried over as it was. */
export function importText(
  text: string,
  file: string,
  agent: ImportAgent,
): { readonly module: string; readonly notes: readonly Note[] } {
  try {
    const { config, from, notes } = readFile(text);
    const imported = importConfig(Options.of('', config), targetOf(agent));
    const title = from === undefined ? file : `${from} (${file})`;
    return { module: shownText(printModule(imported, { file: title, agent })), notes: [...notes, ...imported.notes] };
  } catch (error) {
    if (error instanceof Inexpressible) throw new UsageError(`${file}: ${error.at} ${error.why}`, { cause: error });
    throw error instanceof TypeError ? error : new UsageError(`${file}: ${reasonOf(error)}`, { cause: error });
  }
}

function targetOf(agent: ImportAgent): ImportTarget {
  const engine: Engine = engines[agent]();
  return { mayBeNative: agent === 'alloy', check: (pipelines) => engine.check(pipelines) };
}

/** The list, its kinds in the order of their weight. */
export function printNotes(notes: readonly Note[]): readonly string[] {
  const kinds = ['left out', 'native', 'differs', 'supply'] as const;
  const lines = kinds.flatMap((kind) =>
    notes
      .filter((note) => note.kind === kind)
      .map(({ at, what, why }) => {
        const place = at === what || at.endsWith(`.${what}`) ? at : `${at}: ${what}`;
        return `${kind.padEnd(9)} ${shownText(place)}: ${shownText(why)}`;
      }),
  );
  return [...new Set(lines)];
}

function agentOf(agent = 'alloy'): ImportAgent {
  if (agent === 'alloy' || agent === 'promtail') return agent;
  throw new UsageError(`'--agent' must be alloy or promtail, got '${agent}'`);
}

function read(file: string): string {
  if (!existsSync(resolve(file))) throw new UsageError(`no file at ${file}`);
  try {
    return readFileSync(resolve(file), 'utf8');
  } catch (error) {
    throw new UsageError(`${file} could not be read: ${reasonOf(error)}`, { cause: error });
  }
}

function write(file: string, module: string): void {
  try {
    // A module that somebody has worked on is not lost.
    writeFileSync(resolve(file), module, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`${file} could not be written: ${reasonOf(error)}`, { cause: error });
  }
}
