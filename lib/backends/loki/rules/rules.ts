import type { Finding } from '../../../findings/finding';
import type { LokiConfigProps } from '../loki-config';
import { checkLimits } from './limits';
import { checkRetention } from './retention';
import { finding } from './rule';
import { checkSchema } from './schema';
import { checkStorage } from './storage';

/** What is wrong with a configuration as a whole. */
export function checkConfig(props: LokiConfigProps): readonly Finding[] {
  return [
    ...checkSchema(props),
    ...checkStorage(props),
    ...checkLimits(props),
    ...checkRetention(props),
    ...checkWal(props),
  ];
}

function checkWal({ ingester = {}, extra = {} }: LokiConfigProps): readonly Finding[] {
  const own = (extra as { readonly ingester?: { readonly wal?: { readonly enabled?: unknown } } }).ingester;
  if (ingester.wal?.enabled !== false && own?.wal?.enabled !== false) return [];
  const message = "'wal.enabled' must be true for acknowledged lines to outlast a crash";
  return [finding('loki/wal', 'ingester.wal.enabled', 'false', message, 'leave it out', 'warning')];
}
