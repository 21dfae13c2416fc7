import { vectorInterpolation } from '../../engines/vector/interpolation';
import { tieBreakName } from '../../engines/vector/translate/loki-sink';
import { fileOffset, observedTime } from '../../engines/vector/translate/origins';
import { quote } from '../../languages/vrl/quote';
import picomatch from 'picomatch';
import { reasonOf } from '../reason';
import { SourceGlob } from '../source-glob';
import { UsageError } from '../usage-error';
import type { AgentProgram, Redirected, Redirection } from './agent-program';
import { installed } from './installed';
import { kubernetesLogs } from './kubernetes-logs';
import { namedUrl } from './named-url';
import { isYamlMap, listOf, mapOf, parseTree, pick, plain, printTree, quoted, textOf } from './yaml-tree';
import type { YamlMap } from './yaml-tree';

const fileName = 'vector.yaml';
const permission = 'VECTOR_DANGEROUSLY_ALLOW_ENV_VAR_INTERPOLATION';

/** Vector. */
export const vectorProgram: AgentProgram = {
  name: 'vector',
  variable: 'VECTOR',
  fileName,
  tieBreaks: (taken) => [fileOffset, observedTime].map((key) => tieBreakName(taken, key)),
  find: () => installed('VECTOR', 'vector', ['--version'], /^vector (\S+)/),
  args: (file) => ['--config', file],
  expands: (version, environment) => always(version) || environment[permission] === 'true',
  redirect,
  reads(config, expand) {
    const sources = Object.values(mapOf(parseTree(expanded(config, expand), fileName)['sources'])).map(mapOf);
    return {
      globs: sources
        .flatMap((source) => listOf(source['include']).flatMap((glob) => textOf(glob) ?? []))
        .map((glob) => new SourceGlob(glob)),
      pods: sources.some((source) => textOf(source['type']) === 'kubernetes_logs'),
    };
  },
};

/** What of the configuration says how lines are read and changed, and nothing of the place. */
const globalKeys = new Set(['timezone', 'log_schema', 'enrichment_tables', 'schema', 'acknowledgements']);
/** Of a sink: what says where, who, and how often it is tried. */
const placeKeys = new Set(['endpoint', 'path', 'auth', 'tls', 'proxy', 'buffer', 'healthcheck', 'inputs', 'request']);
/** Of a source: what depends on the age of files, or takes them away. */
const fileKeys = new Set([
  ...['include', 'exclude', 'data_dir', 'read_from', 'ignore_older_secs', 'ignore_older', 'remove_after_secs'],
  ...['start_at_beginning', 'ignore_checkpoints'],
]);

function redirect(config: string, where: Redirection): Redirected {
  const tree = parseTree(expanded(config, where.expand), fileName);
  const [sources, transforms, sinks] = ['sources', 'transforms', 'sinks'].map((key) => maps(tree[key]));
  if (sources === undefined || transforms === undefined || sinks === undefined) throw new Error('three sections');
  const leftOut: string[] = [];
  const notes: string[] = [];
  const read: Record<string, YamlMap> = {};
  const change: Record<string, YamlMap> = {};
  const names = [...Object.keys(sources), ...Object.keys(transforms)];
  for (const [name, source] of Object.entries(sources)) {
    const type = textOf(source['type']) ?? '';
    // What consumes the source reads its path without the run's folder, under the source's own name.
    const below = `${name}__compare`;
    if (type === 'file') {
      read[below] = fileSource(source, where.root);
      change[name] = shownPath(below, textOf(source['file_key']) ?? 'file', where.root);
    } else if (type === 'kubernetes_logs') {
      const stands = kubernetesLogs(source, below, where);
      read[below] = stands.source;
      Object.assign(change, stands.transforms, { [name]: stands.last });
      notes.push(`source ${name}: kubernetes_logs reads through Kubernetes' API; a file source and VRL stand for it`);
    } else leftOut.push(`source ${name}: ${type} does not read files`);
  }
  if (Object.keys(read).length === 0)
    throw new UsageError(`${fileName} must read files, got ${leftOut.join('; ') || 'no sources'}`);
  const targets: Record<string, string> = {};
  const sent: Record<string, YamlMap> = {};
  for (const [name, sink] of Object.entries(sinks)) {
    const type = textOf(sink['type']) ?? '';
    if (type !== 'loki') {
      leftOut.push(`sink ${name}: ${type} is not Loki's`);
      continue;
    }
    const to = String(Object.keys(targets).length);
    targets[to] = namedUrl(textOf(sink['endpoint']) ?? '');
    sent[name] = {
      ...pick(sink, (key) => !placeKeys.has(key)),
      inputs: listOf(sink['inputs']),
      endpoint: quoted(where.url(to)),
      healthcheck: { enabled: plain(false) },
    };
  }
  if (Object.keys(sent).length === 0)
    throw new UsageError(`${fileName} must have a sink of type loki, got none; compare shows what it sends`);
  const wired = pruned({ ...transforms, ...sent }, names, new Set(Object.keys(change)));
  const of = (section: Readonly<Record<string, YamlMap>>): YamlMap =>
    Object.fromEntries(Object.entries(wired).filter(([name]) => Object.hasOwn(section, name)));
  const text = printTree({
    ...pick(tree, (key) => globalKeys.has(key)),
    data_dir: quoted(where.dataDir),
    sources: read,
    transforms: { ...change, ...of(transforms) },
    sinks: of(sent),
  });
  return { text: always(where.version) ? vectorInterpolation.escape(text) : text, targets, leftOut, notes };
}

function maps(section: YamlMap[string] | undefined): Readonly<Record<string, YamlMap>> {
  return Object.fromEntries(
    Object.entries(mapOf(section)).filter((entry): entry is [string, YamlMap] => isYamlMap(entry[1])),
  );
}

/** Whether this version expands variables whatever it is told. */
function always(version: string | undefined): boolean {
  const [major = 0, minor = 0] = (version ?? '0.57.0').split('.').map(Number);
  return major === 0 && minor < 57;
}

function expanded(config: string, expand: Redirection['expand']): string {
  if (expand === undefined) return config;
  try {
    return vectorInterpolation.read(config, expand);
  } catch (error) {
    throw new UsageError(`${fileName}: variables cannot be expanded: ${reasonOf(error)}`, { cause: error });
  }
}

function fileSource(source: YamlMap, root: string): YamlMap {
  const below = (globs: YamlMap[string] | undefined) =>
    listOf(globs).map((glob) => quoted(`${root}${textOf(glob) ?? ''}`));
  return {
    ...pick(source, (key) => !fileKeys.has(key)),
    include: below(source['include']),
    ...(source['exclude'] !== undefined && { exclude: below(source['exclude']) }),
    read_from: plain('beginning'),
  };
}

function shownPath(from: string, key: string, root: string): YamlMap {
  const place = key === '' ? undefined : key.startsWith('.') ? key : `.${key}`;
  const cut = place === undefined ? '.' : `${place} = replace(string(${place}) ?? "", ${quote(root)}, "", count: 1)`;
  return { type: plain('remap'), inputs: [quoted(from)], source: quoted(cut) };
}

/** Components without inputs that are not run; those that have no others are not run either. */
function pruned(
  components: Readonly<Record<string, YamlMap>>,
  names: readonly string[],
  sources: ReadonlySet<string>,
): Readonly<Record<string, YamlMap>> {
  const left = new Map(Object.entries(components));
  // A wildcard would find what is added here, too.
  const inputsOf = (component: YamlMap): readonly string[] =>
    listOf(component['inputs']).flatMap((input) => {
      const name = textOf(input) ?? '';
      // `route.*` is all that `route` gives.
      if (!name.includes('*') || names.includes(name.split('.')[0] ?? '')) return [name];
      const matches = picomatch(name, { dot: true });
      return names.filter((one) => matches(one));
    });
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const [name, component] of left) {
      // `route.a` is an output of `route`.
      const inputs = inputsOf(component).filter((input) => {
        const id = input.split('.')[0] ?? '';
        return sources.has(id) || left.has(id);
      });
      if (inputs.length === 0) left.delete(name);
      else left.set(name, { ...component, inputs: inputs.map((input) => quoted(input)) });
    }
  }
  return Object.fromEntries(left);
}
