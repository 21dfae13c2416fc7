import { stringify } from 'yaml';
import { checkManifests } from '../../../lib/cli/check/check';
import type { CheckOptions } from '../../../lib/cli/check/check';
import { folderOf, written } from '../command-line';

/** A finding as `--json` prints it. */
export interface JsonFinding {
  readonly rule: string;
  readonly severity: string;
  readonly at: string;
  readonly got: string;
  readonly remedy: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What `--json` prints. */
export interface JsonReport {
  readonly summary: Readonly<Record<string, number>>;
  readonly configurations: readonly {
    readonly program: string;
    readonly version?: string;
    readonly owner: string;
    readonly at: string;
    readonly route: readonly string[];
    readonly judgedBy: readonly string[];
    readonly notes: readonly string[];
    readonly unjudged?: string;
    readonly findings: readonly JsonFinding[];
  }[];
  readonly findings: readonly JsonFinding[];
  readonly notes: readonly string[];
}

/** Where real programs are looked for; by default nowhere. */
export interface Programs {
  readonly VECTOR?: string;
  readonly ALLOY?: string;
  readonly FLUENT_BIT?: string;
  readonly PROMTAIL?: string;
  readonly LOKI?: string;
  readonly HELM?: string;
  readonly PATH?: string;
}

/** Checks files as the command does, with no program found but those given. */
export async function checked(
  files: Readonly<Record<string, string>>,
  options: CheckOptions = {},
  programs: Programs = {},
): Promise<{ readonly code: number; readonly out: string; readonly folder: string }> {
  const folder = folderOf(files);
  return { ...(await checkedPaths([folder], options, programs)), folder };
}

/** The same for files that there are. */
export async function checkedPaths(paths: readonly string[], options: CheckOptions = {}, programs: Programs = {}) {
  const {
    PATH: _path,
    VECTOR: _vector,
    ALLOY: _alloy,
    FLUENT_BIT: _fluentBit,
    PROMTAIL: _promtail,
    LOKI: _loki,
    HELM: _helm,
    ...rest
  } = process.env;
  const before = process.env;
  process.env = { ...rest, ...programs };
  try {
    return await written(() => Promise.resolve().then(() => checkManifests(paths, options)));
  } finally {
    process.env = before;
  }
}

/** The report for programs. */
export async function report(
  files: Readonly<Record<string, string>>,
  options: CheckOptions = {},
  programs: Programs = {},
): Promise<JsonReport & { readonly code: number; readonly folder: string }> {
  const { code, out, folder } = await checked(files, { ...options, json: true }, programs);
  return { ...(JSON.parse(out) as JsonReport), code, folder };
}

/** What stands at the place of a finding, to the end of the line. */
export function textAt(text: string, { line, column }: JsonFinding): string {
  return [...(text.split('\n')[line - 1] ?? '')].slice(column - 1).join('');
}

/** A ConfigMap with one file. */
export function configMap(name: string, text: string): string {
  const lines = text.split('\n').map((line) => `    ${line}`.trimEnd());
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: files\ndata:\n  ${name}: |\n${lines.join('\n')}\n`;
}

/** A Vector that reads, does what a program says, and writes. */
export function vectorYaml(program: readonly string[], more = ''): string {
  const source = program.map((line) => `      ${line}`).join('\n');
  return `sources:
  in:
    type: stdin
transforms:
  parse:
    type: remap
    inputs: [in]
    source: |
${source}
sinks:
  out:
    type: console
    inputs: [parse]
    encoding: { codec: json }
${more}`.trimEnd();
}

/** A Deployment that mounts the ConfigMap. */
export function deployment(image: string, args: readonly string[]): string {
  const volumeMounts = [{ name: 'config', mountPath: '/etc/vector' }];
  const spec = {
    containers: [{ name: 'it', image, args, volumeMounts, env: [{ name: 'COUNT', value: '3' }] }],
    volumes: [{ name: 'config', configMap: { name: 'files' } }],
  };
  return stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'x' },
    spec: { template: { spec } },
  });
}
