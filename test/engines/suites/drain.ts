import { join } from 'node:path';
import { Duration } from 'cdk8s';

import { pipeline } from '../../../examples/airflow-vector/pipeline';
import { LokiRecorder } from '../../../lib/cli/compare/loki-recorder';
import { percentiles, printTable } from '../drain/durations';
import { printTask, randomTask, sizes, sizesOf } from '../drain/short-task';
import { program, SidecarPod } from '../drain/sidecar-pod';
import { entryKey } from '../drain/task-log';
import type { EngineName } from '../../../lib/pipeline/engine-name';
import type { LokiEntry } from '../../../lib/pipeline/entry';
import type { ShortTask, Size } from '../drain/short-task';
import type { SidecarKind } from '../drain/sidecar-pod';
import type { Context, Suite } from '../suite';

/** How many tasks run at once; the largest run alone. */
const atOnce = 6;
/** For the largest: the default is for tasks that write less in their last seconds. */
const longDrain = Duration.minutes(3);

interface Outcome {
  readonly size: Size;
  readonly lines: number;
  readonly bytes: number;
  readonly milliseconds: number;
  /** Whether Vector was started anew to read on at once. */
  readonly anew: boolean;
}

/**
 * Short tasks of the Airflow example beside the real Vector, ended as the kubelet ends them: the task writes until the instant
 * it exits, and the sidecar gets its TERM at once. A recorder of Loki's push protocol must then have each entry once.
 */
export const suite: Suite = {
  name: 'drain',
  found: { program, by: 'set VECTOR, or put it on the PATH' },
  costs: ({ tasks }) => `${tasks} short tasks`,
  async run(context) {
    const outcomes = await runTasks(context, {
      delivered: (bytes, files) => `vector-drain: delivered ${bytes} of ${bytes} bytes of ${files} files, waited `,
    });
    report(context, outcomes);
    const [anew, not] = [true, false].map((is) => summary(outcomes.filter((outcome) => outcome.anew === is)));
    context.say(
      `Vector started anew: ${anew?.tasks} tasks, p50 ${anew?.p50} ms; not: ${not?.tasks} tasks, p50 ${not?.p50} ms`,
    );
  },
};

/** Whose sidecar, and what it says of what was delivered. */
export interface Tried<N extends EngineName> {
  /** @default - Vector's */
  readonly kind?: SidecarKind<N>;
  readonly delivered: (bytes: number, files: number) => string;
}

/** Short tasks of all sizes, each with a sidecar of its own. */
export async function runTasks<N extends EngineName>(context: Context, tried: Tried<N>): Promise<readonly Outcome[]> {
  const queue = sizesOf(context.tasks).map((size, number) => ({ number, size }));
  const outcomes: Outcome[] = [];
  const work = async (isMine: (size: Size) => boolean): Promise<void> => {
    for (let next = queue[0]; next !== undefined && isMine(next.size); next = queue[0]) {
      queue.shift();
      outcomes.push(await check(context, randomTask(context.seed, next.number, next.size), tried));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, () => work((size) => size !== '50 MB')));
  await work(() => true);
  return outcomes;
}

async function check<N extends EngineName>(
  context: Context,
  task: ShortTask,
  { kind, delivered }: Tried<N>,
): Promise<Outcome> {
  const recorder = await LokiRecorder.start();
  let pod: SidecarPod<N> | undefined;
  try {
    pod = new SidecarPod<N>(pipeline({ url: recorder.url() }), task.size === '50 MB' ? longDrain : undefined, kind);
    const script = printTask(task, pod.logs, join(pod.folder, 'task'));
    await pod.start();
    await pod.run(script);
    const { code, said, milliseconds } = await pod.end();
    const complete = sum(task.logs, ({ bytes, restBytes }) => bytes - restBytes);
    const rest = sum(task.logs, ({ restBytes }) => restBytes);
    const expected = task.logs.flatMap((log) => log.expected);
    const difference = compare(recorder.entries(), expected);
    const detail = (): string =>
      JSON.stringify({ task: task.name, code, difference, refusals: recorder.refusals, said });
    context.check('each complete line once', difference === undefined, detail);
    context.check('the sidecar ends by itself, with 0', code === 0, detail);
    context.check('the report', said.includes(delivered(complete, task.logs.length)), detail);
    const unfinished = `; not sent, since its line is not finished: ${rest} bytes`;
    context.check('the report of a partial last line', said.includes(unfinished) === rest > 0, detail);
    return {
      size: task.size,
      lines: expected.length,
      bytes: complete + rest,
      milliseconds,
      anew: said.split('Vector has started.').length > 2,
    };
  } finally {
    pod?.remove();
    await recorder.stop();
  }
}

/** What is wrong with the entries; nothing if they are those that were expected, each as often. */
function compare(entries: readonly LokiEntry[], expected: readonly string[]): unknown {
  const counts = new Map<string, number>();
  for (const key of expected) counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const entry of entries) {
    const key = keyOf(entry);
    counts.set(key, (counts.get(key) ?? 0) - 1);
  }
  const lost = [...counts].filter(([, count]) => count > 0);
  const added = [...counts].filter(([, count]) => count < 0);
  if (lost.length === 0 && added.length === 0) return undefined;
  const some = (of: typeof lost): readonly string[] =>
    of.slice(0, 2).map(([key, count]) => `${count}: ${key.slice(0, 300)}`);
  return { sent: entries.length, expected: expected.length, lost: some(lost), added: some(added) };
}

function keyOf({ labels, structuredMetadata, time, line }: LokiEntry): string {
  const { dag_id: dag = '', task_id: task = '', level = '' } = labels;
  const { run_id: run = '', attempt = '', map_index: mapIndex = '' } = structuredMetadata;
  return entryKey({ dag, run, task, attempt, mapIndex }, level, time, line);
}

/** How long the ends took, by sizes. */
export function report(context: Context, outcomes: readonly Outcome[], aim = 1500): void {
  const names = (Object.keys(sizes) as Size[]).filter((name) => outcomes.some(({ size }) => size === name));
  const rows = names.map((name) => summary(outcomes.filter(({ size }) => size === name)));
  const all = [
    ...rows.map((row, index) => ({ name: names[index] ?? '', ...row })),
    { name: 'all', ...summary(outcomes) },
  ];
  context.say('from the end of a task to the end of its sidecar, in ms:');
  const cells = all.map(({ name, tasks, lines, megabytes, p50, p90, p99, max }) => [
    ...[name, tasks, lines, megabytes.toFixed(1)],
    ...[p50, p90, p99, max],
  ]);
  for (const row of printTable([['', 'tasks', 'entries', 'MB', 'p50', 'p90', 'p99', 'max'], ...cells]))
    context.say(row);
  const { p99 } = summary(outcomes.filter(({ bytes }) => bytes < 1_000_000));
  context.say(`below 1 MB p99 is ${p99} ms, ${p99 <= aim ? 'within' : 'BEYOND'} the aim of ${aim} ms`);
  context.measure('milliseconds', all);
}

function summary(outcomes: readonly Outcome[]) {
  return {
    tasks: outcomes.length,
    lines: sum(outcomes, ({ lines }) => lines),
    megabytes: sum(outcomes, ({ bytes }) => bytes) / 1e6,
    ...percentiles(outcomes.map(({ milliseconds }) => milliseconds)),
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
