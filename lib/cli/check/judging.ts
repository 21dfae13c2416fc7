import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import type { FoundConfig, Judgement, PlacedFinding, RealJudge } from '../../engines/judge';
import { inOwnFolder, InstalledProgram, writeFiles } from './installed-program';
import type { Configuration, Found } from './configuration';
import type { CheckFinding } from './source-file';

/** What became of a configuration. */
export interface Outcome extends Found {
  readonly version?: string;
  /** Who judged it: `vector 0.57.0`. Empty where nobody could. */
  readonly judgedBy: readonly string[];
  readonly notes: readonly string[];
  /** Why nobody judged it. */
  readonly unjudged?: string;
  readonly findings: readonly CheckFinding[];
}

/** The judges of this machine: programs are looked for once. */
export class Judges {
  readonly #installed = new Map<
    string,
    { readonly program: InstalledProgram; readonly version?: string } | undefined
  >();

  /** By the real program where there is one, and by what is built in. */
  judge(configuration: Configuration): Outcome {
    const { judged, version, args, environment, texts, isSecret } = configuration;
    const files = Object.fromEntries(Object.entries(texts).map(([name, { text }]) => [name, text]));
    const config: FoundConfig = { files, args, environment, ...(version === undefined ? {} : { version }) };
    const real = judged.real === undefined ? undefined : this.byProgram(judged.real, config, isSecret);
    const own = judged.builtIn?.judge(config);
    const judgedBy: string[] = [];
    const notes: string[] = [];
    const findings: PlacedFinding[] = [];
    const cannot: string[] = [];
    const take = (by: string, { findings: found, notes: said }: Judgement): void => {
      judgedBy.push(by);
      findings.push(...found);
      notes.push(...said);
    };
    if (real !== undefined && 'cannot' in real) cannot.push(real.cannot);
    else if (real !== undefined) take(real.by, real.judgement);
    // The real program is right where it speaks of the version in question and all is well to it; else it may have stopped at the
    // first fault. What it never speaks of are our warnings.
    const isWell = real !== undefined && !('cannot' in real) && real.judgement.findings.every(isWarning);
    const isWhole = isWell && real.judgement.isPartial !== true;
    const isRight = isWhole && isSameMinor(real.version, version ?? judged.defaultVersion);
    if (judged.builtIn !== undefined && own !== undefined) {
      if (!('cannot' in own) && isRight) findings.push(...own.findings.filter(isWarning));
      else if (!('cannot' in own))
        take(judged.builtIn.name, { ...own, findings: own.findings.filter((one) => !isKnown(one, findings)) });
      else if (judgedBy.length === 0) cannot.push(own.cannot);
    }
    if (judged.real === undefined && judged.builtIn === undefined)
      cannot.push(`there is no judge for ${judged.name} yet`);
    const { program, owner, at, place, route } = configuration;
    return {
      ...{ program, owner, at, place, route, judgedBy },
      ...(version === undefined ? {} : { version }),
      // What one judge could not do is of interest also where another did.
      notes: judgedBy.length === 0 ? [] : [...cannot, ...notes],
      ...(judgedBy.length === 0 ? { unjudged: cannot.join('; ') } : {}),
      findings: findings.map((finding) => inFile(finding, configuration)),
    };
  }

  private byProgram(
    judge: RealJudge,
    config: FoundConfig,
    isSecret: boolean,
  ):
    | { readonly by: string; readonly version?: string; readonly judgement: Judgement }
    | { readonly cannot: string }
    | undefined {
    const found = this.installed(judge);
    if (found === undefined) return undefined;
    const { program, version } = found;
    return inOwnFolder((folder) => {
      const state = join(folder, 'state');
      mkdirSync(state, { mode: 0o700 });
      const prepared = judge.prepare(config, state, version);
      if ('cannot' in prepared) return { cannot: `${judge.program} was not run: ${prepared.cannot}` };
      writeFiles(folder, prepared.files);
      const complaints = [];
      for (const args of prepared.runs) {
        const complaint = program.run(args, folder, prepared.environment);
        complaints.push(complaint);
        if (complaint.code !== 0) break;
      }
      const { findings, notes, isPartial = false } = judge.read(complaints, config);
      const by = version === undefined ? judge.program : `${judge.program} ${version}`;
      const reader = config.version === undefined ? 'no version is declared' : `${config.version} will read it`;
      const other = config.version === version ? [] : [`${by} judged it, and ${reader}`];
      const terms = prepared.notes.map(({ said, summary }) => (isSecret ? summary : said));
      const judgement = {
        findings,
        notes: [...other, ...terms, ...notes],
        isPartial: isPartial || prepared.isPartial,
      };
      return { by, judgement, ...(version === undefined ? {} : { version }) };
    });
  }

  private installed(judge: RealJudge): { readonly program: InstalledProgram; readonly version?: string } | undefined {
    if (!this.#installed.has(judge.program)) {
      const program = InstalledProgram.find(judge.variable, judge.program);
      const version = program && judge.versionOf(program.run(judge.versionArgs, '/', {}).said);
      this.#installed.set(judge.program, program && { program, ...(version === undefined ? {} : { version }) });
    }
    return this.#installed.get(judge.program);
  }
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
  const { source, texts, place, owner, isSecret } = configuration;
  const text = file === undefined || index === undefined ? undefined : texts[file];
  const shown = isSecret
    ? { got: summary, remedy: 'the text is secret and not shown; run its program on it', message: finding.message }
    : {};
  return {
    ...finding,
    ...shown,
    at: `${owner} ${configuration.at}: ${finding.at}`,
    ...(text === undefined || index === undefined ? place : source.place(text.originOf(index))),
  };
}
