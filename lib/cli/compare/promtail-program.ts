import { tieBreakName } from '../../engines/loki-stages/translate/entry';
import { promtailExpandEnv } from '../../engines/promtail/interpolation';
import { reasonOf } from '../reason';
import { SourceGlob } from '../source-glob';
import { UsageError } from '../usage-error';
import type { AgentProgram, Redirected, Redirection } from './agent-program';
import { discoveredLabels } from './container-log';
import type { ContainerLog } from './container-log';
import { installed } from './installed';
import { namedUrl } from './named-url';
import { selected } from './pod-selectors';
import { listOf, mapOf, parseTree, pick, plain, printTree, quoted, textOf } from './yaml-tree';
import type { YamlMap, YamlTree } from './yaml-tree';

const fileName = 'promtail.yaml';

/** Promtail. */
export const promtailProgram: AgentProgram = {
  name: 'promtail',
  variable: 'PROMTAIL',
  fileName,
  tieBreaks: (taken) => [tieBreakName(taken) ?? []].flat(),
  find: () => installed('PROMTAIL', 'promtail', ['-version'], /^promtail, version v?([^\s,(]+)/),
  args: (file) => [`-config.file=${file}`, '-server.disable=true'],
  expands: (_version, _environment, args) => args.some((arg) => /^--?config\.expand-env(=true)?$/.test(arg)),
  redirect,
  reads(config, expand) {
    const scrapes = listOf(parseTree(expanded(config, expand), fileName)['scrape_configs']).map(mapOf);
    const labels = scrapes.flatMap((scrape) =>
      listOf(scrape['static_configs']).map((group) => mapOf(mapOf(group)['labels'])),
    );
    return {
      globs: labels.flatMap((each) => textOf(each['__path__']) ?? []).map((glob) => new SourceGlob(glob, [], true)),
      pods: scrapes.some((scrape) => scrape['kubernetes_sd_configs'] !== undefined),
    };
  },
};

/** What a client says of what it sends; what says how it gets there is left to the recorder. */
const clientKeys = new Set([
  ...['name', 'external_labels', 'tenant_id', 'headers', 'batchwait', 'batchsize', 'timeout', 'backoff_config'],
  ...['drop_rate_limited_batches', 'max_streams'],
]);
const globalKeys = new Set(['global', 'limits_config', 'target_config', 'options']);

/** What Promtail reads besides files. */
const otherInputs: Readonly<Record<string, string>> = {
  journal: "reads systemd's journal, not files",
  syslog: 'waits for what is sent to it',
  gelf: 'waits for what is sent to it',
  loki_push_api: 'waits for what is sent to it',
  heroku_drain: 'waits for what is sent to it',
  gcplog: 'reads from Google Cloud',
  azure_event_hubs: 'reads from Azure',
  cloudflare: 'reads from Cloudflare',
  kafka: 'reads from Kafka',
  windows_events: "reads Windows' event log",
  docker_sd_configs: "reads through the Docker daemon's API",
  file_sd_configs: 'takes its targets from other files',
};

/** A label of a target that holds the run's folder: relabelling puts it before the path. */
const rootLabel = '__compare_root__';

function redirect(config: string, where: Redirection): Redirected {
  const tree = parseTree(expanded(config, where.expand), fileName);
  const leftOut = listOf(tree['scrape_config_files']).map(
    (file) =>
      `scrape_config_files ${textOf(file) ?? ''}: is not followed; write its jobs into the configuration itself`,
  );
  const clients = [...listOf(tree['clients']), ...(tree['client'] === undefined ? [] : [tree['client']])].map(mapOf);
  if (clients.length === 0)
    throw new UsageError(`${fileName} must have clients, got none; compare shows what they send`);
  const targets = Object.fromEntries(clients.map(({ url }, index) => [String(index), namedUrl(textOf(url) ?? '')]));
  const scrapes = listOf(tree['scrape_configs']).flatMap((scrape) => redirectScrape(mapOf(scrape), where, leftOut));
  if (scrapes.length === 0) {
    throw new UsageError(`${fileName} must read files or pods, got ${leftOut.join('; ') || 'no scrape_configs'}`);
  }
  const text = printTree({
    ...pick(tree, (key) => globalKeys.has(key)),
    positions: { filename: quoted(`${where.dataDir}/positions.yaml`) },
    clients: clients.map((client, index) => ({
      ...pick(client, (key) => clientKeys.has(key)),
      url: quoted(`${where.url(String(index))}/loki/api/v1/push`),
    })),
    scrape_configs: scrapes,
  });
  return { text, targets, leftOut, notes: [] };
}

function expanded(config: string, expand: Redirection['expand']): string {
  if (expand === undefined) return config;
  try {
    return promtailExpandEnv.read(config, expand);
  } catch (error) {
    throw new UsageError(`${fileName}: variables cannot be expanded: ${reasonOf(error)}`, { cause: error });
  }
}

function redirectScrape(scrape: YamlMap, where: Redirection, leftOut: string[]): readonly YamlMap[] {
  const job = textOf(scrape['job_name']) ?? 'a job without name';
  const groups: YamlMap[] = [];
  for (const [key, value] of Object.entries(scrape)) {
    if (key === 'static_configs') groups.push(...listOf(value).map(mapOf));
    else if (key === 'kubernetes_sd_configs') {
      for (const discovery of listOf(value).map(mapOf))
        groups.push(...podGroups(discovery, where.containers, job, leftOut));
    } else if (Object.hasOwn(otherInputs, key)) leftOut.push(`job ${job}: ${key} ${otherInputs[key]}`);
    else if (key.endsWith('_sd_configs')) leftOut.push(`job ${job}: ${key} asks a service that is not here`);
  }
  if (groups.length === 0) return [];
  const rest = pick(
    scrape,
    (key) => !Object.hasOwn(otherInputs, key) && !/_configs$/.test(key) && key !== 'pipeline_stages',
  );
  const isExclusive = printTree(scrape).includes('__path_exclude__');
  return [
    {
      ...rest,
      static_configs: groups.map((group) => ({
        ...group,
        targets: group['targets'] ?? [quoted('localhost')],
        labels: { ...mapOf(group['labels']), [rootLabel]: quoted(where.root) },
      })),
      relabel_configs: [
        ...listOf(scrape['relabel_configs']),
        ...(isExclusive ? [belowRoot('__path_exclude__')] : []),
        belowRoot('__path__'),
        // Which node's Promtail reads a pod is no matter here.
        { action: plain('labeldrop'), regex: quoted('__host__') },
      ],
      pipeline_stages: [...shownPath(where.root), ...listOf(scrape['pipeline_stages'])],
    },
  ];
}

/** By the default replacement `$1` of the default regex. */
function belowRoot(label: string): YamlMap {
  return { source_labels: [quoted(rootLabel), quoted(label)], separator: quoted(''), target_label: quoted(label) };
}

/** The path as it is on the node, before any stage sees it. */
function shownPath(root: string): readonly YamlTree[] {
  return [
    { template: { source: quoted('filename'), template: quoted(`{{ TrimPrefix .Value ${JSON.stringify(root)} }}`) } },
    { labels: { filename: null } },
  ];
}

function podGroups(
  discovery: YamlMap,
  containers: readonly ContainerLog[],
  job: string,
  leftOut: string[],
): readonly YamlMap[] {
  const role = textOf(discovery['role']) ?? '';
  if (role !== 'pod') {
    leftOut.push(`job ${job}: kubernetes_sd_configs of role ${role}: only pods are given`);
    return [];
  }
  const namespaces = listOf(mapOf(discovery['namespaces'])['names']).flatMap((one) => textOf(one) ?? []);
  const selectors = listOf(discovery['selectors'])
    .map(mapOf)
    .map(({ label, field }) => ({ label: textOf(label) ?? '', field: textOf(field) ?? '' }));
  return containers
    .filter((container) => selected(container, namespaces, selectors))
    .map((container) => ({
      targets: [quoted(container.podIp)],
      labels: Object.fromEntries(Object.entries(discoveredLabels(container)).map(([key, text]) => [key, quoted(text)])),
    }));
}
