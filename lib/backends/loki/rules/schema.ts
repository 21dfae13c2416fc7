import type { Finding } from '../../../findings/finding';
import type { LokiConfigProps } from '../loki-config';
import { finding } from './rule';

/** What Loki holds in a period is what its schema can hold. */
export function checkSchema({ schema, objectStore, limitsConfig = {} }: LokiConfigProps): readonly Finding[] {
  const found = [...schema.check(objectStore)];
  if (limitsConfig.allowStructuredMetadata === false) return found;
  const old = schema.withoutMetadata(objectStore);
  if (old === undefined) return found;
  const isActive = schema.active(objectStore)?.from === old.from;
  const message = `'limits.allowStructuredMetadata' must be false as long as the period from ${old.from} lasts (${old.store}, ${old.schema}): Loki does not start otherwise`;
  const remedy = 'write false, and take it away when the next period has begun';
  found.push(
    finding(
      'loki/structured-metadata',
      'limitsConfig.allowStructuredMetadata',
      'true',
      message,
      remedy,
      // Without a day nobody knows which period it is now.
      isActive || old.from === schema.periods(objectStore).at(-1)?.from ? 'error' : 'warning',
    ),
  );
  return found;
}
