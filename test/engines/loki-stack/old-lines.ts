import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { lines, start, until } from './started-loki';
import { tenantOf } from './synthesized-stacks';
import type { LokiProcess } from '../loki/loki-process';
import type { Context } from '../suite';
import type { Env } from './started-loki';

const dayMs = 86_400_000;

/** A line of a stream, and whether its time is over. */
export interface OldLine {
  readonly labels: Readonly<Record<string, string>>;
  readonly daysAgo: number;
  readonly isOver: boolean;
}

/**
 * Loki deletes what its retention says, and nothing else. Only its haste is not the example's: it compacts each second,
 * looks for what is left as often, takes lines of long ago, and shows them as long as it has them.
 */
export async function deletesOldLines(
  context: Context,
  { name, config }: { readonly name: string; readonly config: string },
  old: readonly OldLine[],
  env: Env,
): Promise<void> {
  const tenant = tenantOf(config);
  const patient = config
    .replace(/^ {2}reject_old_samples_max_age: .*$/m, '  reject_old_samples: false')
    .replace(/^ {2}max_query_lookback: .*$/m, '  max_query_lookback: 0s\n  max_query_length: 0s');
  const inHaste = (text: string): string =>
    text
      .replace(/^ {2}retention_enabled: true$/m, '  compaction_interval: 1s\n  retention_delete_delay: 0s\n$&')
      .replace(/^storage_config:$/m, '$&\n  tsdb_shipper: { resync_interval: 1s }');
  const lineOf = ({ labels, daysAgo }: OldLine): string => `${JSON.stringify(labels)} ${daysAgo} days ago`;
  const found = async (from: LokiProcess): Promise<readonly string[]> =>
    [...(await lines(from, 'old', tenant, 200 * dayMs))].sort();
  const all = old.map(lineOf).sort();
  const kept = old
    .filter(({ isOver }) => !isOver)
    .map(lineOf)
    .sort();
  const same = (one: readonly string[], other: readonly string[]): boolean => one.join('\n') === other.join('\n');

  const loki = await start(context, patient, env);
  try {
    for (const line of old) {
      const time = BigInt(Date.now() - line.daysAgo * dayMs) * 1_000_000n;
      const entry = { labels: { app: 'old', ...line.labels }, line: lineOf(line), time };
      const { status, body } = await loki.push([entry], tenant);
      if (status !== 204) throw new Error(`${name} refused ${lineOf(line)}: ${status} ${body}`);
    }
    await loki.flush();
    await loki.restart();
    const before = await until(async () => same(await found(loki), all));
    context.check(`${name} has lines of long ago before it compacts`, before, () => 'not all are found');
    await loki.restart((text) => {
      // All is in the store; what else it has on its disk it would show for some time, whatever the compactor deletes.
      const data = join(loki.folder, 'data');
      const besides = readdirSync(data).filter((part) => part !== 'chunks');
      for (const part of besides) rmSync(join(data, part), { recursive: true });
      return inHaste(text);
    });
    await until(async () => same(await found(loki), kept));
    const left = await found(loki);
    context.check(`${name} deletes what is past its time, and nothing else`, same(left, kept), () => left.join('\n'));
  } finally {
    await loki.stop();
  }
}
