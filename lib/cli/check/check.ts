import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseYaml } from '../../languages/yaml/parse';
import { reasonOf } from '../reason';
import { UsageError } from '../usage-error';
import { AgentVersions } from './agent-versions';
import { chartsKnown, isKnownRelease } from './chart-values';
import { extract } from './extract';
import { Helm } from './helm';
import { Judges } from './judging';
import type { Outcome } from './judging';
import { JudgingProgress } from './judging-progress';
import { isRecord, readManifests, readSource } from './manifests';
import { printGithub } from './print-github';
import { printJson } from './print-json';
import { printJunit } from './print-junit';
import { printText } from './print-text';
import { releaseOfFile } from './releases';
import { count } from './report';
import type { Report } from './report';
import { sideBySide } from './side-by-side';

/** What `check` can be told. */
export interface CheckOptions {
  readonly values?: readonly string[];
  readonly chart?: readonly string[];
  readonly agentVersion?: readonly string[];
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
 * @returns the exit code: 1 where there are errors, or with `strict` something was not judged or only in part, or there is nothing to judge; else 0
 */
export async function checkManifests(paths: readonly string[], options: CheckOptions = {}): Promise<number> {
  if (options.json === true && options.github === true) {
    throw new UsageError("'--json' must stand without '--github', which writes to the same place; remove one");
  }
  const report = await judge(paths, options);
  const text = options.json === true ? printJson(report) : printText(report);
  process.stdout.write(options.github === true ? `${text}${printGithub(report)}` : text);
  if (options.junit !== undefined) writeReport(options.junit, printJunit(report));
  const { errors, judged, partly, configurations } = count(report);
  const isWhole = configurations > 0 && judged === configurations && partly === 0;
  return errors > 0 || (options.strict === true && !isWhole) ? 1 : 0;
}

async function judge(paths: readonly string[], options: CheckOptions): Promise<Report> {
  const local = new Map(chartsHere(options));
  const versions = new AgentVersions(pairs('--agent-version', options.agentVersion, 'version'));
  const files = [...pairs('--values', options.values)].map(([chart, file]) => releaseOfFile(chart, readSource(file)));
  for (const release of files) {
    if (release.findings.length > 0 || local.has(release.chart) || isKnownRelease(release)) continue;
    const known = `be of a chart that is known (${chartsKnown.join(', ')}), have one's values under its name, or come with --chart`;
    throw new UsageError(`'--values' must ${known}, got ${release.chart}`);
  }
  // Asked for values alone, nobody means the manifests of the folder around.
  const asked = paths.length > 0 || files.length > 0 ? paths : [outputFolder()];
  const manifests = readManifests(asked);
  const helm = new Helm({ local, pull: options.pull === true });
  const { configurations, unjudged, findings, notes } = extract(manifests.objects, files, helm, options.flux);
  const judges = new Judges();
  const progress = new JudgingProgress(configurations.length);
  const judged = await sideBySide(configurations, async (configuration) => {
    const outcome = await judges.judge(versions.declared(configuration));
    progress.add();
    return outcome;
  }).finally(() => {
    progress.end();
  });
  const outcomes = [
    ...judged,
    ...unjudged.map(({ reason, ...found }): Outcome => ({
      ...found,
      judgedBy: [],
      notes: [],
      unjudged: reason,
      isPartial: false,
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

/** @throws UsageError if there is none at a path */
function chartsHere({ chart }: CheckOptions): readonly (readonly [string, string])[] {
  const charts = pairs('--chart', chart);
  for (const [name, path] of charts) {
    if (!existsSync(path))
      throw new UsageError(`'--chart' must name a chart here, got ${name}=${path}; no file or folder is there`);
  }
  return charts;
}

function pairs(option: string, given: readonly string[] = [], what = 'path'): readonly (readonly [string, string])[] {
  return given.map((pair) => {
    const [, name, value] = /^([^=]+)=(.+)$/.exec(pair) ?? [];
    if (name !== undefined && value !== undefined) return [name, value];
    const form = what === 'path' ? '<chart>=<path>' : '<program>=<version>';
    throw new UsageError(`'${option}' must be ${form}, got ${pair}`);
  });
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`${file} could not be written: ${reasonOf(error)}`, { cause: error });
  }
}
