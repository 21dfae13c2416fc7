import type { Text } from '../../../text/live-text';
import { isFrom } from '../versions';
import { byName } from './settings';
import { checkSettings, sink } from './component';
import { boolean, filledText, map, maybe, oneOf, string, text } from './shape';
import type { Checks } from './shape';
import type { Consumer, Reads } from './component';
import { auth, batch, encoding, request, sinkChecks, tls } from './sink-options';
import type { Batch, Encoding, HttpAuth, Request, SinkOptions, Tls } from './sink-options';

/** Grafana Loki. */
export interface LokiOptions extends Reads, SinkOptions {
  /** Of the server, without the path. */
  readonly endpoint: Text;
  /** @default '/loki/api/v1/push' */
  readonly path?: Text;
  /** A template. @default - none */
  readonly tenantId?: Text;
  /** Templates by label, at least one; `*` takes all of an object: `{ '*': '{{ labels }}' }`, names in lower case. */
  readonly labels: { readonly [label: string]: Text };
  /** Like `labels`. From Vector 0.41. @default - none */
  readonly structuredMetadata?: { readonly [name: string]: Text };
  readonly encoding: Encoding;
  /**
   * How the body is packed. There is no `snappy`: with it Vector writes label values without escaping them, so that a
   * value can add a label.
   *
   * @default 'gzip'
   */
  readonly compression?: 'gzip' | 'none';
  /** What happens to an event older than the newest one sent. @default 'accept' */
  readonly outOfOrderAction?: 'accept' | 'drop' | 'rewrite_timestamp';
  /** @default true */
  readonly removeTimestamp?: boolean;
  /** @default false */
  readonly removeLabelFields?: boolean;
  /** From Vector 0.41. @default false */
  readonly removeStructuredMetadataFields?: boolean;
  readonly auth?: HttpAuth;
  readonly batch?: Batch;
  readonly request?: Request;
  readonly tls?: Tls;
}

const checks: Checks<LokiOptions> = {
  ...sinkChecks,
  endpoint: filledText,
  path: maybe(text),
  tenantId: maybe(text),
  labels: map(text, 1),
  structuredMetadata: maybe(map(text)),
  encoding,
  // Which of them is well is for a rule, which can say why.
  compression: maybe(string),
  outOfOrderAction: maybe(oneOf('accept', 'drop', 'rewrite_timestamp')),
  removeTimestamp: maybe(boolean),
  removeLabelFields: maybe(boolean),
  removeStructuredMetadataFields: maybe(boolean),
  auth: maybe(auth),
  batch: maybe(batch),
  request: maybe(request),
  tls: maybe(tls),
};

/** @see https://vector.dev/docs/reference/configuration/sinks/loki/ */
export function loki(name: string, options: LokiOptions): Consumer {
  const { inputs: _inputs, labels, structuredMetadata, ...rest } = checkSettings(name, options, checks);
  const settings = {
    ...rest,
    compression: options.compression ?? 'gzip',
    labels: byName(labels),
    structuredMetadata: structuredMetadata === undefined ? undefined : byName(structuredMetadata),
  };
  const templates = [...Object.entries(labels), ...Object.entries(structuredMetadata ?? {})].flat();
  const unconfined = [...templates, options.tenantId ?? ''].some(startsWithField);
  return sink('loki', name, options, settings, {
    reads: 'logs',
    byVersion: (version) =>
      unconfined && isFrom(version, '0.57.0') ? { dangerouslyAllowUnconfinedTemplateResolution: true } : {},
  });
}

// From 0.57 Vector asks for a literal before the first field; in a label, which is no path, that protects nothing.
function startsWithField(template: Text): boolean {
  const first = typeof template === 'string' ? template : template.parts[0];
  return typeof first === 'string' && /^(?:\{\{|%)/.test(first);
}
