import { refusal } from '../../../pipeline/argument';
import type { Text } from '../../../text/live-text';
import { SecretRef } from '../../../text/secret-ref';
import { compression } from './compression';
import type { Compression } from './compression';
import type { Confined } from './confinement';
import { encoding, encodingSince, framing } from './encoding';
import type { Encoding, Framing } from './encoding';
import type { Since } from './release';
import { byName } from './settings';
import type { Setting } from './settings';
import { boolean, filledText, list, map, maybe, object, oneOf, string, text, variant, whole } from './shape';
import type { Check, Checks } from './shape';
import { auth, batch, requestChecks, tls } from './sink-options';
import type { Batch, HttpAuth, Request, Tls } from './sink-options';

/** Requests with headers. */
export interface HttpRequest extends Request {
  /**
   * Headers of each request by name: templates from Vector 0.49, before that texts as they are; or secrets, such as the
   * key of an API. Not `Authorization` beside `auth`.
   *
   * @default - none
   */
  readonly headers?: { readonly [header: string]: Text | SecretRef };
}

/** Which answers are tried again. */
export type RetryStrategy =
  | {
      /**
       * - `default`: 408 and 429, and 5xx but 501
       * - `all`: whatever is not 2xx
       * - `none`: nothing, a timeout neither
       */
      readonly type: 'default' | 'all' | 'none';
    }
  | { readonly type: 'custom'; readonly statusCodes: readonly number[] };

/** What is sent over HTTP, and how. */
export interface HttpSettings extends Confined {
  /** Whole, with `http://` or `https://`; a template from Vector 0.49, whose host has to be literal from 0.57. */
  readonly uri: Text;
  /** Of each request. @default 'post' */
  readonly method?: 'get' | 'head' | 'post' | 'put' | 'delete' | 'options' | 'trace' | 'patch';
  /** How an event becomes text or bytes. */
  readonly encoding: Encoding;
  /** What stands between the events of a request. @default - of `json` `,` within `[ ]`, of `otlp` nothing, else a line break */
  readonly framing?: Framing;
  /** How a body is packed. @default 'none' */
  readonly compression?: Compression;
  /** Stands before a body of `json` that is a list; with `payloadSuffix` it has to make the whole JSON. @default - nothing */
  readonly payloadPrefix?: string;
  /** Stands behind such a body. @default - nothing */
  readonly payloadSuffix?: string;
  /** Who the requests say they are; nobody where nothing is said. */
  readonly auth?: HttpAuth;
  /** How much makes one request. @default - 10,000,000 bytes or 1 second, and any number of events */
  readonly batch?: Batch;
  /** How requests are made and tried again, and their headers. */
  readonly request?: HttpRequest;
  /** Which answers are tried again. From Vector 0.56. @default - 408, 429, and 5xx but 501 */
  readonly retryStrategy?: RetryStrategy;
  /** Trust for an `https:` URI; the system's where nothing is said. */
  readonly tls?: Tls;
}

const header: Check = (at, value) => {
  if (!SecretRef.is(value)) text(at, value);
};

const httpRequest: Check = object<HttpRequest>({ ...requestChecks, headers: maybe(map(header)) });

export const retryStrategy: Check = variant('type', {
  default: {},
  all: {},
  none: {},
  custom: { statusCodes: list(whole(100, 599), 1) },
});

export const httpChecks: Checks<HttpSettings> = Object.freeze({
  uri: filledText,
  method: maybe(oneOf('get', 'head', 'post', 'put', 'delete', 'options', 'trace', 'patch')),
  encoding,
  framing: maybe(framing),
  compression: maybe(compression),
  payloadPrefix: maybe(string),
  payloadSuffix: maybe(string),
  auth: maybe(auth),
  batch: maybe(batch),
  request: maybe(httpRequest),
  retryStrategy: maybe(retryStrategy),
  tls: maybe(tls),
  dangerouslyAllowUnconfinedTemplateResolution: maybe(boolean),
});

/** Settings as they are printed for each version. @throws if two of them cannot stand together */
export function httpSettings(at: string, options: HttpSettings): { readonly [option: string]: Setting } {
  const { request, dangerouslyAllowUnconfinedTemplateResolution: _by, ...rest } = options;
  const authorization = Object.keys(request?.headers ?? {}).find((name) => name.toLowerCase() === 'authorization');
  if (authorization !== undefined && options.auth !== undefined) {
    const rule = "not stand beside 'auth'";
    throw refusal(`${at}.request.headers.${authorization}`, rule, authorization, 'remove one of them');
  }
  return {
    ...(rest as object as { readonly [option: string]: Setting }),
    // Known to all versions, where `headers` beside it was given up with 0.55.
    request: request && ({ ...request, headers: byName(request.headers) } as object as Setting),
  };
}

/** What earlier versions do not know of these options. */
export const httpSince: readonly Since[] = [...encodingSince, { option: 'retryStrategy', first: '0.56.0' }];
