import { concat, LiveText, partsOf } from '../text/live-text';
import type { Text } from '../text/live-text';
import { SecretRef } from '../text/secret-ref';
import { checkOptions, checkText, got, refusal } from './argument';

/**
 * Where Dash0 runs organizations, and in whose cloud.
 *
 * @see https://www.dash0.com/shared/ingress-ip-addresses-per-region.json
 */
const clouds = Object.freeze({
  'eu-central-1': 'aws',
  'eu-west-1': 'aws',
  'us-west-2': 'aws',
  'europe-west4': 'gcp',
});

/** A region of Dash0. */
export type Dash0Region = keyof typeof clouds;

/**
 * An organization of Dash0: by its region, or by the endpoint that its settings show.
 *
 * @see https://www.dash0.com/documentation/dash0/key-concepts/endpoints
 */
export type Dash0Account = {
  /** An auth token that may ingest (Dash0: Settings, Auth Tokens): `secret('DASH0_TOKEN')`. */
  readonly token: SecretRef;
  /** The slug of the dataset; a token that is bound to one is answered 403 without it. @default - `default`, as Dash0 has it */
  readonly dataset?: Text;
} & (
  | {
      /** Of the organization, chosen when it was made; there is no address that serves all regions. */
      readonly region: Dash0Region;
      readonly endpoint?: never;
    }
  | {
      /** The `OTLP via HTTP` endpoint of Dash0's settings, without `/v1/logs`: for regions that this library does not know, or a proxy. */
      readonly endpoint: Text;
      readonly region?: never;
    }
);

/** How an account is spoken to over OTLP. */
interface Dash0Receiver {
  readonly url: Text;
  readonly token: SecretRef;
  readonly headers: { readonly 'Dash0-Dataset'?: Text };
}

/** The account as a receiver of OTLP over HTTP. @throws if a part of it cannot be meant */
export function dash0Receiver(account: Dash0Account): Dash0Receiver {
  const { region, endpoint, token, dataset } = checkOptions(
    account,
    ['region', 'endpoint', 'token', 'dataset'],
    'account',
  );
  return {
    url: concat(address(region, endpoint), '/v1/logs'),
    token: checkToken(token),
    headers: dataset === undefined ? {} : { 'Dash0-Dataset': checkText('dataset', dataset) },
  };
}

function address(region: unknown, endpoint: unknown): Text {
  const known = Object.keys(clouds).join(', ');
  if (region !== undefined && endpoint !== undefined) {
    throw refusal('endpoint', "not stand beside 'region'", endpoint, 'leave one of them out');
  }
  if (endpoint !== undefined) return checkEndpoint(endpoint);
  if (typeof region !== 'string' || !Object.hasOwn(clouds, region)) {
    const remedy = "write the organization's, or its 'endpoint' as Dash0's settings show it";
    throw refusal('region', `be one of ${known}`, region, remedy);
  }
  return `https://ingress.${region}.${clouds[region as Dash0Region]}.dash0.com`;
}

function checkEndpoint(endpoint: unknown): Text {
  const checked = checkText('endpoint', endpoint);
  const parts = partsOf(checked);
  const [head, last] = [parts[0], parts.at(-1)];
  // A token travels with every push.
  if (typeof head === 'string' && !head.startsWith('https://')) {
    throw refusal('endpoint', 'begin with https://', head, 'write https://, or Sink.otlp for a receiver without TLS');
  }
  if (typeof last !== 'string') return checked;
  if (/\/v1\/\w+\/?$/.test(last)) {
    throw refusal('endpoint', "be without the path '/v1/logs', which is added", last, 'leave the path out');
  }
  if (/:4317\/?$/.test(last)) {
    throw refusal('endpoint', 'be the one for OTLP over HTTP', last, 'leave the port out: 4317 is for gRPC');
  }
  return last.endsWith('/') ? concat(...parts.slice(0, -1).map(textOf), last.replace(/\/+$/, '')) : checked;
}

function textOf(part: ReturnType<typeof partsOf>[number]): Text {
  return typeof part === 'string' ? part : new LiveText([part]);
}

function checkToken(token: unknown): SecretRef {
  if (SecretRef.is(token)) return token;
  // What was given may be the token itself.
  const kind = typeof token === 'string' ? 'a string' : got(token);
  throw new TypeError(`'token' must be a secret, got ${kind}; write secret('DASH0_TOKEN')`);
}
