import { Duration, Size } from 'cdk8s';
import type { LokiTarget, SinkOf } from '../../../pipeline/sink-spec';
import { concat, partsOf } from '../../../text/live-text';
import type { ClientOptions } from '../config/options';

/** How long a batch waits for more: a task's last lines should not wait a second for none. */
const batchWait = Duration.millis(500);

/** The one client for a Loki. Its tenant is each pipeline's own, and stands in a stage. */
export function clientOf({ to }: SinkOf<'loki'>): ClientOptions {
  return {
    url: concat(to.url, '/loki/api/v1/push'),
    ...authOf(to),
    batchWait,
    batchSize: Size.mebibytes(1),
    // For about a day: a batch is lost after the last.
    backoffConfig: { minPeriod: Duration.millis(500), maxPeriod: Duration.minutes(5), maxRetries: 300 },
  };
}

/** What makes two sinks one client: all but the tenant. */
export function clientKey({ to }: SinkOf<'loki'>): string {
  return JSON.stringify([partsOf(to.url), authKey(to)]);
}

function authOf({ auth }: LokiTarget): Pick<ClientOptions, 'basicAuth' | 'bearerToken'> {
  if (auth === undefined) return {};
  if (auth.bearer !== undefined) return { bearerToken: auth.bearer };
  return { basicAuth: { username: auth.user, password: auth.password } };
}

function authKey({ auth }: LokiTarget): unknown {
  if (auth === undefined) return null;
  return auth.bearer === undefined ? [partsOf(auth.user), auth.password.variable] : auth.bearer.variable;
}
