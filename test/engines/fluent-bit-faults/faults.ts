import { settle as settled } from '../../../lib/text/reader';
import { accountOf, quiet } from './account';
import { Situation, within } from './situation';
import type { Context } from '../suite';
import type { Configuration } from './fluent-bit-run';
import type { Rotation } from './worker';

/** Files are rotated while they are written. */
export async function rotation(context: Context, how: Rotation): Promise<void> {
  await within(Situation.pattern(), async (situation) => {
    const { worker } = situation;
    for (let round = 0; round < 4; round += 1) {
      await worker.run(6_000, 3);
      // copytruncate loses what is written between the copy and the cut, whoever reads: the worker writes nothing then. What was
      // not read before the cut is gone as well.
      if (how === 'copytruncate') await new Promise((resolve) => setTimeout(resolve, 1_000));
      worker.rotate(how);
    }
    await worker.run(6_000, 3);
    await settle(situation);
    complete(context, `rotation by ${how}`, situation);
  });
}

/** The receiver is away, in each way that one can be, while the worker goes on. */
export async function outage(context: Context): Promise<void> {
  const ways = [503, { status: 429, retryAfter: 1 }, 'hang', 'closed'] as const;
  for (const way of ways) {
    await within(Situation.pattern(), async (situation) => {
      const { worker, receiver } = situation;
      await worker.run(6_000, 2);
      if (way === 'closed') await receiver.close();
      else receiver.answer = way;
      await worker.run(6_000, context.outage);
      const stored = situation.stored;
      if (way === 'closed') await receiver.open();
      else receiver.answer = 200;
      const back = performance.now();
      await worker.run(6_000, 2);
      // What waits goes out by about twenty chunks a second, of which ten a second were made.
      await settle(situation, 75_000, 180_000 + 1_000 * context.outage);
      const name = `receiver away for ${context.outage} s (${typeof way === 'object' ? way.status : way})`;
      const last = Math.max(...receiver.requests.map(({ at }) => at)) - performance.timeOrigin - back;
      complete(context, name, situation);
      context.say(
        `${name}: ${(stored / 1e6).toFixed(1)} MB waited, all there ${(last / 1000).toFixed(1)} s after it was back`,
      );
      context.measure(name, { storedBytes: stored, caughtUpMs: Math.round(last) });
    });
  }
}

/** What is refused for good is lost, and counted. */
export async function refused(context: Context): Promise<void> {
  await within(Situation.pattern(), async (situation) => {
    const { worker, receiver, run } = situation;
    await worker.run(6_000, 2);
    await settle(situation);
    receiver.answer = 400;
    await worker.run(6_000, 2);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    receiver.answer = 200;
    await worker.run(6_000, 2);
    await settle(situation, 5_000);
    const { lost } = accountOf(receiver, worker);
    const counted = await droppedBy(run.metricsPort);
    context.check('refused with 400: what is lost is counted', counted === lost.length && lost.length > 0, () =>
      JSON.stringify({ lost: lost.length, counted }),
    );
    context.say(`refused with 400 for 2 s: ${lost.length} entries lost, ${counted} counted as dropped`);
  });
}

/** How long a push may have been taken before its chunk is gone from the disk. */
const noteMs = 250;

/** The process is killed while it reads and sends, and started anew. */
export async function killed(context: Context): Promise<void> {
  await within(Situation.pattern(), async (situation) => {
    const { worker, run, receiver } = situation;
    const kills: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      // At another instant of its cycle in each round.
      const writing = worker.run(20_000, 2);
      await new Promise((resolve) => setTimeout(resolve, 900 + 137 * round));
      kills.push(performance.timeOrigin + performance.now());
      await run.end('SIGKILL');
      await writing;
      run.again();
      await run.ready();
    }
    await worker.run(6_000, 2);
    await settle(situation, 20_000);
    const name = 'kill -9 and start, five times';
    const { lost, doubled, arrivals, strange, written } = accountOf(receiver, worker);
    const detail = (): string =>
      JSON.stringify({ lost, doubled, strange: strange.slice(0, 3), log: run.log.slice(-600) });
    context.check(`${name}: nothing is lost`, lost.length === 0, detail);
    context.check(`${name}: entries are whole`, strange.length === 0, detail);
    // What the receiver has taken, and the process does not live to note, is sent again: nobody can know.
    const unnoted = (number: number): boolean => {
      const [first = 0] = arrivals.get(number) ?? [];
      return kills.some((kill) => first < kill + 50 && first > kill - noteMs);
    };
    context.check(`${name}: doubled is only what was sent in its last moment`, doubled.every(unnoted), detail);
    context.say(
      `${name}: ${written} entries, ${lost.length} lost, ${doubled.length} sent again, whose push was not noted`,
    );
  });
}

/** It ends as it should, and is started anew. */
export async function restarted(context: Context): Promise<void> {
  await within(Situation.pattern(), async (situation) => {
    const { worker, run } = situation;
    for (let round = 0; round < 3; round += 1) {
      const writing = worker.run(20_000, 2);
      await new Promise((resolve) => setTimeout(resolve, 900 + 137 * round));
      await run.end();
      await writing;
      run.again();
      await run.ready();
    }
    await settle(situation, 20_000);
    complete(context, 'TERM and start, three times', situation);
  });
}

/** What may wait in the tests; a gibibyte is the translation's. */
const limitBytes = 20e6;

/** More is written than may wait on the disk: the oldest goes, and is counted. */
export async function full(context: Context): Promise<void> {
  const bound = (config: Configuration): Configuration => ({
    fileName: config.fileName,
    files: config.files,
    print: () =>
      settled(config.print(), config.fileName).replace(/(storage\.total_limit_size): .*/, `$1: ${limitBytes}`),
  });
  await within(Situation.pattern(undefined, bound), async (situation) => {
    const { worker, receiver, run } = situation;
    receiver.answer = 503;
    let most = 0;
    for (let round = 0; round < 40; round += 1) {
      worker.write(4_000);
      await new Promise((resolve) => setTimeout(resolve, 250));
      most = Math.max(most, situation.stored);
    }
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    most = Math.max(most, situation.stored);
    const { resident } = run.usage();
    receiver.answer = 200;
    await settle(situation, 20_000);
    const { written, lost, doubled } = accountOf(receiver, worker);
    const counted = await droppedBy(run.metricsPort);
    const detail = (): string =>
      JSON.stringify({ written, lost: lost.length, counted, doubled: doubled.length, most, log: run.log.slice(-600) });
    // Chunks of 2 MB, and what is being sent, come on top.
    context.check('a full disk stays within its bound', most < 1.5 * limitBytes + 8e6, detail);
    context.check('a full disk: what is dropped is counted', counted === lost.length, detail);
    context.check('a full disk: something is dropped, and not all', lost.length > 0 && lost.length < written, detail);
    context.check('a full disk: nothing is doubled', doubled.length === 0, detail);
    context.check('a full disk: the log says so', /drop|limit|evict|delet/i.test(run.log), detail);
    context.say(
      `${(worker.bytes / 1e6).toFixed(0)} MB written while the receiver is away, ${limitBytes / 1e6} MB may wait: at most ` +
        `${(most / 1e6).toFixed(1)} MB on the disk, ${resident.toFixed(1)} MiB in memory; ${lost.length} of ${written} dropped, ${counted} counted`,
    );
    context.measure('full', {
      written,
      lost: lost.length,
      counted,
      mostStoredBytes: most,
      residentMebibytes: resident,
    });
  });
}

/** Until all has come, or nothing new does. */
async function settle({ receiver, worker }: Situation, quietMs = 8_000, limitMs = 240_000): Promise<void> {
  await quiet(receiver, worker.written.length, quietMs, limitMs);
}

/** Each entry once, whole. */
function complete(context: Context, name: string, { receiver, worker, run }: Situation): void {
  const { written, lost, doubled, strange } = accountOf(receiver, worker);
  const some = (numbers: readonly number[]): string => `${numbers.length} (${numbers.slice(0, 12).join(', ')})`;
  const detail = (): string =>
    `lost ${some(lost)}, doubled ${some(doubled)}, strange ${strange.slice(0, 3).join(' | ')}\n${run.log.slice(-1500)}`;
  context.check(`${name}: nothing is lost`, lost.length === 0, detail);
  context.check(`${name}: nothing is doubled`, doubled.length === 0, detail);
  context.check(`${name}: entries are whole`, strange.length === 0 && receiver.refusals.length === 0, detail);
  context.say(`${name}: ${written} entries, ${lost.length} lost, ${doubled.length} doubled`);
}

/** What the outputs counted as dropped. */
async function droppedBy(port: number): Promise<number> {
  // Fluent Bit's own metrics are taken every ten seconds.
  await new Promise((resolve) => setTimeout(resolve, 11_000));
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const found = text.matchAll(/^fluentbit_output_dropped_records_total\{[^}]*\} (\d+)/gm);
  return [...found].reduce((sum, [, count]) => sum + Number(count), 0);
}
