import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseYaml } from '../../languages/yaml/parse';
import { reasonOf } from '../reason';
import { UsageError } from '../usage-error';
import { extract } from './extract';
import { Helm } from './helm';
import { Judges } from './judging';
import type { Outcome } from './judging';
import { isRecord, readManifests, readSource } from './manifests';
import { printGithub } from './print-github';
import { printJson } from './print-json';
import { printJunit } from './print-junit';
import { printText } from './print-text';
import { releaseOfFile } from './releases';
import { count } from './report';
import type { Report } from './report';

/** What `check` can be told. */
export interface CheckOptions {
  readonly values?: readonly string[];
  readonly chart?: readonly string[];
  readonly pull?: boolean;
  readonly flux?: boolean;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly github?: boolean;
  readonly junit?: string;
}

/**
 * Judges every configuration that manifests embed, and prints one report.
 *
 * @returns the exit code: 1 where there are errors, or with `strict` something was not judged or there is nothing to judge; else 0
 */
export function checkManifests(paths: readonly string[], options: CheckOptions = {}): number {
  if (options.json === true && options.github === true) {
    throw new UsageError("'--json' must stand without '--github', which writes to the same place; remove one");
  }
  const report = judge(paths, options);
  const text = options.json === true ? printJson(report) : printText(report);
  process.stdout.write(options.github === true ? `${text}${printGithub(report)}` : text);
  if (options.junit !== undefined) writeReport(options.junit, printJunit(report));
  const { errors, judged, configurations } = count(report);
  return errors > 0 || (options.strict === true && (configurations === 0 || judged < configurations)) ? 1 : 0;
}

function judge(paths: readonly string[], options: CheckOptions): Report {
  const files = [...pairs('--values', options.values)].map(([chart, file]) => releaseOfFile(chart, readSource(file)));
  // Asked for values alone, nobody means the manifests of the folder around.
  const asked = paths.length > 0 || files.length > 0 ? paths : [outputFolder()];
  const manifests = readManifests(asked);
  const helm = new Helm({ local: new Map(pairs('--chart', options.chart)), pull: options.pull === true });
  const { configurations, unjudged, findings, notes } = extract(manifests.objects, files, helm, options.flux);
  const judges = new Judges();
  const outcomes = [
    ...configurations.map((configuration) => judges.judge(configuration)),
    ...unjudged.map(({ reason, ...found }): Outcome => ({
      ...found,
      judgedBy: [],
      notes: [],
      unjudged: reason,
      findings: [],
    })),
  ].sort((a, b) => a.place.file.localeCompare(b.place.file) || a.place.line - b.place.line);
  const none =
    outcomes.length === 0 ? [`no configurations in ${[...asked, ...files.map(({ owner }) => owner)].join(', ')}`] : [];
  return { outcomes, findings: [...manifests.findings, ...findings], notes: [...notes, ...none] };
}

/** Where `cdk8s synth` writes: what cdk8s.yaml says, else `dist/manifests`. */
function outputFolder(): string {
  const settings = 'cdk8s.yaml';
  if (!existsSync(settings)) return 'dist/manifests';
  try {
    const read = parseYaml(readFileSync(settings, 'utf8'));
    const output = isRecord(read) ? read['output'] : undefined;
    return typeof output === 'string' ? output : 'dist';
  } catch (error) {
    throw new UsageError(`${settings} could not be read: ${reasonOf(error)}`, { cause: error });
  }
}

function pairs(option: string, given: readonly string[] = []): readonly (readonly [string, string])[] {
  return given.map((pair) => {
    const [, name, path] = /^([^=]+)=(.+)$/.exec(pair) ?? [];
    if (name !== undefined && path !== undefined) return [name, path];
    throw new UsageError(`'${option}' must be <chart>=<path>, got ${pair}`);
  });
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`${file} could not be written: ${reasonOf(error)}`, { cause: error });
  }
}
