import { partsOf } from '../text/live-text';
import type { Text } from '../text/live-text';
import { SecretRef } from '../text/secret-ref';
import {
  checkFilled,
  checkNamed,
  checkNames,
  checkOptions,
  checkPairs,
  checkText,
  checkWhole,
  got,
  refusal,
} from './argument';
import { checkCondition } from './condition';
import type { ConditionSpec } from './condition-spec';
import { dash0Receiver } from './dash0';
import type { Dash0Account } from './dash0';
import { checkRef, checkValue } from './ref';
import type { ValueSpec } from './ref-spec';
import type { HttpOptions, LokiSinkOptions, OtlpSinkOptions } from './sink-options';
import type { Auth, LokiTarget, SinkKind, SinkSpec } from './sink-spec';

/** Where entries go. */
export class Sink {
  /** The sink as data. */
  readonly spec: SinkSpec;
  /** The Loki as it was given, for a stack that wants to know who ships to it. */
  readonly target: LokiTarget | undefined;
  // Makes the type nominal.
  readonly #sink = true;

  private constructor(spec: SinkSpec, target?: LokiTarget) {
    this.spec = Object.freeze(spec);
    this.target = target;
    Object.freeze(this);
  }

  /** What kind of sink this is. */
  get kind(): SinkKind {
    return this.spec.kind;
  }

  /** Whether a value is a sink. */
  static is(value: unknown): value is Sink {
    return typeof value === 'object' && value !== null && #sink in value;
  }

  /**
   * A Loki: a `LokiStack`, or `{ url: 'http://…' }` for one that others run.
   *
   * @throws if there is no label, or a name that Loki refuses
   */
  static loki<const L>(to: LokiTarget, options: LokiSinkOptions<L>): Sink {
    const known = ['labels', 'structuredMetadata', 'allowHighCardinality', 'when'] as const;
    const { labels, structuredMetadata = {}, allowHighCardinality, when } = checkOptions(options, known);
    const pairs = checkValues('labels', labels, checkLabelName);
    if (pairs.length === 0)
      throw refusal('labels', 'have at least one label', labels, "add one such as app: 'airflow'");
    const metadata = checkValues('structuredMetadata', structuredMetadata, checkLabelName);
    return new Sink(
      {
        kind: 'loki',
        to: checkTarget(to),
        labels: pairs,
        structuredMetadata: metadata,
        ...(allowHighCardinality === undefined ? {} : { allowHighCardinality: allow(allowHighCardinality, pairs) }),
        ...checkWhen(when),
      },
      to,
    );
  }

  /** An OpenTelemetry receiver over HTTP; `url` as `https://…/v1/logs`. */
  static otlp(url: Text, options: OtlpSinkOptions & HttpOptions): Sink {
    const own = ['resource', 'attributes', 'traceId', 'spanId'] as const;
    const { resource, attributes, traceId, spanId } = checkOptions(options, [...own, ...httpOptions]);
    const pairs = checkValues('resource', resource, checkAttribute);
    if (!pairs.some(([name]) => name === 'service.name')) {
      throw refusal('resource', "have 'service.name'", resource, 'add it: OpenTelemetry asks for it');
    }
    return new Sink({
      kind: 'otlp',
      url: checkReceiver(url),
      ...checkHttp(options),
      resource: pairs,
      ...(attributes === undefined ? {} : { attributes: checkValues('attributes', attributes, checkAttribute) }),
      ...(traceId === undefined ? {} : { traceId: checkRef('traceId', traceId) }),
      ...(spanId === undefined ? {} : { spanId: checkRef('spanId', spanId) }),
    });
  }

  /**
   * Dash0, over OTLP/HTTP with TLS: the severity, trace and span id of a record become those of OpenTelemetry.
   *
   *     Sink.dash0(
   *       { region: 'eu-west-1', token: secret('DASH0_TOKEN'), dataset: 'gpu-workers' },
   *       { resource: { 'service.name': 'gpu-worker' }, traceId: field('trace_id') },
   *     );
   *
   * How long Dash0 keeps logs is a setting of the dataset; two sinks with a `when` each give errors a dataset of their own.
   *
   * @throws if the region is none of Dash0's, the endpoint is not for OTLP over HTTPS, or the token is no secret
   */
  static dash0(account: Dash0Account, options: OtlpSinkOptions): Sink {
    const known = ['resource', 'attributes', 'traceId', 'spanId', 'when'] as const;
    const { url, token, headers } = dash0Receiver(account);
    return Sink.otlp(url, { ...checkOptions(options, known), auth: { bearer: token }, headers });
  }

  /** A receiver of JSON objects `{"time", "line", "fields", "origin"}`. */
  static http(url: Text, options: HttpOptions = {}): Sink {
    return new Sink({ kind: 'http', url: checkUrl(url), ...checkHttp(checkOptions(options, httpOptions)) });
  }

  /** The agent's own standard output, one JSON object a line. */
  static stdout(options: Pick<HttpOptions, 'when'> = {}): Sink {
    return new Sink({ kind: 'stdout', ...checkWhen(checkOptions(options, ['when']).when) });
  }
}

const httpOptions = ['auth', 'headers', 'when'] as const;

type Pairs = readonly (readonly [name: string, value: ValueSpec])[];

function checkValues(property: string, values: unknown, checkName: (property: string, name: string) => string): Pairs {
  const pairs = checkPairs(property, values, 'write { name: value }').map(([name, value]) =>
    Object.freeze([checkName(property, name), checkValue(`${property}.${name}`, value)] as const),
  );
  return Object.freeze(pairs);
}

function checkLabelName(property: string, name: string): string {
  const label = checkNamed(property, name);
  if (label.startsWith('__'))
    throw refusal(property, 'not begin with __', label, 'rename it: Loki keeps those for itself');
  return label;
}

function checkAttribute(property: string, name: string): string {
  return checkFilled(property, name, 'name the attribute');
}

function allow(names: unknown, labels: Pairs): readonly string[] {
  if (Array.isArray(names) && names.length === 0) return Object.freeze([]);
  const allowed = checkNames('allowHighCardinality', names, 'name a label, or leave it out');
  const unknown = allowed.find((name) => !labels.some(([label]) => label === name));
  if (unknown === undefined) return allowed;
  throw refusal('allowHighCardinality', 'name labels of this sink', unknown, 'remove it');
}

/** A Loki as it was given. @throws if it is none */
export function checkTarget(to: unknown): LokiTarget {
  if (typeof to !== 'object' || to === null) throw refusal('to', 'be a Loki', to, "write { url: 'http://…' }");
  const { url, tenant, auth, maxLabels } = to as LokiTarget;
  return Object.freeze({
    url: checkAddress(url),
    ...(tenant === undefined ? {} : { tenant: checkHeaderText('tenant', tenant) }),
    ...(auth === undefined ? {} : { auth: checkAuth(auth) }),
    ...(maxLabels === undefined ? {} : { maxLabels: checkWhole('maxLabels', maxLabels, 1, "give Loki's own limit") }),
  });
}

/** Of a Loki: agents add the path of its pushes. */
function checkAddress(url: unknown): Text {
  const checked = checkUrl(url);
  const last = partsOf(checked).at(-1);
  if (typeof last !== 'string' || !/\/loki\/api\/v1\/push\/?$/.test(last)) return checked;
  throw refusal('url', "be a Loki's address without '/loki/api/v1/push', which agents add", last, 'leave the path out');
}

/** Of an OpenTelemetry receiver: nothing is added to it, and the root of a server takes no logs. */
function checkReceiver(url: unknown): Text {
  const checked = checkUrl(url);
  const parts = partsOf(checked);
  // What is live may be the path.
  if (typeof parts.at(-1) !== 'string') return checked;
  const shape = parts.map((part) => (typeof part === 'string' ? part : 'live')).join('');
  const [, server] = /^(https?:\/\/[^/?#]*)\/?$/.exec(shape) ?? [];
  if (server === undefined) return checked;
  const isGrpc = server.endsWith(':4317');
  const remedy = isGrpc ? 'write port 4318 and /v1/logs: 4317 is for gRPC' : 'add /v1/logs';
  throw refusal('url', "be the receiver's whole address for logs over HTTP", checked, remedy);
}

function checkUrl(url: unknown): Text {
  const checked = checkText('url', url);
  const head = typeof checked === 'string' ? checked : checked.parts[0];
  // A url that begins with a live part is judged where its value is known.
  if (
    typeof head === 'string' &&
    !/^https?:\/\/./.test(head) &&
    !(typeof checked !== 'string' && /^https?:\/\/$/.test(head))
  ) {
    throw refusal('url', 'begin with http:// or https://', head, 'write the whole url');
  }
  if (partsOf(checked).some((part) => typeof part === 'string' && /[\s\u0000-\u001f\u007f]/.test(part))) {
    throw refusal('url', 'be without spaces and control characters', checked, 'remove them');
  }
  if (typeof head === 'string' && /^https?:\/\/[^/]*@/.test(head)) {
    throw refusal('url', 'hold no user or password', head.replace(/\/\/[^/]*@/, '//…@'), "give them in 'auth'");
  }
  return checked;
}

function checkAuth(auth: unknown): Auth {
  const { user, password, bearer } = (typeof auth === 'object' && auth !== null ? auth : {}) as Partial<Auth>;
  if (SecretRef.is(bearer) && user === undefined && password === undefined) return Object.freeze({ bearer });
  if (SecretRef.is(password) && user !== undefined && bearer === undefined) {
    return Object.freeze({ user: checkText('auth.user', user), password });
  }
  const withUser = "{ user, password: secret('NAME') }";
  const withBearer = "{ bearer: secret('NAME') }";
  const isUser = user !== undefined || password !== undefined;
  const remedy = isUser ? withUser : bearer !== undefined ? withBearer : `${withBearer} or ${withUser}`;
  throw new TypeError(
    `'auth' must be { user, password } or { bearer }, where password and bearer are secrets, got ${kindsOf(auth)}; ` +
      `write ${remedy}`,
  );
}

/** What was given, but not its texts: they may be passwords. */
function kindsOf(auth: unknown): string {
  if (typeof auth !== 'object' || auth === null || Array.isArray(auth) || SecretRef.is(auth)) return kindOf(auth);
  const kinds = Object.entries(auth).map(([name, value]) => `${name}: ${kindOf(value)}`);
  return kinds.length === 0 ? got(auth) : `{ ${kinds.join(', ')} }`;
}

function kindOf(value: unknown): string {
  if (SecretRef.is(value)) return 'a secret';
  return typeof value === 'string' ? 'a string' : got(value);
}

function checkHttp(options: HttpOptions): {
  readonly auth?: Auth;
  readonly headers: readonly (readonly [string, Text | SecretRef])[];
  readonly when?: ConditionSpec;
} {
  const { auth, headers = {}, when } = options;
  return {
    ...(auth === undefined ? {} : { auth: checkAuth(auth) }),
    headers: Object.freeze(checkPairs('headers', headers, 'write { name: value }').map(checkHeader)),
    ...checkWhen(when),
  };
}

function checkHeader([name, value]: readonly [string, unknown]): readonly [string, Text | SecretRef] {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) throw refusal('headers', 'have HTTP names', name, 'rename it');
  if (!SecretRef.is(value) && name.toLowerCase() === 'authorization') {
    throw refusal('headers', 'hold no credentials in the open', name, "give them in 'auth'");
  }
  return Object.freeze([name, SecretRef.is(value) ? value : checkHeaderText(`headers.${name}`, value)] as const);
}

/** A text that HTTP carries in a header: a line break would begin another one. */
function checkHeaderText(property: string, value: unknown): Text {
  const text = checkText(property, value);
  if (text === '') throw refusal(property, 'not be empty', text, 'leave it out');
  if (partsOf(text).some((part) => typeof part === 'string' && /[\u0000-\u001f\u007f]/.test(part))) {
    throw refusal(property, 'be without control characters', value, 'remove them');
  }
  return text;
}

function checkWhen(when: unknown): { readonly when?: ConditionSpec } {
  return when === undefined ? {} : { when: checkCondition('when', when) };
}
