import { path, Vrl, vrl } from '../../../languages/vrl';
import type { VrlHole } from '../../../languages/vrl';
import { eventKeys } from '../../../languages/vrl/event-keys';
import { printInstant } from '../../../languages/time/instant';
import { exampleTime } from '../../../pipeline/example-spec';
import type { ExampleSpec, ExpectedSpec } from '../../../pipeline/example-spec';
import { workingRecord } from '../../../pipeline/interpreter/working-record';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { LogRecord, Origin } from '../../../pipeline/record';
import { originsOf } from '../translate/origins';
import type { VectorVersion } from '../versions';
import { condition } from './test-conditions';
import type { TestTopology } from './test-topology';

/** One of Vector's tests. */
export interface VectorTest {
  readonly inputs: readonly TestInput[];
  readonly outputs: readonly TestOutput[];
}

/** An event, and the transform that it is given to. */
export interface TestInput {
  readonly insertAt: string;
  readonly event: Vrl;
}

/** What some transforms are to send together. */
export interface TestOutput {
  readonly extractFrom: readonly string[];
  readonly count: number;
  /** Each holds of one of the events. */
  readonly conditions: readonly Vrl[];
}

/** An example as a test; or why it can be none. */
export function exampleTest(
  example: ExampleSpec,
  { sources, sinks }: Pick<LogPipeline<'vector'>, 'sources' | 'sinks'>,
  { entrances, exits, metric }: TestTopology,
  version: VectorVersion,
): VectorTest | string {
  const shares = sinks.map((): ExpectedSpec[] => []);
  for (const [index, expected] of example.ships.entries()) {
    const sink = sinkOf(expected, sinks);
    if (sink === undefined) return `which sink sends ships[${index}] is not known: write { sink: 0, … }`;
    shares[sink]?.push(expected);
  }
  // Sinks may be fed by the same transforms, which Vector lets a test name once.
  const outputs = new Map<string, TestOutput>();
  for (const [index, { spec }] of sinks.entries()) {
    const [extractFrom, share] = [exits[index] ?? [], shares[index] ?? []];
    const key = extractFrom.join();
    const known = outputs.get(key);
    if (known !== undefined && known.count !== share.length) {
      return `sinks[${index}] sends what another sink does, and is expected to send ${share.length}, not ${known.count}`;
    }
    const conditions = share.flatMap(
      (expected) => condition(expected, spec, { version, origins: originsOf({ sources }) }) ?? [],
    );
    outputs.set(key, { extractFrom, count: share.length, conditions: [...(known?.conditions ?? []), ...conditions] });
  }
  const metrics = example.counts.flatMap(([name, count]): TestOutput[] => {
    const extractFrom = metric(name);
    return extractFrom.length === 0 ? [] : [{ extractFrom, count, conditions: [] }];
  });
  const inputs = [...example.records].flatMap((record) => {
    const event = eventOf(record);
    return entrances(record.origin ?? {}).map((insertAt) => ({ insertAt, event }));
  });
  return { inputs, outputs: [...outputs.values(), ...metrics] };
}

/** The only sink that can send it, if there is one. */
function sinkOf({ sink, kinds }: ExpectedSpec, sinks: LogPipeline<'vector'>['sinks']): number | undefined {
  const candidates = [...sinks.keys()].filter(
    (index) => (sink === undefined || index === sink) && kinds.some((kind) => kind === sinks[index]?.kind),
  );
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** The event that a source makes of a line. */
function eventOf(record: LogRecord): Vrl {
  const { line, time, origin } = workingRecord(record, () => exampleTime);
  const { namespace = '', pod = '', container = '', stream = 'stdout', path: file } = origin;
  return Vrl.lines(
    vrl`${path(eventKeys.path)} = ${file ?? `/var/log/pods/${namespace}_${pod}_uid/${container}/0.log`}`,
    // The source leaves a carriage return before the line feed to the pipeline, which takes one away.
    vrl`${path(eventKeys.message)} = ${line.endsWith('\r') ? `${line}\r` : line}`,
    ...(file === undefined
      ? [vrl`.stream = ${stream}`, vrl`.source_type = "kubernetes_logs"`, vrl`.kubernetes = ${kubernetes(origin)}`]
      : [vrl`.offset = 0`, vrl`.source_type = "file"`]),
    vrl`${path(eventKeys.time)} = ${new Vrl([`t'${printInstant(time)}'`], [])}`,
  );
}

/** What Vector knows of a pod. */
function kubernetes({ namespace, pod, container, node, podLabels, podAnnotations }: Origin): VrlHole {
  return {
    ...(namespace !== undefined && { pod_namespace: namespace }),
    ...(pod !== undefined && { pod_name: pod }),
    ...(container !== undefined && { container_name: container }),
    ...(node !== undefined && { pod_node_name: node }),
    ...(podLabels !== undefined && { pod_labels: podLabels }),
    ...(podAnnotations !== undefined && { pod_annotations: podAnnotations }),
  };
}
