import { refusal } from '../../../pipeline/argument';
import { proxy } from './proxy';
import type { Proxy } from './proxy';
import { frozen } from './settings';
import type { Setting } from './settings';
import { boolean, filled, maybe, object, positive, socketAddress, string } from './shape';
import type { Check, Checks } from './shape';
import type { Acknowledgements } from './sink-options';

/** What Vector serves of itself: `GET /health`, and what `vector top` and `vector tap` read. It asks nobody who they are. */
export interface Api {
  /** Whether it listens. @default true */
  readonly enabled?: boolean;
  /** An IP address and a port. @default '127.0.0.1:8686', which nobody outside the container reaches */
  readonly address?: string;
  /** Before Vector 0.55, whose API is gRPC. @default true */
  readonly graphql?: boolean;
  /** Before Vector 0.55: a page to try GraphQL with. @default true */
  readonly playground?: boolean;
}

/** Fields of an event that Vector gives a meaning, by their paths; `''` for none. */
export interface LogSchema {
  /** Path of the line. @default '.message' */
  readonly messageKey?: string;
  /** Path of the time. @default '.timestamp' */
  readonly timestampKey?: string;
  /** Path of the host's name. @default '.host' */
  readonly hostKey?: string;
  /** Path of the source's type. @default '.source_type' */
  readonly sourceTypeKey?: string;
  /** Path of what failed programs say of themselves. @default '.metadata' */
  readonly metadataKey?: string;
}

/** Which of an event's tags Vector's own counts of sent and received events carry. */
export interface TelemetryTags {
  /** Whether metrics of events carry their `service`. @default false */
  readonly emitService?: boolean;
  /** Whether metrics of events carry the source they came from. @default false */
  readonly emitSource?: boolean;
}

/** What holds for all components of a configuration. */
export interface Globals {
  /** Folder for checkpoints and disk buffers. @default '/var/lib/vector' */
  readonly dataDir?: string;
  /** Of times in VRL that name no zone: an IANA name. @default - the agent's own */
  readonly timezone?: string;
  /** For sinks that say nothing themselves. @default - off */
  readonly acknowledgements?: Acknowledgements;
  /** Where sources and sinks keep what each event has. @default - Vector's names */
  readonly logSchema?: LogSchema;
  /** Tags of Vector's own metrics of events. */
  readonly telemetry?: { readonly tags: TelemetryTags };
  /** How long Vector's own metrics stay that nothing adds to. @default 300; without end before Vector 0.43 */
  readonly expireMetricsSecs?: number;
  /** For all components that say nothing else. @default - what the environment says */
  readonly proxy?: Proxy;
  /** Vector's own server, for `vector top` and `vector tap`. @default - off */
  readonly api?: Api;
  /** Whether sinks are tried before the start, and have to answer. @default - tried, a failure is only logged */
  readonly healthchecks?: { readonly enabled?: boolean; readonly requireHealthy?: boolean };
}

const timezone: Check = (at, value) => {
  filled(at, value);
  try {
    new Intl.DateTimeFormat('en', { timeZone: value as string });
  } catch {
    throw refusal(at, 'be an IANA name', value, 'write one such as Europe/Berlin');
  }
};

/** By option. */
export const globalChecks: Checks<Globals> = {
  dataDir: maybe(filled),
  timezone: maybe(timezone),
  acknowledgements: maybe(object<Acknowledgements>({ enabled: boolean })),
  logSchema: maybe(
    object<LogSchema>({
      messageKey: maybe(string),
      timestampKey: maybe(string),
      hostKey: maybe(string),
      sourceTypeKey: maybe(string),
      metadataKey: maybe(string),
    }),
  ),
  telemetry: maybe(
    object<Required<Globals>['telemetry']>({
      tags: object<TelemetryTags>({ emitService: maybe(boolean), emitSource: maybe(boolean) }),
    }),
  ),
  expireMetricsSecs: maybe(positive),
  proxy: maybe(proxy),
  api: maybe(
    object<Api>({
      enabled: maybe(boolean),
      address: maybe(socketAddress),
      graphql: maybe(boolean),
      playground: maybe(boolean),
    }),
  ),
  healthchecks: maybe(
    object<Required<Globals>['healthchecks']>({ enabled: maybe(boolean), requireHealthy: maybe(boolean) }),
  ),
};

/** A deep copy that nobody can change. */
export function frozenGlobals(globals: Globals): Globals {
  return frozen(globals as unknown as { readonly [option: string]: Setting });
}

/** The options as they are printed, in their order. */
export function globalSettings(globals: Globals): { readonly [option: string]: Setting } {
  const { dataDir, timezone, acknowledgements, logSchema, telemetry, expireMetricsSecs, proxy, api, healthchecks } =
    globals;
  return {
    dataDir,
    timezone,
    acknowledgements,
    logSchema,
    telemetry,
    expireMetricsSecs,
    proxy,
    api: api === undefined ? undefined : { enabled: true, ...api },
    healthchecks,
  } as unknown as { readonly [option: string]: Setting };
}
