import type { Auth, LokiTarget } from '../../../pipeline/sink-spec';
import type { Text } from '../../../text/live-text';
import { SecretRef } from '../../../text/secret-ref';
import type { ClientOptions } from '../config/options';
import { Inexpressible } from './note';
import type { Note } from './note';
import { Options } from './options';
import { shownText, textOf, variableOf } from './variables';

/** A Loki that a configuration sends to. */
export interface ImportedClient {
  /** What it is called in code: `loki`, or its own name. */
  readonly name: string;
  readonly target: LokiTarget;
  /** Labels of entries that have none of that name. */
  readonly externalLabels: readonly (readonly [label: string, text: Text])[];
  /** What of it was not carried over as it was. */
  readonly notes: readonly Note[];
  /** For what stays in Promtail's own language. */
  readonly native: ClientOptions;
}

const pushPath = '/loki/api/v1/push';
const own = "batches, retries and timeouts are the agent's own; its defaults wait for a Loki that is away";
const connection = "a pipeline's Loki has an address, a tenant and who asks; give the agent a proxy that adds this";

/** The clients of a configuration. @throws Inexpressible where one has no address that a pipeline can send to */
export function readClients(config: Options): readonly ImportedClient[] {
  const single = config.take('client');
  const listed = config.list('clients');
  const all = [
    ...listed.map((value, index) => [`clients[${index}]`, value] as const),
    ...(single === undefined || single === null ? [] : [['client', single] as const]),
  ];
  const names = new Set<string>();
  return all.map(([at, value], index) => readClient(Options.of(at, value), index, all.length, names));
}

function readClient(client: Options, index: number, count: number, names: Set<string>): ImportedClient {
  const notes: Note[] = [];
  const url = client.text('url') ?? '';
  const given = client.text('name');
  const name = nameOf(given, index, count, names);
  const secrets = name === 'loki' ? 'LOKI' : name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
  const tenant = client.text('tenant_id');
  const { address, user, password } = splitUrl(url, client.path('url'));
  const auth = authOf(client, { user, password }, secrets, notes);
  const externalLabels = client.texts('external_labels').map(([label, text]) => [label, textOf(text)] as const);
  notes.push(
    ...client.leaveOut(own, 'batchwait', 'batchsize', 'backoff_config', 'timeout', 'drop_rate_limited_batches'),
    ...client.leaveOut(
      connection,
      'tls_config',
      'proxy_url',
      'proxy_from_environment',
      'no_proxy',
      'proxy_connect_header',
      'headers',
      'oauth2',
      'follow_redirects',
      'enable_http2',
      'http_headers',
    ),
    ...client.rest(),
  );
  const tenantText = tenant === undefined || tenant === '' ? {} : { tenant: textOf(tenant) };
  const base = address.endsWith(pushPath) ? address.slice(0, -pushPath.length) : undefined;
  // A variable may hold the whole of it: Promtail's own path is then part of what it stands for.
  if (base === undefined) {
    notes.push({
      at: client.path('url'),
      kind: 'supply',
      what: shownText(address),
      why: `a pipeline adds ${pushPath} by itself: let the address end before it`,
    });
  }
  return {
    name,
    target: { url: textOf(base ?? address), ...tenantText, ...(auth === undefined ? {} : { auth }) },
    externalLabels,
    notes,
    native: {
      url: textOf(address),
      ...(given === undefined ? {} : { name: given }),
      ...(tenant === undefined || tenant === '' ? {} : { tenantId: textOf(tenant) }),
      ...(auth?.bearer === undefined ? {} : { bearerToken: auth.bearer }),
      ...(auth?.user === undefined ? {} : { basicAuth: { username: auth.user, password: auth.password } }),
      ...(externalLabels.length === 0 ? {} : { externalLabels: Object.fromEntries(externalLabels) }),
    },
  };
}

function nameOf(given: string | undefined, index: number, count: number, names: Set<string>): string {
  const words = (given ?? '').split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const camel = words
    .map((word, at) => (at === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  const wanted =
    count === 1 ? 'loki' : /^[a-z]/.test(camel) && camel !== 'to' ? camel : index === 0 ? 'loki' : `loki${index + 1}`;
  const name = names.has(wanted) ? `loki${index + 1}` : wanted;
  names.add(name);
  return name;
}

interface UserInfo {
  readonly user: string | undefined;
  readonly password: string | undefined;
}

function splitUrl(url: string, at: string): UserInfo & { readonly address: string } {
  if (url === '') throw new Inexpressible(at, 'is missing');
  if (url.includes('{{')) {
    throw new Inexpressible(
      at,
      `is ${url}, which Helm fills in; write the address that comes out, and text\`…\` with helm() later`,
    );
  }
  const [, scheme = '', user, password, rest = ''] = /^(https?:\/\/)([^/@:]*)(?::([^/@]*))?@(.*)$/.exec(url) ?? [];
  if (user === undefined) return { address: url, user: undefined, password: undefined };
  return { address: scheme + rest, user, password: password ?? '' };
}

function authOf(client: Options, inUrl: UserInfo, secrets: string, notes: Note[]): Auth | undefined {
  const basic = client.options('basic_auth');
  const authorization = client.options('authorization');
  const token =
    secretOf(client, 'bearer_token', `${secrets}_TOKEN`, notes) ??
    secretOf(authorization, 'credentials', `${secrets}_TOKEN`, notes);
  const type = authorization.text('type');
  if (type !== undefined && type.toLowerCase() !== 'bearer')
    throw new Inexpressible(authorization.path('type'), `is ${type}; a Loki's auth is a user or a bearer`);
  const user = basic.text('username') ?? inUrl.user;
  let password = secretOf(basic, 'password', `${secrets}_PASSWORD`, notes);
  if (inUrl.password !== undefined) {
    const variable = variableOf(inUrl.password);
    password = new SecretRef(variable ?? `${secrets}_PASSWORD`);
    if (variable === undefined) notes.push(literal(client.path('url'), 'password', `${secrets}_PASSWORD`));
  }
  notes.push(...basic.rest(), ...authorization.rest());
  if (token !== undefined) return { bearer: token };
  if (user === undefined) return undefined;
  return { user: textOf(user), password: password ?? new SecretRef(`${secrets}_PASSWORD`) };
}

/** A secret: the variable that the file names, or one of a name that is given here; what the file holds is never copied. */
function secretOf(options: Options, key: string, variable: string, notes: Note[]): SecretRef | undefined {
  const text = options.text(key);
  const file = options.text(`${key}_file`);
  if (text !== undefined) {
    const named = variableOf(text);
    if (named !== undefined) return new SecretRef(named);
    notes.push(literal(options.path(key), key, variable));
    return new SecretRef(variable);
  }
  if (file === undefined) return undefined;
  notes.push({
    at: options.path(`${key}_file`),
    kind: 'supply',
    what: `${key}_file`,
    why: `put what ${file} holds into the Secret, as ${variable}`,
  });
  return new SecretRef(variable);
}

function literal(at: string, key: string, variable: string): Note {
  return {
    at,
    kind: 'supply',
    what: key,
    why: `it stands in the file and was not copied: put it into the Secret, as ${variable}`,
  };
}
