import { shownDecimal } from '../shown-quantity';
import type { CapacityInput } from './capacity-options';

/** How Loki is run: one program on a disk, several of it on a bucket, or its parts apart. */
export type DeploymentKind = 'single' | 'replicated' | 'distributed';

/** How Loki would best be run. */
export interface Recommendation {
  readonly kind: DeploymentKind;
  /** Of ingesters, where its parts are apart. */
  readonly replicas: number;
  readonly why: string;
}

/** "Small read and write volumes of up to approximately 20 GB per day": Grafana's page on deployment modes. */
const singleDailyBytes = 20e9;
/** "Typically over 1 TB a day" is what the chart's reference recommends the distributed mode for. */
const distributedDailyBytes = 1e12;
/** Taking in, one replica at its peak; beyond it more replicas share. */
const replicaPeakBytes = 20e6;

/** By the volume of a day, as Grafana's documentation draws the lines. */
export function deploymentFor({ average, peak }: CapacityInput): Recommendation {
  const daily = average.bytesPerSecond * 86_400;
  const volume = `${shownDecimal(daily)} a day`;
  if (daily <= singleDailyBytes) {
    return Object.freeze({
      kind: 'single',
      replicas: 1,
      why: `${volume} is what one Loki on a disk is for (up to 20 GB)`,
    });
  }
  const replicas = Math.max(3, Math.ceil((peak.bytesPerSecond * 3) / replicaPeakBytes));
  if (daily <= distributedDailyBytes) {
    const why = `${volume} is more than one Loki on a disk is for (20 GB), less than needs its parts apart (1 TB)`;
    return Object.freeze({ kind: 'replicated', replicas, why });
  }
  const why = `${volume} is more than whole Lokis are for (1 TB): each part grows for itself`;
  return Object.freeze({ kind: 'distributed', replicas, why });
}
