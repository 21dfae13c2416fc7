import { luaString } from '../../engines/fluent-bit/lua/print';
import { tieBreakName } from '../../engines/fluent-bit/translate/loki-sink';
import { SourceGlob } from '../source-glob';
import { UsageError } from '../usage-error';
import type { AgentProgram, Redirected, Redirection } from './agent-program';
import { containerFolder } from './container-log';
import type { ContainerLog } from './container-log';
import { installed } from './installed';
import { namedUrl } from './named-url';
import { listOf, mapOf, parseTree, pick, plain, printTree, quoted, textOf } from './yaml-tree';
import type { YamlMap, YamlTree } from './yaml-tree';

const fileName = 'fluent-bit.yaml';

/** Fluent Bit, by its configuration in YAML. */
export const fluentBitProgram: AgentProgram = {
  name: 'fluent-bit',
  variable: 'FLUENT_BIT',
  fileName,
  tieBreaks: (taken) => [tieBreakName(taken)],
  find: () => installed('FLUENT_BIT', 'fluent-bit', ['--version'], /^Fluent Bit v(\S+)/),
  args: (file) => ['-c', file],
  // Property by property, when it runs.
  expands: () => false,
  redirect,
  reads(config) {
    const { inputs, filters } = pluginsOf(parse(config));
    return {
      globs: inputs
        .filter((input) => named(input) === 'tail')
        .flatMap(globsOf)
        .map((glob) => new SourceGlob(glob)),
      pods: filters.some((filter) => named(filter) === 'kubernetes'),
    };
  },
  files(config) {
    const tree = parse(config);
    const { filters, outputs } = pluginsOf(tree);
    const parsers = listOf(propertyOf(mapOf(tree['service']), 'parsers_file')).flatMap((each) => textOf(each) ?? []);
    const steps = outputs.flatMap((output) => listOf(mapOf(output['processors'])['logs']).map(mapOf));
    const scripts = [...filters, ...steps].flatMap((each) =>
      named(each) === 'lua' ? (textOf(each['script']) ?? []) : [],
    );
    return [...parsers, ...scripts].filter((name) => !name.startsWith('/'));
  },
};

/** What of the service says how records are changed, and nothing of the place. */
const serviceKeys = new Set(['flush', 'grace', 'parsers_file', 'multiline_buffer_limit', 'json.escape_unicode']);
/** What of a configuration is run, or has been judged. */
const sections = /^(?:env|service|parsers|multiline_parsers|pipeline)$/i;
/** Of an input: what says where its files and positions are, and what depends on the age of files. */
const placeOfInput =
  /^(?:path|exclude_path|db(?:\..*)?|read_from_head|ignore_older|ignore_active_older_files|storage\..*|mem_buf_limit)$/i;
/** Of an output: what says where, who, and how often it is tried. */
const placeOfOutput =
  /^(?:host|port|uri|tls(?:\..*)?|net\..*|http_user|http_passwd|bearer_token|header|proxy|retry_limit|storage\..*|oauth2\..*)$/i;
/** Inputs that go on by themselves, and say nothing of the place. */
const clocks = ['dummy'];

function redirect(config: string, where: Redirection): Redirected {
  const tree = parse(config);
  const { inputs, filters, outputs } = pluginsOf(tree);
  const leftOut = Object.keys(tree)
    .filter((key) => !sections.test(key))
    .map((key) => `${key}: it is not looked into`);
  const notes: string[] = [];
  const read = inputs.flatMap((input, index) => {
    const type = named(input);
    if (type === 'tail') return [tailBelow(input, index, where)];
    if (clocks.includes(type)) return [pick(input, (key) => !placeOfInput.test(key))];
    leftOut.push(`input ${calledOf(input)}: ${type} does not read files`);
    return [];
  });
  const tails = inputs.filter((input) => named(input) === 'tail');
  if (tails.length === 0) throw new UsageError(`${fileName} must read files, got ${leftOut.join('; ') || 'no inputs'}`);
  const targets: Record<string, string> = {};
  const sent = outputs.flatMap((output) => {
    if (named(output) !== 'loki') {
      leftOut.push(`output ${calledOf(output)}: ${named(output)} is not Loki's`);
      return [];
    }
    const to = String(Object.keys(targets).length);
    targets[to] = namedUrl(urlOf(output));
    const { hostname, port, pathname } = new URL(where.url(to));
    return [
      {
        ...pick(output, (key) => !placeOfOutput.test(key)),
        host: quoted(hostname),
        port: plain(port),
        uri: quoted(`${pathname}/loki/api/v1/push`),
      },
    ];
  });
  if (sent.length === 0) {
    throw new UsageError(`${fileName} must have an output of loki, got none; compare shows what it sends`);
  }
  const changed = filters.map((filter) => {
    if (named(filter) !== 'kubernetes') return filter;
    notes.push(`filter ${calledOf(filter)}: kubernetes asks a cluster's API; a filter in Lua stands for it`);
    return knownPods(filter, tails, where);
  });
  const shown = tails.flatMap((tail) => shownPath(tail, where.root));
  return {
    text: printTree({
      ...pick(tree, (key) => /^(?:env|parsers|multiline_parsers)$/i.test(key)),
      service: pick(mapOf(tree['service']), (key) => serviceKeys.has(key.toLowerCase())),
      pipeline: { inputs: read, filters: [...shown, ...changed], outputs: sent },
    }),
    targets,
    leftOut,
    notes,
  };
}

function parse(config: string): YamlMap {
  if (/^\s*\[(?:INPUT|OUTPUT|SERVICE|FILTER)\]\s*$/im.test(config)) {
    throw new UsageError("a configuration of Fluent Bit's must be YAML here, got classic; write it as YAML");
  }
  return parseTree(config, fileName);
}

interface Plugins {
  readonly inputs: readonly YamlMap[];
  readonly filters: readonly YamlMap[];
  readonly outputs: readonly YamlMap[];
}

function pluginsOf(tree: YamlMap): Plugins {
  const pipeline = mapOf(tree['pipeline']);
  const of = (section: string): readonly YamlMap[] => listOf(pipeline[section]).map(mapOf);
  return { inputs: of('inputs'), filters: of('filters'), outputs: of('outputs') };
}

function named(plugin: YamlMap): string {
  return (textOf(propertyOf(plugin, 'name')) ?? '').toLowerCase();
}

function calledOf(plugin: YamlMap): string {
  return textOf(propertyOf(plugin, 'alias')) ?? textOf(propertyOf(plugin, 'tag')) ?? named(plugin);
}

/** Fluent Bit reads names of properties in any case. */
function propertyOf(plugin: YamlMap, name: string): YamlTree | undefined {
  return Object.entries(plugin).find(([key]) => key.toLowerCase() === name)?.[1];
}

function globsOf(tail: YamlMap): readonly string[] {
  return (textOf(propertyOf(tail, 'path')) ?? '').split(',').map((glob) => glob.trim());
}

function urlOf(output: YamlMap): string {
  const isEncrypted = /^(?:on|true|yes)$/i.test(textOf(propertyOf(output, 'tls')) ?? '');
  const host = textOf(propertyOf(output, 'host')) ?? '127.0.0.1';
  const port = textOf(propertyOf(output, 'port')) ?? '3100';
  return `${isEncrypted ? 'https' : 'http'}://${host}:${port}${textOf(propertyOf(output, 'uri')) ?? ''}`;
}

function tailBelow(tail: YamlMap, index: number, { root, dataDir }: Redirection): YamlMap {
  const exclude = textOf(propertyOf(tail, 'exclude_path'));
  const below = (globs: readonly string[]): YamlTree => quoted(globs.map((glob) => `${root}${glob.trim()}`).join(','));
  return {
    ...pick(tail, (key) => !placeOfInput.test(key)),
    path: below(globsOf(tail)),
    ...(exclude === undefined ? {} : { exclude_path: below(exclude.split(',')) }),
    read_from_head: plain(true),
    refresh_interval: plain(1),
    db: quoted(`${dataDir}/tail.${index}.db`),
  };
}

/** The path as it is on the node, before any filter sees it. */
function shownPath(tail: YamlMap, root: string): readonly YamlMap[] {
  const key = textOf(propertyOf(tail, 'path_key'));
  if (key === undefined) return [];
  const name = luaString(key);
  return [
    luaFilter(
      matchOf(tail),
      `
function step(tag, at, record)
  local path = record[${name}]
  if type(path) ~= "string" or path:sub(1, ${Buffer.byteLength(root)}) ~= ${luaString(root)} then return 0, at, record end
  record[${name}] = path:sub(${Buffer.byteLength(root) + 1})
  return 2, at, record
end`,
    ),
  ];
}

/** What the filter finds of pods, by the folder of a file. */
function knownPods(filter: YamlMap, tails: readonly YamlMap[], { containers }: Redirection): YamlMap {
  const keys = tails.flatMap((tail) => textOf(propertyOf(tail, 'path_key')) ?? []);
  const pods = containers.map((one) => `[${luaString(containerFolder(one))}] = ${podOf(one)},`);
  return luaFilter(
    textOf(propertyOf(filter, 'match')) ?? '*',
    `
local pods = {
${pods.join('\n')}
}
function step(tag, at, record)
  for _, key in ipairs({ ${keys.map(luaString).join(', ')} }) do
    local path = record[key]
    local folder = type(path) == "string" and path:match("^(.*)/[^/]*$")
    if folder and pods[folder] then
      record.kubernetes = pods[folder]
      return 2, at, record
    end
  end
  return 0, at, record
end`,
  );
}

function podOf(log: ContainerLog): string {
  const texts = (all: Readonly<Record<string, string>>): string =>
    `{ ${Object.entries(all)
      .map(([key, text]) => `[${luaString(key)}] = ${luaString(text)}`)
      .join(', ')} }`;
  const names = {
    pod_name: log.pod,
    namespace_name: log.namespace,
    pod_id: log.uid,
    host: log.node,
    pod_ip: log.podIp,
    container_name: log.container,
    container_image: log.image,
  };
  return `{ ${Object.entries(names)
    .map(([key, text]) => `${key} = ${luaString(text)}`)
    .join(', ')}, labels = ${texts(log.labels)}, annotations = ${texts(log.annotations)} }`;
}

/** Events of an input whose tag holds the path of each file have each their own. */
function matchOf(input: YamlMap): string {
  return textOf(propertyOf(input, 'tag')) ?? 'tail.*';
}

function luaFilter(match: string, code: string): YamlMap {
  return {
    name: plain('lua'),
    match: quoted(match),
    call: plain('step'),
    enable_flb_null: plain(true),
    code: quoted(code.trim()),
  };
}
