import type { Size } from 'cdk8s';
import type { Finding } from '../../../findings/finding';
import { bytesOf } from '../../../engines/loki-stages/quantity';
import { finding, limitDefaults } from '../rules/rule';
import type { LimitsOptions } from '../options/limits';
import { shownBytes, shownDecimal, shownSeconds } from '../shown-quantity';
import type { Capacity } from './capacity';

/** What a Loki is given; what is left out is not judged. */
export interface Given {
  /** Of each replica. */
  readonly disk?: Size;
  /** Of the bucket. */
  readonly quota?: Size;
  readonly limits?: LimitsOptions;
  /** Of each replica. */
  readonly memory?: Size;
}

/** What is given too little of, with the numbers. */
export function checkGiven(capacity: Capacity, { disk, quota, limits, memory }: Given, at: string): readonly Finding[] {
  return [
    ...(disk === undefined ? [] : checkDisk(capacity, bytesOf(disk), at)),
    ...(quota === undefined || capacity.quotaBytes === undefined
      ? []
      : checkStore(capacity, 'loki/quota', `${at}.quota`, bytesOf(quota), capacity.quotaBytes)),
    ...(limits === undefined ? [] : checkLimits(capacity, limits, `${at}.limits`)),
    ...(memory === undefined ? [] : checkMemory(capacity, bytesOf(memory), `${at}.memory`)),
  ];
}

function checkDisk(capacity: Capacity, got: number, at: string): readonly Finding[] {
  if (capacity.input.storage === 'disk')
    return checkStore(capacity, 'loki/disk', `${at}.disk`, got, capacity.diskBytes);
  if (got >= capacity.diskBytes) return [];
  const message = `'disk' must be at least ${shownBytes(capacity.diskBytes)} for the log of what is not in the bucket yet (${shownBytes(capacity.walBytes)}) and the index`;
  return [finding('loki/disk', `${at}.disk`, shownBytes(got), message, `give ${shownBytes(capacity.diskBytes)}`)];
}

function checkStore(
  capacity: Capacity,
  rule: 'loki/disk' | 'loki/quota',
  at: string,
  got: number,
  needed: number,
): readonly Finding[] {
  if (got >= needed) return [];
  const { average, retentionSeconds, kept, assumptions } = capacity.input;
  const name = rule === 'loki/disk' ? 'disk' : 'quota';
  const rate = average.asString();
  const keep = shownSeconds(retentionSeconds);
  const stored = capacity.storedFor(1);
  const message =
    `'${name}' must be at least ${shownBytes(needed)} for ${rate} kept ${keep}: ${shownDecimal(capacity.rawBytes)} come in, ` +
    `${shownDecimal(capacity.storedBytes)} are stored (compressed ${assumptions.compression} times)`;
  const usable = got / assumptions.headroom - (rule === 'loki/disk' ? capacity.walBytes : 0);
  const found =
    `${shownBytes(got)}, which ${rate} fill in ${shownSeconds(got / average.bytesPerSecond)} before compression and in ` +
    `${shownSeconds(got / average.bytesPerSecond / stored)} after`;
  const days = Math.floor(usable / (average.bytesPerSecond * stored) / 86_400 - 1);
  const shorter = days >= 1 && kept.length === 0 ? `, keep it ${days} d` : '';
  const other = rule === 'loki/disk' ? ', or use a bucket' : ', or send less';
  return [finding(rule, at, found, message, `give ${shownBytes(needed)}${shorter}${other}`)];
}

function checkLimits({ input, limits: needed }: Capacity, given: LimitsOptions, at: string): readonly Finding[] {
  const { peak, streams, assumptions } = input;
  const found: Finding[] = [];
  const least = (name: keyof LimitsOptions, got: number, bytes: number, what: string, remedy: string): void => {
    if (got >= bytes) return;
    const [is, must] =
      name === 'maxGlobalStreamsPerUser' ? [String(got), String(bytes)] : [shownBytes(got), shownBytes(bytes)];
    found.push(
      finding(
        'loki/limit-too-small',
        `${at}.${name}`,
        is,
        `'${name}' must be at least ${must}, ${what}: Loki drops what is beyond`,
        remedy,
      ),
    );
  };
  const rate = (given.ingestionRateMb ?? limitDefaults.ingestionRateMb) * 1024 ** 2;
  const atPeak = `the peak of ${peak.asString()}`;
  least('ingestionRateMb', rate, peak.bytesPerSecond, atPeak, `write ${needed.ingestionRateMb}`);
  const burst = (given.ingestionBurstSizeMb ?? limitDefaults.ingestionBurstSizeMb) * 1024 ** 2;
  least(
    'ingestionBurstSizeMb',
    burst,
    Math.min(peak.bytesPerSecond, rate),
    `a second of ${atPeak}`,
    `write ${needed.ingestionBurstSizeMb}`,
  );
  const stream =
    given.perStreamRateLimit === undefined ? limitDefaults.perStreamRateBytes : bytesOf(given.perStreamRateLimit);
  least(
    'perStreamRateLimit',
    stream,
    peak.bytesPerSecond * assumptions.largestStreamShare,
    `what the busiest stream brings at ${atPeak} (${Math.round(assumptions.largestStreamShare * 100)} % of all)`,
    `give ${shownBytes(bytesOf(needed.perStreamRateLimit))}`,
  );
  const most = given.maxGlobalStreamsPerUser ?? limitDefaults.maxGlobalStreamsPerUser;
  if (most > 0)
    least(
      'maxGlobalStreamsPerUser',
      most,
      streams,
      'the streams at one time',
      `write ${needed.maxGlobalStreamsPerUser}`,
    );
  return found;
}

function checkMemory({ memory, input }: Capacity, got: number, at: string): readonly Finding[] {
  if (got >= memory.requestBytes) return [];
  const message = `'memory' must be at least ${shownBytes(memory.requestBytes)} for ${input.average.asString()} in ${input.streams} streams`;
  return [finding('loki/memory', at, shownBytes(got), message, `give ${shownBytes(memory.limitBytes)}`, 'warning')];
}
