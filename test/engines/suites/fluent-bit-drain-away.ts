import { Duration } from 'cdk8s';
import { pipeline } from '../../../examples/airflow-vector/pipeline';
import { fluentBitKind, program } from '../drain/fluent-bit-pod';
import { MoodyLoki } from '../drain/moody-loki';
import { SidecarPod, sleep } from '../drain/sidecar-pod';
import type { Mood } from '../drain/moody-loki';
import type { SidecarEnd } from '../drain/sidecar-pod';
import type { Context, Suite } from '../suite';

const folder = 'dag_id=d/run_id=r/task_id=t';
const maxDrain = Duration.seconds(4);

/** What the drain does with a Loki that is away at the end, or refuses: what is lost is said, and the pod ends. */
export const suite: Suite = {
  name: 'fluent-bit-drain-away',
  found: { program, by: 'set FLUENT_BIT, or put it on the PATH' },
  costs: () => '7 ends of a pod whose Loki is away or refuses',
  async run(context) {
    const away: readonly (readonly [name: string, mood: Mood | 'is gone'])[] = [
      ['refuses connections', 'is gone'],
      ['answers 500', 500],
      ['answers 503', 503],
      ['answers 429', 429],
      ['hangs', 'hangs'],
    ];
    await Promise.all(away.map(([name, mood]) => staysAway(context, name, mood)));
    await Promise.all([comesBack(context), refuses(context)]);
  },
};

/** Away for good: nothing is delivered, it is said, and the kubelet need not kill. */
async function staysAway(context: Context, name: string, mood: Mood | 'is gone'): Promise<void> {
  const { end, lines } = await run(
    () => (mood === 'is gone' ? 'takes' : mood),
    async (pod, loki) => {
      if (mood === 'is gone') await loki.stop();
      await pod.run(print(pod, 20, 'lost'));
    },
  );
  const said = reportOf(end);
  const passed = end.code === 1 && lines.length === 0 && /; NOT delivered: \d+ bytes in \d+ chunks/.test(said);
  context.check(`Loki ${name}`, passed, () => JSON.stringify({ end, lines }));
  context.check(
    `Loki ${name}, while it is waited for`,
    end.said.includes('fluent-bit-drain: so far: '),
    () => end.said,
  );
  context.say(`Loki ${name}: ${said}`);
}

/** Away for a while at the end: everything arrives, once. */
async function comesBack(context: Context): Promise<void> {
  let back = false;
  const { end, lines } = await run(
    () => (back ? 'takes' : 503),
    async (pod) => {
      await pod.run(print(pod, 20, 'late'));
      setTimeout(() => (back = true), 1500);
    },
    Duration.seconds(30),
  );
  const passed = end.code === 0 && same(lines, texts(20, 'late')) && !reportOf(end).includes('NOT delivered');
  context.check('Loki comes back', passed, () => JSON.stringify({ end, lines }));
  context.say(`Loki comes back: ${reportOf(end)}`);
}

/** Something is refused for good, before or after what is taken. */
async function refuses(context: Context): Promise<void> {
  const { end, lines } = await run(
    (body) => (body.includes('refused') ? 400 : 'takes'),
    async (pod) => {
      await pod.run(print(pod, 3, 'refused'));
      await sleep(2500);
      await pod.run(print(pod, 20, 'taken'));
    },
  );
  const passed = end.code === 1 && same(lines, texts(20, 'taken')) && /; REFUSED: [1-3] chunks/.test(reportOf(end));
  context.check('Loki refuses', passed, () => JSON.stringify({ end, lines }));
  context.say(`Loki refuses: ${reportOf(end)}`);
}

async function run(
  moodFor: (body: string) => Mood,
  task: (pod: SidecarPod<'fluent-bit'>, loki: MoodyLoki) => Promise<void>,
  longest = maxDrain,
): Promise<{ readonly end: SidecarEnd; readonly lines: readonly string[] }> {
  const loki = await MoodyLoki.start(moodFor);
  let pod: SidecarPod<'fluent-bit'> | undefined;
  try {
    pod = new SidecarPod(pipeline({ url: loki.url() }), longest, fluentBitKind);
    await pod.start();
    await task(pod, loki);
    const end = await pod.end();
    return { end, lines: loki.recorder.entries().map((entry) => entry.line) };
  } finally {
    pod?.remove();
    await loki.stop();
    await loki.recorder.stop();
  }
}

/** A task that writes lines. */
function print(pod: SidecarPod<'fluent-bit'>, count: number, word: string): string {
  const text = texts(count, word).join('\\n');
  return `mkdir -p '${pod.logs}/${folder}'\nprintf '${text}\\n' >>'${pod.logs}/${folder}/attempt=1.log'`;
}

function texts(count: number, word: string): readonly string[] {
  return Array.from({ length: count }, () => `[2026-11-21T00:22:01.404+0000] {load.py:18} INFO - ${word}`);
}

function reportOf({ said }: SidecarEnd): string {
  return (
    said
      .split('\n')
      .filter((line) => line.startsWith('fluent-bit-drain: '))
      .at(-1) ?? ''
  );
}

function same(one: readonly string[], other: readonly string[]): boolean {
  const [a, b] = [[...one].sort(), [...other].sort()];
  return a.length === b.length && a.every((text, index) => text === b[index]);
}
