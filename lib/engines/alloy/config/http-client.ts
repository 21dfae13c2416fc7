import type { SecretRef } from '../../../text/secret-ref';
import type { Text } from '../../../text/live-text';
import { boolean, filled, filledText, list, map, oneOf, secretRef, text } from '../../option-check';
import { attribute, block, named, optional } from '../../loki-stages/field';
import type { Fields } from '../../loki-stages/field';

/** How a server is known, and what it knows the client by. */
export interface TlsConfig {
  readonly caPem?: Text;
  readonly caFile?: string;
  readonly certPem?: Text;
  readonly certFile?: string;
  readonly keyPem?: SecretRef;
  readonly keyFile?: string;
  readonly serverName?: Text;
  /** @default false */
  readonly insecureSkipVerify?: boolean;
  /** @default - Go's */
  readonly minVersion?: 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';
}

/** A user's name and password. */
export interface BasicAuth {
  readonly username: Text;
  readonly password?: SecretRef;
  readonly passwordFile?: string;
}

/** The header `Authorization`. */
export interface Authorization {
  /** @default 'Bearer' */
  readonly type?: string;
  readonly credentials?: SecretRef;
  readonly credentialsFile?: string;
}

/** A token of OAuth 2. */
export interface OAuth2 {
  readonly clientId: Text;
  readonly clientSecret?: SecretRef;
  readonly clientSecretFile?: string;
  readonly tokenUrl: Text;
  readonly scopes?: readonly string[];
  readonly endpointParams?: { readonly [name: string]: Text };
  readonly tlsConfig?: TlsConfig;
}

/** How a client of HTTP reaches its server. At most one way of authenticating. */
export interface HttpClient {
  readonly basicAuth?: BasicAuth;
  readonly authorization?: Authorization;
  readonly oauth2?: OAuth2;
  readonly bearerToken?: SecretRef;
  readonly bearerTokenFile?: string;
  readonly tlsConfig?: TlsConfig;
  readonly proxyUrl?: Text;
  /** Hosts that are reached without the proxy, with commas between. */
  readonly noProxy?: string;
  /** @default false */
  readonly proxyFromEnvironment?: boolean;
  /** @default true */
  readonly followRedirects?: boolean;
  /** @default true */
  readonly enableHttp2?: boolean;
}

const tls = block<TlsConfig>({
  caPem: optional(filledText),
  caFile: optional(filled),
  certPem: optional(filledText),
  certFile: optional(filled),
  keyPem: optional(secretRef),
  keyFile: optional(filled),
  serverName: optional(filledText),
  insecureSkipVerify: optional(boolean),
  minVersion: optional(oneOf('TLS10', 'TLS11', 'TLS12', 'TLS13')),
});

/** The fields of {@link HttpClient}. */
export const httpClient: Fields<HttpClient> = {
  bearerToken: optional(secretRef),
  bearerTokenFile: optional(filled),
  proxyUrl: optional(filledText),
  noProxy: optional(filled),
  proxyFromEnvironment: optional(boolean),
  followRedirects: optional(boolean),
  enableHttp2: named('enable_http2', optional(boolean)),
  basicAuth: block<BasicAuth>({
    username: attribute(text),
    password: optional(secretRef),
    passwordFile: optional(filled),
  }),
  authorization: block<Authorization>({
    type: optional(filled),
    credentials: optional(secretRef),
    credentialsFile: optional(filled),
  }),
  oauth2: block<OAuth2>({
    clientId: attribute(filledText),
    clientSecret: optional(secretRef),
    clientSecretFile: optional(filled),
    tokenUrl: attribute(filledText),
    scopes: optional(list(filled)),
    endpointParams: optional(map(text)),
    tlsConfig: tls,
  }),
  tlsConfig: tls,
};
