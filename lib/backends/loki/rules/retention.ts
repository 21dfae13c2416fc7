import type { Duration } from 'cdk8s';
import type { Finding } from '../../../findings/finding';
import { longest } from '../retention';
import type { LokiConfigProps } from '../loki-config';
import { selectorFault } from '../selector';
import { finding, limitDefaults } from './rule';

const day = 86_400_000;

/** What keeps logs from being deleted when they should, or deletes what it should not. */
export function checkRetention(props: LokiConfigProps): readonly Finding[] {
  const { limitsConfig = {}, compactor = {}, schema, objectStore } = props;
  const { retentionPeriod, retentionStream = [], rejectOldSamples = true, rejectOldSamplesMaxAge } = limitsConfig;
  const found: Finding[] = [];
  const period = milliseconds(retentionPeriod);
  const isWanted = period > 0 || retentionStream.length > 0;
  const limits = 'limitsConfig';
  if (isWanted && compactor.retentionEnabled !== true) {
    found.push(
      finding(
        'loki/retention-compactor',
        'compactor.retentionEnabled',
        String(compactor.retentionEnabled ?? 'nothing'),
        "'retentionEnabled' must be true for a retention: without it nothing is ever deleted",
        'use retention(…), which says all that is needed',
      ),
    );
  }
  if (compactor.retentionEnabled === true && compactor.deleteRequestStore === undefined) {
    const message = "'deleteRequestStore' must be said with a retention: Loki does not start without it";
    found.push(
      finding(
        'loki/delete-request-store',
        'compactor',
        'nothing',
        message,
        `write deleteRequestStore: '${objectStore}'`,
      ),
    );
  }
  const { deleteRequestStore } = compactor;
  const stores = schema.periods(objectStore).map((one) => one.objectStore);
  if (deleteRequestStore !== undefined && !stores.includes(deleteRequestStore)) {
    const message = `'deleteRequestStore' must be a store of the schema (${[...new Set(stores)].join(', ')})`;
    found.push(
      finding(
        'loki/delete-request-store',
        'compactor.deleteRequestStore',
        deleteRequestStore,
        message,
        'write one of these',
      ),
    );
  }
  if (period > 0 && period < day) found.push(short(`${limits}.retentionPeriod`, retentionPeriod));
  for (const [index, { selector, period: keep }] of retentionStream.entries()) {
    const at = `${limits}.retentionStream[${index}]`;
    if (milliseconds(keep) < day) found.push(short(`${at}.period`, keep));
    const fault = selectorFault(selector);
    if (fault === undefined) continue;
    const message = `'selector' must be one that Loki takes: it has ${fault}`;
    found.push(
      finding('loki/retention-selector', `${at}.selector`, selector, message, 'name a value, as {namespace="dev"}'),
    );
  }
  const table = schema.periods(objectStore).find(({ periodHours }) => periodHours !== 24);
  if (compactor.retentionEnabled === true && table !== undefined) {
    const message = "'periodHours' must be 24 of each period for a retention";
    const remedy = 'wait with the retention until what that period holds is no longer needed';
    found.push(finding('loki/index-period', `schema: from ${table.from}`, String(table.periodHours), message, remedy));
  }
  const age =
    rejectOldSamplesMaxAge === undefined
      ? limitDefaults.rejectOldSamplesMaxAgeMs
      : milliseconds(rejectOldSamplesMaxAge);
  const least = Math.min(
    ...[period, ...retentionStream.map(({ period: keep }) => milliseconds(keep))].filter((ms) => ms > 0),
  );
  if (compactor.retentionEnabled === true && Number.isFinite(least) && (!rejectOldSamples || age > least)) {
    found.push(
      finding(
        'loki/old-samples',
        `${limits}.rejectOldSamplesMaxAge`,
        rejectOldSamples ? days(age) : 'any age',
        `'rejectOldSamplesMaxAge' must be at most the shortest retention (${days(least)}): what is older is taken and deleted at once`,
        'lower it',
        'warning',
      ),
    );
  }
  return found;
}

/**
 * A bucket that deletes by its own rule before Loki does takes chunks away that the index still names.
 *
 * @param lifecycle - after how long the bucket deletes; undefined where it does not
 */
export function checkLifecycle(
  lifecycle: Duration | undefined,
  retention: Parameters<typeof longest>[0],
  at: string,
): readonly Finding[] {
  if (lifecycle === undefined) return [];
  const keep = milliseconds(longest(retention));
  // A chunk is written up to hours after its first line, and is deleted hours after its time.
  if (milliseconds(lifecycle) > keep + day) return [];
  const message = `the bucket's lifecycle must be longer than the retention (${days(keep)}) by more than a day: queries would fail on chunks that are gone`;
  const remedy = `let the bucket delete after ${days(keep + 7 * day)}, or not at all: the compactor deletes`;
  return [finding('loki/bucket-lifecycle', at, days(milliseconds(lifecycle)), message, remedy)];
}

function short(at: string, period: Duration | undefined): Finding {
  const message = 'a retention must be at least 24 hours: Loki takes no less';
  return finding('loki/retention-period', at, period?.toHumanString() ?? 'nothing', message, 'choose a day or more');
}

function milliseconds(duration: Duration | undefined): number {
  return duration === undefined ? 0 : duration.toMilliseconds({ integral: false });
}

function days(ms: number): string {
  return `${Math.round((ms / day) * 10) / 10} d`;
}
