import { Size } from 'cdk8s';
import { limitDefaults } from '../rules/rule';
import type { CapacityInput } from './capacity-options';

const mebi = 1024 ** 2;

/** Limits that follow from what comes in. */
export interface NeededLimits {
  readonly ingestionRateMb: number;
  readonly ingestionBurstSizeMb: number;
  readonly perStreamRateLimit: Size;
  readonly perStreamRateLimitBurst: Size;
  readonly maxGlobalStreamsPerUser: number;
}

/** A quarter above the peak, since a limit that is met drops lines; never under what Loki itself takes. */
export function neededLimits({ peak, streams, assumptions }: CapacityInput): NeededLimits {
  const wanted = peak.bytesPerSecond * 1.25;
  const ingestionRateMb = Math.max(limitDefaults.ingestionRateMb, Math.ceil(wanted / mebi));
  const ofStream = Math.ceil((wanted * assumptions.largestStreamShare) / mebi);
  const perStream = Math.max(limitDefaults.perStreamRateBytes / mebi, ofStream);
  return Object.freeze({
    ingestionRateMb,
    // Two seconds at once: agents that were away send what they kept.
    ingestionBurstSizeMb: Math.max(limitDefaults.ingestionBurstSizeMb, 2 * ingestionRateMb),
    perStreamRateLimit: Size.mebibytes(perStream),
    perStreamRateLimitBurst: Size.mebibytes(Math.max(limitDefaults.perStreamBurstBytes / mebi, 5 * perStream)),
    maxGlobalStreamsPerUser: Math.max(limitDefaults.maxGlobalStreamsPerUser, Math.ceil((2 * streams) / 1000) * 1000),
  });
}
