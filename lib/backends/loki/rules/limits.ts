import type { Finding } from '../../../findings/finding';
import { bytesOf } from '../../../engines/loki-stages/quantity';
import { shownBytes } from '../shown-quantity';
import type { LokiConfigProps } from '../loki-config';
import { finding, limitDefaults } from './rule';

/** Limits that contradict each other. */
export function checkLimits({ limitsConfig = {} }: LokiConfigProps): readonly Finding[] {
  const { maxLineSize, ingestionBurstSizeMb, ingestionRateMb, perStreamRateLimitBurst } = limitsConfig;
  const line = maxLineSize === undefined ? limitDefaults.maxLineBytes : bytesOf(maxLineSize);
  const burst = (ingestionBurstSizeMb ?? limitDefaults.ingestionBurstSizeMb) * 1024 ** 2;
  const rate = (ingestionRateMb ?? limitDefaults.ingestionRateMb) * 1024 ** 2;
  const streamBurst =
    perStreamRateLimitBurst === undefined ? limitDefaults.perStreamBurstBytes : bytesOf(perStreamRateLimitBurst);
  const at = 'limitsConfig';
  const found: Finding[] = [];
  for (const [name, bytes] of [
    ['ingestionBurstSizeMb', burst],
    ['perStreamRateLimitBurst', streamBurst],
  ] as const) {
    // 0 is no limit of lines, and so no line is the largest.
    if (line === 0 || bytes >= line) continue;
    const message = `'${name}' must be at least the largest line, ${shownBytes(line)}: such a line would never be taken`;
    found.push(finding('loki/burst', `${at}.${name}`, shownBytes(bytes), message, "raise it, or lower 'maxLineSize'"));
  }
  if (burst < rate) {
    const message = `'ingestionBurstSizeMb' must be at least 'ingestionRateMb' (${shownBytes(rate)}): the rate is never reached`;
    found.push(
      finding(
        'loki/burst',
        `${at}.ingestionBurstSizeMb`,
        shownBytes(burst),
        message,
        'raise it to the rate or more',
        'warning',
      ),
    );
  }
  return found;
}
