import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'lossless-json';
import { printInstant } from '../../lib/languages/time/instant';
import type { LokiEntry } from '../../lib/pipeline/entry';
import { Interpreter } from '../../lib/pipeline/interpreter/interpreter';
import { LineSplitter } from '../../lib/pipeline/line-splitter';
import type { LogPipeline } from '../../lib/pipeline/log-pipeline';
import type { EngineName } from '../../lib/pipeline/engine-name';
import type { LogRecord, Origin } from '../../lib/pipeline/record';
import { root } from './contract-case';
import type { ContractCase } from './contract-case';
import type { ContractResult, ContractRunner } from './contract-runner';
import { CriReader } from './cri';
import { performStep } from './file-steps';
import { printedEntry } from './printed-entry';
import { readingSource } from './reading-source';

const readInstant = BigInt(Date.UTC(2026, 10, 21)) * 1_000_000n + 1n;
/** How long an agent reads nothing before files change. */
const pause = 2_000n * 1_000_000n;

/** The interpreter reads real files too, so that what splits lines is part of it. */
export const interpreterRunner: ContractRunner = {
  name: 'interpreter',
  find: () => undefined,
  leavesOut({ pipeline }) {
    const isAlloy = pipeline({ url: 'http://loki' }).stages.some(({ nativeTo }) => nativeTo.includes('alloy'));
    return isAlloy ? 'it runs no code of Alloy, of which there is no other program than Alloy' : undefined;
  },
  run: (cases) => Promise.resolve(cases.map(runCase)),
};

function runCase(contractCase: ContractCase): ContractResult {
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  try {
    for (const { path, bytes } of contractCase.files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), contractCase.runtimeFile ?? bytes);
    }
    return new Run(contractCase, folder).result();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Reads on in one file, until it is cut off. */
type Reader = (chunk: Buffer) => Iterable<LogRecord>;

/** A file that is read: it is itself whatever its name. */
interface Followed {
  readonly read: Reader;
  readonly at: number;
}

/** A pipeline at work on a case's files, as an agent follows them. */
class Run {
  private readonly model: LogPipeline<EngineName>;
  private readonly interpreter: Interpreter;
  private readonly entries: LokiEntry[] = [];
  private readonly followed = new Map<number, Followed>();
  private now = readInstant;

  constructor(
    private readonly contractCase: ContractCase,
    private readonly folder: string,
  ) {
    this.model = contractCase.pipeline({ url: 'http://loki' });
    this.interpreter = new Interpreter(this.model, {
      onEntry: (entry) => this.entries.push('labels' in entry ? entry : printedEntry(stringify(entry) ?? '')),
      now: () => this.now,
    });
  }

  result(): ContractResult {
    this.read();
    for (const steps of this.contractCase.moments ?? []) {
      this.now += pause;
      if (this.longestWait < pause) this.interpreter.flush();
      const place = (path: string): string => join(this.folder, path);
      for (const step of steps) performStep(step, { place, bytes: (written) => written });
      this.read();
    }
    this.interpreter.flush();
    return { entries: this.entries, read: [printInstant(readInstant), printInstant(this.now)] };
  }

  private get longestWait(): bigint {
    const waits = this.model.stages.map(({ spec }) => (spec.kind === 'joinLines' ? spec.maxWaitMs : 0));
    return BigInt(Math.max(0, ...waits)) * 1_000_000n;
  }

  private read(): void {
    for (const path of readdirSync(this.folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const { ino, size, isFile } = fileAt(join(this.folder, path));
      if (!isFile) continue;
      const known = this.followed.get(ino);
      const { read, at } = known === undefined || size < known.at ? { read: this.reader(path), at: 0 } : known;
      if (read === undefined) continue;
      this.followed.set(ino, { read, at: size });
      const bytes = readFileSync(join(this.folder, path)).subarray(at);
      for (const record of read(bytes)) this.interpreter.push(record);
    }
  }

  /** What reads a new file; nothing where no source does. */
  private reader(path: string): Reader | undefined {
    const { pod, runtimeFile } = this.contractCase;
    const origin: Origin = pod ?? { path: `${root}/${path}` };
    const sources = this.model.sources.map(({ spec }) => spec);
    const source = readingSource(sources, origin);
    if (source === undefined || (pod !== undefined && !path.endsWith('.log'))) return undefined;
    if (runtimeFile !== undefined) return readerOf(new CriReader(origin, source.maxLineBytes));
    const splitter = new LineSplitter(source.maxLineBytes);
    return function* (chunk) {
      for (const line of splitter.push(chunk)) yield { line, origin };
    };
  }
}

function readerOf(reader: CriReader): Reader {
  return (chunk) => reader.push(chunk);
}

function fileAt(path: string): { readonly ino: number; readonly size: number; readonly isFile: boolean } {
  const stat = statSync(path);
  return { ino: stat.ino, size: stat.size, isFile: stat.isFile() };
}
