import { partsOf } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import { SecretRef } from '../../../text/secret-ref';
import { boolean, filled, filledText, list, maybe, object } from './shape';
import type { Check } from './shape';

/** Through what HTTP services are reached. A URL with a user in it is a secret: give all of it as one. */
export interface Proxy {
  /** Whether a proxy is used at all, those of the environment too. @default true */
  readonly enabled?: boolean;
  /** Of requests to `http://`. @default - the variable HTTP_PROXY */
  readonly http?: Text | SecretRef;
  /** Of requests to `https://`. @default - the variable HTTPS_PROXY */
  readonly https?: Text | SecretRef;
  /** Hosts, `.domains`, addresses and networks that are spoken to directly; `*` for all. @default - the variable NO_PROXY */
  readonly noProxy?: readonly string[];
}

const url: Check = (at, value) => {
  if (SecretRef.is(value)) return;
  filledText(at, value);
  const [first] = partsOf(value as Text);
  if (typeof first === 'string' && /\/\/[^/]*@/.test(first)) {
    // Never shown: it holds the password.
    throw new TypeError(`'${at}' must hold no user or password, got a url with one; give all of it as secret('NAME')`);
  }
};

export const proxy: Check = object<Proxy>({
  enabled: maybe(boolean),
  http: maybe(url),
  https: maybe(url),
  noProxy: maybe(list(filled)),
});
