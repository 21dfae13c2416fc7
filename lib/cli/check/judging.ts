import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Complaint,
  FoundConfig,
  JudgedProgram,
  Judgement,
  Note,
  PlacedFinding,
  RealJudge,
} from '../../engines/judge';
import { UsageError } from '../usage-error';
import type { Configuration, Found } from './configuration';
import { InstalledProgram, ownFolder, writeFiles } from './installed-program';
import type { CheckFinding } from './source-file';

/** What became of a configuration. */
export interface Outcome extends Found {
  readonly version?: string;
  /** Who judged it: `vector 0.57.0`. Empty where nobody could. */
  readonly judgedBy: readonly string[];
  readonly notes: readonly string[];
  /** Why nobody judged it. */
  readonly unjudged?: string;
  /** Whether the real program did not judge it, which alone knows all of its words. */
  readonly isPartial: boolean;
  readonly findings: readonly CheckFinding[];
}

/** What is said of a configuration, wherever it stands. */
interface Verdict {
  readonly judgedBy: readonly string[];
  readonly notes: readonly Note[];
  readonly cannot: readonly string[];
  readonly isPartial: boolean;
  readonly findings: readonly PlacedFinding[];
}

interface Installed {
  readonly program: InstalledProgram;
  readonly version: string;
}

/** What the real program said, and of which version it is. */
interface RealVerdict {
  readonly by: string;
  readonly version: string;
  readonly judgement: Judgement;
}

/** The judges of this machine: programs are looked for once, and what is the same is judged once. */
export class Judges {
  readonly #installed = new Map<string, Installed | undefined>();
  readonly #verdicts = new Map<string, Promise<Verdict>>();

  /** By the real program where there is one, and by what is built in. */
  async judge(configuration: Configuration): Promise<Outcome> {
    const { judged, version, args, environment, texts, isSecret } = configuration;
    const files = Object.fromEntries(Object.entries(texts).map(([name, { text }]) => [name, text]));
    const config: FoundConfig = { files, args, environment, ...(version === undefined ? {} : { version }) };
    const id = JSON.stringify([judged.name, config]);
    const known = this.#verdicts.get(id) ?? this.verdict(judged, config);
    this.#verdicts.set(id, known);
    const { judgedBy, notes, cannot, isPartial, findings } = await known;
    const { program, owner, at, place, route } = configuration;
    return {
      ...{ program, owner, at, place, route, judgedBy, isPartial },
      ...(version === undefined ? {} : { version }),
      // What one judge could not do is of interest also where another did.
      notes: judgedBy.length === 0 ? [] : [...cannot, ...notes.map(({ said, summary }) => (isSecret ? summary : said))],
      ...(judgedBy.length === 0 ? { unjudged: cannot.join('; ') } : {}),
      findings: findings.map((finding) => inFile(finding, configuration)),
    };
  }

  private async verdict(judged: JudgedProgram, config: FoundConfig): Promise<Verdict> {
    const { real: judge, builtIn } = judged;
    const real = await this.byProgram(judge, config);
    const own = builtIn.judge(config);
    const judgedBy: string[] = [];
    const versions = new Set<string>();
    const notes: Note[] = [];
    const findings: PlacedFinding[] = [];
    const cannot: string[] = [];
    // Two faults of one judge may stand in one place.
    const add = (found: readonly PlacedFinding[]): void => {
      findings.push(...found.filter((one) => !isKnown(one, findings)));
    };
    const take = (by: string, version: string | undefined, { findings: found, notes: said }: Judgement): void => {
      judgedBy.push(by);
      if (version !== undefined) versions.add(version);
      add(found);
      notes.push(...said);
    };
    if (real !== undefined && 'cannot' in real) cannot.push(real.cannot);
    else if (real !== undefined) take(real.by, real.version, real.judgement);
    const isReal = judgedBy.length > 0;
    // The real program is right where it speaks of the version in question and all is well to it; else it may have stopped at the
    // first fault. What it never speaks of are our warnings.
    const isWell = real !== undefined && !('cannot' in real) && real.judgement.findings.every(isWarning);
    const isWhole = isWell && real.judgement.isPartial !== true;
    const isRight = isWhole && isSameMinor(real.version, config.version ?? judged.defaultVersion);
    if (!('cannot' in own) && isRight) add(own.findings.filter(isWarning));
    else if (!('cannot' in own)) take(builtIn.name, judged.defaultVersion, own);
    else if (!isReal) cannot.push(own.cannot);
    if (config.version === undefined && versions.size > 0) {
      const way = `say --agent-version ${judged.name}=<version>`;
      notes.unshift(plain(`no version is declared, so it was judged as ${[...versions].join(' and ')}; ${way}`));
    }
    const isPartial = !isReal && judgedBy.length > 0;
    if (isPartial && real === undefined) {
      const { only, variable } = judge;
      const who = title(judged.name);
      notes.push(plain(`${only} are judged by ${who} only, which was not found (${variable} or PATH)`));
    }
    return { judgedBy, notes, cannot, isPartial, findings };
  }

  private async byProgram(
    judge: RealJudge,
    config: FoundConfig,
  ): Promise<RealVerdict | { readonly cannot: string } | undefined> {
    const found = this.installed(judge);
    if (found === undefined) return undefined;
    const { program, version } = found;
    const { folder, remove } = ownFolder();
    try {
      const state = join(folder, 'state');
      mkdirSync(state, { mode: 0o700 });
      const prepared = judge.prepare(config, state, version);
      if ('cannot' in prepared) return { cannot: `${judge.program} was not run: ${prepared.cannot}` };
      writeFiles(folder, prepared.files);
      const complaints: Complaint[] = [];
      for (const args of prepared.runs) {
        const complaint = await program.start(args, folder, prepared.environment);
        complaints.push(complaint);
        if (complaint.code !== 0) break;
      }
      const { findings, notes, isPartial = false } = judge.read(complaints, config);
      const by = `${judge.program} ${version}`;
      const { version: reader } = config;
      const other =
        reader === undefined || reader === version ? [] : [plain(`${by} judged it, and ${reader} will read it`)];
      const judgement = {
        findings,
        notes: [...other, ...prepared.notes, ...notes],
        isPartial: isPartial || prepared.isPartial,
      };
      return { by, judgement, version };
    } finally {
      remove();
    }
  }

  private installed(judge: RealJudge): Installed | undefined {
    if (!this.#installed.has(judge.program)) this.#installed.set(judge.program, find(judge));
    return this.#installed.get(judge.program);
  }
}

/** @throws UsageError if the variable names another program; one on the PATH that has the name by chance is not asked */
function find(judge: RealJudge): Installed | undefined {
  const { variable, program: name, versionArgs } = judge;
  const program = InstalledProgram.find(variable, name);
  if (program === undefined) return undefined;
  const version = judge.versionOf(program.run(versionArgs, '/', {}).said);
  if (version !== undefined) return { program, version };
  const given = process.env[variable];
  if (given === undefined || given === '') return undefined;
  const answer = `answers ${versionArgs.join(' ')} with '${name} <version>'`;
  throw new UsageError(`'${variable}' must name a program that ${answer}, got ${given}; name a real ${title(name)}`);
}

function title(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** A note that holds nothing of the text. */
function plain(said: string): Note {
  return { said, summary: said };
}

function isSameMinor(one: string | undefined, other: string | undefined): boolean {
  const minor = (version: string | undefined): string => version?.split('.').slice(0, 2).join('.') ?? '';
  return one !== undefined && minor(one) === minor(other);
}

/** Whether another judge has found a fault in the same place. */
function isKnown({ severity, file, index }: PlacedFinding, findings: readonly PlacedFinding[]): boolean {
  return (
    index !== undefined && findings.some((one) => one.severity === severity && one.file === file && one.index === index)
  );
}

function isWarning({ severity }: PlacedFinding): boolean {
  return severity === 'warning';
}

function inFile({ summary, file, index, ...finding }: PlacedFinding, configuration: Configuration): CheckFinding {
  const { source, texts, place, owner, at, isSecret } = configuration;
  const text = file === undefined || index === undefined ? undefined : texts[file];
  const holder = `${owner} ${at}`;
  return {
    ...finding,
    ...(isSecret ? { at: holder, ...hidden(summary) } : { at: `${holder}: ${finding.at}` }),
    ...(text === undefined || index === undefined ? place : source.place(text.originOf(index))),
  };
}

/** What is said of a text that is secret: also names in it may tell something. */
function hidden(summary: string): Pick<CheckFinding, 'got' | 'message' | 'remedy'> {
  return {
    got: summary,
    message: 'the configuration must keep the rule',
    remedy: 'the text is secret and not shown; see the line and column, and run its program on it',
  };
}
