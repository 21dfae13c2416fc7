import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { LokiStack } from '../../../lib/index';
import { claimed, startStore } from '../loki-stack/bucket-store';
import { deletesOldLines } from '../loki-stack/old-lines';
import { asksPassword, gatewayChecks, nginx } from '../loki-stack/guarded-loki';
import { lines, start, until } from '../loki-stack/started-loki';
import { alone, configurations, tenantOf, usesBucket } from '../loki-stack/synthesized-stacks';
import type { LokiProcess } from '../loki/loki-process';
import type { Env } from '../loki-stack/started-loki';
import type { Stack } from '../loki-stack/synthesized-stacks';
import type { Context, Suite } from '../suite';

const examples = ['loki-minikube', 'loki-rook', 'airflow-alloy', 'ml-platform'];

/** Errors are kept for 90 days there, the rest for 30. */
const retained = [
  { labels: { level: 'error' }, daysAgo: 95, isOver: true },
  { labels: { level: 'error' }, daysAgo: 40, isOver: false },
  { labels: { level: 'info' }, daysAgo: 40, isOver: true },
  { labels: { level: 'info' }, daysAgo: 20, isOver: false },
];

/** Every example's Loki, as it is synthesized, runs: on a disk, and on a bucket with the variables of a claim. */
export const suite: Suite = {
  name: 'loki-stack',
  builds: ['moto', 'loki'],
  async run(context) {
    const stacks = examples.flatMap(configurations);
    context.check('every example has a Loki', stacks.length === 5, () => stacks.map(({ name }) => name).join(', '));
    for (const stack of stacks) verifies(context, stack);

    const onDisk = stacks.filter(({ config }) => !usesBucket(config));
    for (const { name, config } of onDisk) await serves(context, name, config, {});
    for (const stack of onDisk) {
      const old = [
        { labels: {}, daysAgo: 9, isOver: true },
        { labels: {}, daysAgo: 5, isOver: false },
      ];
      await deletesOldLines(context, stack, old, {});
    }
    const store = await startStore(context);
    try {
      const env = claimed(store.port);
      for (const { name, config } of stacks.filter((stack) => usesBucket(stack.config))) {
        await serves(context, name, alone(config), env);
      }
      if (isThere(nginx)) await asksPassword(context, stacks, env);
      else
        context.leaveOut(
          `the gateway, ${gatewayChecks} checks: no nginx; put it on the PATH, or name it as NGINX_PROGRAM`,
        );
      await deletesOldLines(context, { name: 'loki-rook', config: alone(bucketOf(stacks)) }, retained, env);
      await survivesItsDisk(context, alone(bucketOf(stacks)), env);
      await threeTogether(context, bucketOf(stacks), env);
    } finally {
      store.stop();
    }
  },
};

function verifies(context: Context, { name, config }: Stack): void {
  const folder = mkdtempSync(join(tmpdir(), 'loki-stack-'));
  const file = join(folder, 'config.yaml');
  writeFileSync(file, config);
  const args = [`-config.file=${file}`, '-config.expand-env=true', '-verify-config'];
  const { status, stderr } = spawnSync(context.program('loki'), args, {
    encoding: 'utf8',
    env: { ...process.env, ...claimed(1) },
  });
  rmSync(folder, { recursive: true });
  context.check(`Loki takes the configuration of ${name}`, status === 0, () => stderr);
}

/** Starts, takes lines, finds them, refuses a 16th label, deletes what is past its time, and loses nothing that it took. */
async function serves(context: Context, name: string, config: string, env: Env): Promise<void> {
  const check = (what: string, passed: boolean, got: unknown): void =>
    context.check(`${name} ${what}`, passed, () => (typeof got === 'string' ? got : JSON.stringify(got)));
  const tenant = tenantOf(config);
  const loki = await start(context, config, env);
  try {
    const app = 'loki-stack';
    const { status, body } = await loki.push(
      [{ labels: { app }, line: 'first', structuredMetadata: { run_id: '1' } }],
      tenant,
    );
    check('takes a push', status === 204, `${status} ${body}`);
    check(
      'answers a query',
      await until(async () => (await lines(loki, app, tenant)).includes('first')),
      await lines(loki, app, tenant),
    );

    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`l${index}`, 'x']));
    const fifteen = await loki.push([{ labels: many(15), line: 'x' }], tenant);
    check('takes 15 labels', fifteen.status === 204, fifteen);
    const sixteen = await loki.push([{ labels: many(16), line: 'x' }], tenant);
    check('refuses a 16th label', sixteen.status === 400 && sixteen.body.includes('label names'), sixteen);

    const active = await loki.config();
    check('deletes', /^compactor:(\n .*)*\n +retention_enabled: true/m.test(active), 'retention_enabled');
    const { body: metrics } = await loki.get('/metrics');
    const missing = Object.values(LokiStack.metrics).filter((metric) => !metrics.includes(`\n${metric}{`));
    check('has the metrics that are named', missing.length === 0, missing);

    const took: string[] = [];
    let isKilled = false;
    const pushing = (async () => {
      for (let index = 0; !isKilled; index += 1) {
        const line = `line ${index}`;
        const answer = await loki.push([{ labels: { app: 'crash' }, line }], tenant).catch(() => ({ status: 0 }));
        if (answer.status === 204) took.push(line);
      }
    })();
    await until(() => Promise.resolve(took.length >= 200));
    await loki.kill9();
    isKilled = true;
    await pushing;
    await loki.restart();
    const lost = async (): Promise<readonly string[]> => {
      const found = new Set(await lines(loki, 'crash', tenant));
      return took.filter((line) => !found.has(line));
    };
    check('keeps after kill -9 what it took', await until(async () => (await lost()).length === 0), await lost());
    context.say(`${name}: ${took.length} lines taken before kill -9, all kept`);
  } finally {
    await loki.stop();
  }
}

/** What is in the bucket is found by a Loki whose disk is empty. */
async function survivesItsDisk(context: Context, config: string, env: Env): Promise<void> {
  const tenant = tenantOf(config);
  const first = await start(context, config, env);
  await first.push([{ labels: { app: 'kept' }, line: 'in the bucket' }], tenant);
  await first.flush();
  // The index is written when it stops.
  await first.stop();
  const second = await start(context, config, env);
  try {
    const found = await until(async () => (await lines(second, 'kept', tenant)).includes('in the bucket'));
    context.check('a Loki without its disk finds what is in the bucket', found, () => 'nothing');
  } finally {
    await second.stop();
  }
}

/** Three that find each other: one may fail. */
async function threeTogether(context: Context, config: string, env: Env): Promise<void> {
  const tenant = tenantOf(config);
  const lokis: LokiProcess[] = [];
  let found: readonly string[] = [];
  try {
    const others: string[] = [];
    for (const id of ['loki-0', 'loki-1', 'loki-2']) {
      const named = config.replace(/^ {2}ring:\n/m, `  ring:\n    instance_id: ${id}\n`);
      // On a machine with much else to do they lose each other, and would look again after a minute and a half.
      const haste = '-memberlist.rejoin-interval=2s';
      const loki = await start(context, named, env, [`-memberlist.nodename=${id}`, haste, ...others]);
      lokis.push(loki);
      const [, port] = /^memberlist:(?:\n .*)*?\n +bind_port: (\d+)/m.exec(await loki.config()) ?? [];
      others.splice(0, others.length, `-memberlist.join=127.0.0.1:${String(port)}`);
    }
    const [one, two, three] = lokis as [LokiProcess, LokiProcess, LokiProcess];
    let ring = '';
    const actives = async (): Promise<number> => {
      ring = (await one.get('/ring')).body;
      return ring.split('ACTIVE').length - 1;
    };
    const words = (): string => ring.replaceAll(/<[^>]*>|\s+/g, ' ');
    context.check('three find each other', await until(async () => (await actives()) >= 3), words);
    const push = (line: string) => two.push([{ labels: { app: 'three' }, line }], tenant);
    context.check('three take a push', (await push('of three')).status === 204, () => 'refused');
    await three.kill9();
    const taken = await until(async () => (await push('of two')).status === 204);
    context.check('two of three take a push', taken, () => 'refused');
    // Which of the two answers: where there is much else to do, one may take the other for lost for minutes.
    const isFound = await until(async () => {
      for (const loki of [one, two]) {
        found = await lines(loki, 'three', tenant).catch(() => []);
        if (['of three', 'of two'].every((line) => found.includes(line))) return true;
      }
      return false;
    });
    context.check('those that are left find both lines', isFound, () => found.join(', '));
  } finally {
    await Promise.all(lokis.map((loki) => loki.stop()));
  }
}

function bucketOf(stacks: readonly Stack[]): string {
  return stacks.find(({ name }) => name.startsWith('loki-rook'))?.config ?? '';
}

function isThere(name: string): boolean {
  if (name.includes('/')) return true;
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      return readdirSync(folder).includes(name);
    } catch {
      return false;
    }
  });
}
