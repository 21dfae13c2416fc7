import { join } from 'node:path';
import { LokiProcess } from '../loki/loki-process';
import type { Context } from '../suite';

/** Variables of a program. */
export type Env = Readonly<Record<string, string>>;

/** Starts it with a configuration that is meant for a pod. */
export async function start(
  context: Context,
  config: string,
  env: Env,
  args: readonly string[] = [],
): Promise<LokiProcess> {
  const inFolder = (folder: string): string =>
    config
      .replaceAll('/var/loki', join(folder, 'data'))
      // In a pod the network's only interface says.
      .replace(/^common:\n(?![^]*instance_addr)/m, 'common:\n  instance_addr: 127.0.0.1\n')
      // As a flag it would be there twice, and the second could not listen.
      .replace(/^memberlist:\n/m, 'memberlist:\n  bind_addr: [127.0.0.1]\n');
  const options = { env, args: ['-config.expand-env=true', '-memberlist.advertise-addr=127.0.0.1', ...args] };
  for (let left = 3; ; left -= 1) {
    try {
      return await LokiProcess.start(context.program('loki'), inFolder, options);
    } catch (error) {
      // A port that was free is taken by another program now and then.
      if (left === 1 || !String(error).includes('address already in use')) throw error;
    }
  }
}

/** The lines of an app, in the last hour if nothing else is said. */
export async function lines(
  loki: LokiProcess,
  app: string,
  tenant: string | undefined,
  sinceMs = 3_600_000,
): Promise<readonly string[]> {
  const start = new Date(Date.now() - sinceMs).toISOString();
  const end = new Date(Date.now() + 60_000).toISOString();
  return (await loki.query(`{app="${app}"}`, { start, end, ...(tenant === undefined ? {} : { tenant }) })).map(
    ({ line }) => line,
  );
}

/** Asks again for three minutes. */
export async function until(holds: () => Promise<boolean>): Promise<boolean> {
  for (const end = Date.now() + 180_000; Date.now() < end;) {
    if (await holds().catch(() => false)) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}
