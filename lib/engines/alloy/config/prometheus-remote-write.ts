import type { Duration } from 'cdk8s';
import type { Text } from '../../../text/live-text';
import type { NonEmpty } from '../../../pipeline/non-empty';
import { boolean, filled, filledText, map, text } from '../../option-check';
import { attribute, blocks, optional } from '../../loki-stages/field';
import type { Fields } from '../../loki-stages/field';
import { duration } from '../../loki-stages/quantity';
import { component, Export } from './component';
import type { HasComponent } from './component';
import { httpClient } from './http-client';
import type { HttpClient } from './http-client';
import type { MetricsReceiver } from './shape';

/** A server that takes Prometheus' remote write. */
export interface RemoteWriteEndpoint extends HttpClient {
  /** With its path. */
  readonly url: Text;
  /** Of metrics. @default - a hash */
  readonly name?: string;
  /** @default Duration.seconds(30) */
  readonly remoteTimeout?: Duration;
  /** @default - none */
  readonly headers?: { readonly [name: string]: Text };
  /** @default true */
  readonly sendExemplars?: boolean;
  /** @default false */
  readonly sendNativeHistograms?: boolean;
}

/** Metrics, sent by Prometheus' remote write. */
export interface PrometheusRemoteWriteOptions {
  /** Each gets all metrics. */
  readonly endpoint: NonEmpty<RemoteWriteEndpoint>;
  /** Labels that every metric gets. @default - none */
  readonly externalLabels?: { readonly [label: string]: Text };
}

const fields: Fields<PrometheusRemoteWriteOptions> = {
  externalLabels: optional(map(text)),
  endpoint: blocks<RemoteWriteEndpoint>(
    {
      url: attribute(filledText),
      name: optional(filled),
      remoteTimeout: optional(duration(1)),
      headers: optional(map(text)),
      sendExemplars: optional(boolean),
      sendNativeHistograms: optional(boolean),
      ...httpClient,
    },
    1,
  ),
};

/** What takes metrics and sends them. */
export interface PrometheusRemoteWrite extends HasComponent {
  readonly receiver: MetricsReceiver;
}

/** @see https://grafana.com/docs/alloy/latest/reference/components/prometheus/prometheus.remote_write/ */
export function prometheusRemoteWrite(label: string, options: PrometheusRemoteWriteOptions): PrometheusRemoteWrite {
  const made = component('prometheus.remote_write', label, options, fields);
  return Object.freeze({ component: made, receiver: new Export(made, 'metrics', 'receiver') });
}
