import { Duration } from 'cdk8s';

import { pipeline } from '../../../examples/airflow-vector/pipeline';
import { MoodyLoki } from '../drain/moody-loki';
import { program, SidecarPod } from '../drain/sidecar-pod';
import type { Mood } from '../drain/moody-loki';
import type { SidecarEnd } from '../drain/sidecar-pod';
import type { Context, Suite } from '../suite';

const folder = 'dag_id=d/run_id=r/task_id=t';
const maxDrain = Duration.seconds(4);

/** What the drain does with a Loki that is away at the end, or refuses: what is lost is said, and the pod ends. */
export const suite: Suite = {
  name: 'drain-loki-away',
  found: { program, by: 'set VECTOR, or put it on the PATH' },
  costs: () => '8 ends of a pod whose Loki is away or refuses',
  async run(context) {
    const away: readonly (readonly [name: string, mood: Mood | 'is gone'])[] = [
      ['refuses connections', 'is gone'],
      ['answers 500', 500],
      ['answers 503', 503],
      ['answers 429', 429],
      ['hangs', 'hangs'],
    ];
    await Promise.all([
      ...away.slice(0, 3).map(([name, mood]) => staysAway(context, name, mood)),
      refusesTheTail(context),
    ]);
    await Promise.all([
      ...away.slice(3).map(([name, mood]) => staysAway(context, name, mood)),
      comesBack(context),
      refusesTheMiddle(context),
    ]);
  },
};

/** Away for good: nothing is delivered, all of it is named, and the kubelet need not kill. */
async function staysAway(context: Context, name: string, mood: Mood | 'is gone'): Promise<void> {
  const { end, lines } = await run({
    moodFor: () => (mood === 'is gone' ? 'takes' : mood),
    async task(pod, loki) {
      if (mood === 'is gone') await loki.stop();
      await pod.run(print(pod, 1, 20, 'lost'));
    },
  });
  const bytes = 20 * line(1, 'lost').length;
  const said = `delivered 0 of ${bytes} bytes of 1 files, waited `;
  const lost = `; NOT delivered: ${bytes} bytes, 20 lines of 1 files, such as `;
  const passed = end.code === 1 && lines.length === 0 && end.said.includes(said) && end.said.includes(lost);
  const soFar = `vector-drain: not delivered so far: ${bytes} bytes of 1 files, such as `;
  context.check(`Loki ${name}, while it is waited for`, end.said.includes(soFar), () => end.said);
  context.check(`Loki ${name}`, passed, () => JSON.stringify({ end, lines }));
  context.say(`Loki ${name}: ${reportOf(end)}`);
}

/** Away for a while at the end: everything arrives, once. */
async function comesBack(context: Context): Promise<void> {
  let back = false;
  const { end, lines } = await run({
    moodFor: () => (back ? 'takes' : 503),
    async task(pod) {
      await pod.run(print(pod, 1, 20, 'late'));
      setTimeout(() => (back = true), 1500);
    },
    maxDrain: Duration.seconds(30),
  });
  const passed = end.code === 0 && same(lines, texts(1, 20, 'late')) && !end.said.includes('NOT delivered');
  context.check('Loki comes back', passed, () => JSON.stringify({ end, lines }));
  context.say(`Loki comes back: ${reportOf(end)}`);
}

/** The last push is refused for good: what came before is delivered, the rest named. */
async function refusesTheTail(context: Context): Promise<void> {
  const { end, lines } = await run({
    moodFor: (body) => (body.includes('refused') ? 400 : 'takes'),
    async task(pod) {
      await pod.run(`${print(pod, 1, 20, 'taken')}\nsleep 4\n${print(pod, 2, 3, 'refused')}`);
    },
  });
  const bytes = 3 * line(2, 'refused').length;
  const passed = end.code === 1 && same(lines, texts(1, 20, 'taken'));
  context.check('Loki refuses the tail', passed, () => JSON.stringify({ end, lines }));
  const said =
    end.said.includes(`; NOT delivered: ${bytes} bytes, 3 lines of 1 files, such as `) &&
    /; REFUSED, as the log says: at least [123] entries/.test(end.said);
  context.check('Loki refuses the tail, the report', said, () => JSON.stringify(end));
  context.say(`Loki refuses the tail: ${reportOf(end)}`);
}

/** One push is refused for good, later ones of the same file are not: the checkpoint passes it, Vector's log does not. */
async function refusesTheMiddle(context: Context): Promise<void> {
  const { end, lines } = await run({
    moodFor: (body) => (body.includes('refused') ? 400 : 'takes'),
    async task(pod) {
      await pod.run(`${print(pod, 1, 3, 'refused')}\nsleep 4\n${print(pod, 2, 20, 'taken')}`);
    },
  });
  const passed = end.code === 1 && same(lines, texts(2, 20, 'taken'));
  context.check('Loki refuses the middle', passed, () => JSON.stringify({ end, lines }));
  const said =
    !end.said.includes('NOT delivered') && /; REFUSED, as the log says: at least [123] entries/.test(end.said);
  context.check('Loki refuses the middle, the report', said, () => JSON.stringify(end));
  context.say(`Loki refuses the middle: ${reportOf(end)}`);
}

interface Situation {
  moodFor(body: string): Mood;
  task(pod: SidecarPod, loki: MoodyLoki): Promise<void>;
  /** @default - short, since it is waited for */
  readonly maxDrain?: Duration;
}

async function run(situation: Situation): Promise<{ readonly end: SidecarEnd; readonly lines: readonly string[] }> {
  const loki = await MoodyLoki.start((body) => situation.moodFor(body));
  let pod: SidecarPod | undefined;
  try {
    pod = new SidecarPod(pipeline({ url: loki.url() }), situation.maxDrain ?? maxDrain);
    await pod.start();
    await situation.task(pod, loki);
    const end = await pod.end();
    return { end, lines: loki.recorder.entries().map((entry) => entry.line) };
  } finally {
    pod?.remove();
    await loki.stop();
    await loki.recorder.stop();
  }
}

/** A task that writes lines. */
function print(pod: SidecarPod, second: number, count: number, word: string): string {
  const text = texts(second, count, word).join('\\n');
  return `mkdir -p '${pod.logs}/${folder}'\nprintf '${text}\\n' >>'${pod.logs}/${folder}/attempt=1.log'`;
}

function texts(second: number, count: number, word: string): readonly string[] {
  return Array.from({ length: count }, () => line(second, word).slice(0, -1));
}

function line(second: number, word: string): string {
  return `[2026-11-21T00:22:0${second}.404+0000] {load.py:18} INFO - ${word}\n`;
}

function reportOf({ said }: SidecarEnd): string {
  return said.trimEnd().split('\n').at(-1) ?? '';
}

function same(one: readonly string[], other: readonly string[]): boolean {
  const [a, b] = [[...one].sort(), [...other].sort()];
  return a.length === b.length && a.every((text, index) => text === b[index]);
}
