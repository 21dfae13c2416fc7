import type { Text } from '../../../text/live-text';
import { optOut, unconfined } from './confinement';
import { encoding, encodingSince } from './encoding';
import type { Encoding } from './encoding';
import { proxy } from './proxy';
import type { Proxy } from './proxy';
import { unknownTo } from './release';
import type { Release } from './release';
import { byName } from './settings';
import { checkSettings, sink } from './component';
import { boolean, filledText, map, maybe, oneOf, string, text } from './shape';
import type { Checks } from './shape';
import type { Consumer, Reads } from './component';
import { auth, batch, request, sinkChecks, sinkSince, tls } from './sink-options';
import type { Batch, HttpAuth, Request, SinkOptions, Tls } from './sink-options';

/** Since when structured metadata arrives: 0.41 knows the options, and loses the values unless it compresses with snappy. */
export const structuredMetadataSince: Release = '0.42.0';

/** Grafana Loki. */
export interface LokiOptions extends Reads, SinkOptions {
  /** Of the server, without the path. */
  readonly endpoint: Text;
  /** Where pushes go on the server. @default '/loki/api/v1/push' */
  readonly path?: Text;
  /** A template. @default - none */
  readonly tenantId?: Text;
  /** Templates by label, at least one; `*` takes all of an object: `{ '*': '{{ labels }}' }`, names in lower case. */
  readonly labels: { readonly [label: string]: Text };
  /** Like `labels`. From Vector 0.42. @default - none */
  readonly structuredMetadata?: { readonly [name: string]: Text };
  /** How an event becomes the line. */
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
  /** Whether the line is encoded without the event's time, which Loki gets by itself. @default true */
  readonly removeTimestamp?: boolean;
  /** Whether the line is encoded without the fields that labels read. @default false */
  readonly removeLabelFields?: boolean;
  /** From Vector 0.42. @default false */
  readonly removeStructuredMetadataFields?: boolean;
  /** Who the requests say they are. @default - none */
  readonly auth?: HttpAuth;
  /** How much makes one push. @default - 1,000,000 bytes, 100,000 events or 1 second */
  readonly batch?: Batch;
  /** How pushes are made and tried again. */
  readonly request?: Request;
  /** Trust for an `https:` endpoint; the system's where nothing is said. */
  readonly tls?: Tls;
  /** The proxy in between; the configuration's where nothing is said. */
  readonly proxy?: Proxy;
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
  proxy: maybe(proxy),
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
  // From 0.57 Vector asks for a literal before the first field; in a label, which is no path, that protects nothing.
  const isUnconfined = [...templates, options.tenantId ?? ''].some(
    (template) => unconfined(template, 'text') !== undefined,
  );
  return sink('loki', name, options, settings, {
    reads: 'logs',
    byVersion: (version) => optOut(version, isUnconfined),
    check: (version) => unknownTo(version, rest, [...sinkSince(rest), ...encodingSince]),
  });
}
