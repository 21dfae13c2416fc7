import { quote } from '../../languages/vrl/quote';
import type { Redirection } from './agent-program';
import { containerFolder } from './container-log';
import type { ContainerLog } from './container-log';
import { selected } from './pod-selectors';
import { plain, quoted, textOf } from './yaml-tree';
import type { YamlMap } from './yaml-tree';

/** A source of files and the transforms that make of it what `kubernetes_logs` gives. */
export interface StandIn {
  readonly source: YamlMap;
  /** By name, all but the last. */
  readonly transforms: Readonly<Record<string, YamlMap>>;
  readonly last: YamlMap;
}

/** What stands for Vector's `kubernetes_logs`, which reads `/var/log/pods` alone and asks the API of a cluster for pods. */
export function kubernetesLogs(source: YamlMap, name: string, { root, containers }: Redirection): StandIn {
  const label = textOf(source['extra_label_selector']) ?? '';
  const field = textOf(source['extra_field_selector']) ?? '';
  const isExcluded = 'vector.dev/exclude!=true';
  const wanted = containers.filter((one) => selected(one, [], [{ label: `${label},${isExcluded}`, field }]));
  const [parsed, merged] = [`${name}_parsed`, `${name}_merged`];
  const merges = textOf(source['auto_partial_merge']) !== 'false';
  return {
    source: {
      type: plain('file'),
      // A source of files must name some: where no pod is selected, a folder that is not there.
      include: (wanted.length === 0 ? ['/none'] : wanted.map(containerFolder)).map((one) =>
        quoted(`${root}${one}/*.log`),
      ),
      read_from: plain('beginning'),
      fingerprint: { strategy: plain('device_and_inode') },
      glob_minimum_cooldown_ms: plain(200),
      max_line_bytes: source['max_line_bytes'] ?? plain(32_768),
    },
    transforms: {
      [parsed]: remap(name, readLine(wanted, root)),
      ...(merges ? { [merged]: wholeLines(parsed) } : {}),
    },
    last: remap(
      merges ? merged : parsed,
      `${merges ? '' : 'if .compare_end != true { ._partial = true }\n'}del(.compare_end)\ndel(.host)\n.source_type = "kubernetes_logs"`,
    ),
  };
}

/** Parts of a line as one, as the source joins them. */
function wholeLines(parsed: string): YamlMap {
  return {
    type: plain('reduce'),
    inputs: [quoted(parsed)],
    group_by: [quoted('file'), quoted('stream')],
    merge_strategies: { message: plain('concat_raw'), timestamp: plain('discard') },
    ends_when: quoted('.compare_end == true'),
    expire_after_ms: plain(2_000),
  };
}

function remap(from: string, source: string): YamlMap {
  return { type: plain('remap'), inputs: [quoted(from)], source: quoted(source) };
}

/** VRL that reads a line of a container runtime, and knows the pods. */
function readLine(containers: readonly ContainerLog[], root: string): string {
  const pods = Object.fromEntries(containers.map((one) => [containerFolder(one), eventOf(one)]));
  return `
.file = replace(string!(.file), ${quote(root)}, "", count: 1)
folder = replace(string!(.file), r'/[^/]*$', "")
pods = object!(parse_json!(${quote(JSON.stringify(pods))}))
.kubernetes = get(pods, [folder]) ?? null
read = parse_regex(string!(.message), r'^(?P<time>\\S+) (?P<stream>stdout|stderr) (?P<mark>[PF])\\S* (?P<line>(?s).*)$') ?? {}
if exists(read.line) {
  .message = read.line
  .stream = read.stream
  .timestamp = parse_timestamp(read.time, "%+") ?? now()
  .compare_end = read.mark == "F"
} else {
  .compare_end = true
}
`.trim();
}

function eventOf(log: ContainerLog): Readonly<Record<string, unknown>> {
  return {
    container_name: log.container,
    container_image: log.image,
    pod_name: log.pod,
    pod_namespace: log.namespace,
    pod_uid: log.uid,
    pod_ip: log.podIp,
    pod_node_name: log.node,
    pod_labels: log.labels,
    pod_annotations: log.annotations,
    ...(log.owner !== undefined && { pod_owner: `${log.owner.kind}/${log.owner.name}` }),
  };
}
