import { Duration } from 'cdk8s';
import type { LokiTarget } from '../../../pipeline/sink-spec';
import { concat, partsOf } from '../../../text/live-text';
import { loki } from '../config/components';
import type { LokiEndpoint, LokiWrite } from '../config/loki-write';

/** How long a batch waits for more: a task's last lines should not wait a second for none. */
const batchWait = Duration.millis(500);

/** The components that send, one for each Loki that is another, or is spoken to in another way. */
export class LokiSinks {
  private readonly writes = new Map<string, LokiWrite>();

  /** What sends to a Loki. */
  of(to: LokiTarget): LokiWrite {
    const key = JSON.stringify([partsOf(to.url), partsOf(to.tenant ?? ''), authKey(to)]);
    const known = this.writes.get(key);
    if (known !== undefined) return known;
    const write = loki.write(this.writes.size === 0 ? 'loki' : `loki_${this.writes.size + 1}`, {
      endpoint: [
        {
          url: concat(to.url, '/loki/api/v1/push'),
          ...(to.tenant === undefined ? {} : { tenantId: to.tenant }),
          batchWait,
          maxBackoffPeriod: Duration.minutes(1),
          // Without end: while a Loki is away, Alloy's queue fills and files wait.
          maxBackoffRetries: 0,
          ...authOf(to),
        },
      ],
    });
    this.writes.set(key, write);
    return write;
  }
}

function authOf({ auth }: LokiTarget): Pick<LokiEndpoint, 'basicAuth' | 'bearerToken'> {
  if (auth === undefined) return {};
  if (auth.bearer !== undefined) return { bearerToken: auth.bearer };
  return { basicAuth: { username: auth.user, password: auth.password } };
}

function authKey({ auth }: LokiTarget): unknown {
  if (auth === undefined) return null;
  return auth.bearer === undefined ? [partsOf(auth.user), auth.password.variable] : auth.bearer.variable;
}
