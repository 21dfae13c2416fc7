import { compileVrl } from '../../../lib/languages/vrl/compiler/compiler';
import { VrlTimestamp } from '../../../lib/languages/vrl/compiler/vrl-value';
import type { VrlValue } from '../../../lib/languages/vrl/compiler/vrl-value';
import type { LogRecord, Origin } from '../../../lib/pipeline/record';

/** What is written first for this situation, by everybody: it compiles, and is wrong in each of the ways that are tested here. */
export const naiveProgram = `
if get!(.kubernetes.pod_labels, ["mif.moreh.io/log.format"]) == "json" || get!(.kubernetes.pod_labels, ["app.kubernetes.io/name"]) == "aigateway" {
  . = merge!(., parse_json!(.message))
  .message = get!(., ["msg"])
  if exists(.time) { .timestamp = del(.time) }
}
.namespace = .kubernetes.pod_namespace
.node_name = .kubernetes.pod_node_name
.inference_service = get(.kubernetes.pod_labels, ["app.kubernetes.io/instance"]) ?? ""
.pool_name = get(.kubernetes.pod_labels, ["mif.moreh.io/pool"]) ?? ""
.role = get(.kubernetes.pod_labels, ["mif.moreh.io/role"]) ?? ""
.app = get(.kubernetes.pod_labels, ["app.kubernetes.io/name"]) ?? ""
del(.kubernetes)
del(.file)
del(.source_type)
del(.stream)
`;

/** Of the sink. */
export const naiveLabels = [
  'namespace',
  'node_name',
  'inference_service',
  'pool_name',
  'role',
  'app',
  'level',
] as const;

/** Of the two sources: a pod that both select is read by both. */
export const naiveSelectors = ['mif.moreh.io/log.collect=true', 'app.kubernetes.io/name=aigateway'] as const;

/** An entry as the naive configuration sends it. */
export interface NaiveEntry {
  readonly labels: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, VrlValue>>;
  /** Of the event; undefined where Vector takes the time of sending. */
  readonly time: bigint | undefined;
}

const program = compileVrl(naiveProgram);

/** An event as `kubernetes_logs` makes it of one line, of which the container's runtime may have written only a part. */
export function eventOf({ line, time = '2026-11-21T08:00:00Z', origin = {} }: LogRecord): VrlValue {
  const { namespace = '', pod = '', container = '', stream = 'stdout', node = '', podLabels = {} } = origin;
  return {
    message: line,
    timestamp: new VrlTimestamp(BigInt(Date.parse(time)) * 1_000_000n),
    stream,
    file: `/var/log/pods/${namespace}_${pod}_uid/${container}/0.log`,
    source_type: 'kubernetes_logs',
    kubernetes: {
      pod_namespace: namespace,
      pod_name: pod,
      pod_node_name: node,
      container_name: container,
      pod_labels: podLabels,
    },
  };
}

/** What the naive configuration sends of a record: once for each of its sources that selects the pod. */
export function naive(record: LogRecord): readonly NaiveEntry[] {
  const selecting = naiveSelectors.filter((selector) => isSelected(selector, record.origin ?? {}));
  return selecting.map(() => sent(eventOf(record)));
}

function sent(event: VrlValue): NaiveEntry {
  const outcome = program.run(event);
  // An error that the program does not handle leaves the event as it was.
  const { timestamp, ...body } = (outcome.kind === 'done' ? outcome.event : event) as Record<string, VrlValue>;
  return {
    labels: Object.fromEntries(
      naiveLabels.flatMap((name) => (Object.hasOwn(body, name) ? [[name, rendered(body[name])] as const] : [])),
    ),
    body,
    time: timestamp instanceof VrlTimestamp ? timestamp.instant : undefined,
  };
}

/** As a template of Vector's spells a value. */
function rendered(value: VrlValue | undefined): string {
  if (value === null || value === undefined) return '<null>';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isSelected(selector: string, { podLabels = {} }: Origin): boolean {
  const [key = '', value] = selector.split('=');
  return podLabels[key] === value;
}

/** The whole of it, as Vector 0.57 reads it. */
export function naiveConfig(endpoint: string, dataDir: string): string {
  const source = (selector: string): unknown => ({
    type: 'kubernetes_logs',
    extra_label_selector: selector,
    auto_partial_merge: false,
    // By default pods that are there when it starts are first looked for after a minute.
    glob_minimum_cooldown_ms: 1000,
  });
  const sources = Object.fromEntries(naiveSelectors.map((selector, index) => [`pods_${index}`, source(selector)]));
  // JSON is YAML.
  return JSON.stringify({
    data_dir: dataDir,
    sources,
    transforms: { parse: { type: 'remap', inputs: Object.keys(sources), source: naiveProgram } },
    sinks: {
      loki: {
        type: 'loki',
        inputs: ['parse'],
        endpoint,
        encoding: { codec: 'json' },
        labels: Object.fromEntries(naiveLabels.map((name) => [name, `{{ ${name} }}`])),
        dangerously_allow_unconfined_template_resolution: true,
      },
    },
  });
}
