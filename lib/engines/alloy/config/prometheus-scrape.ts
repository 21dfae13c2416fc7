import type { Duration } from 'cdk8s';
import type { NonEmpty } from '../../../pipeline/non-empty';
import { boolean, filled, oneOf } from '../../option-check';
import { optional } from '../../loki-stages/field';
import type { Fields } from '../../loki-stages/field';
import { duration } from '../../loki-stages/quantity';
import { component } from './component';
import type { HasComponent } from './component';
import { httpClient } from './http-client';
import type { HttpClient } from './http-client';
import { clustering } from './kubernetes-client';
import type { Clustering } from './kubernetes-client';
import { metricsReceivers, targets } from './shape';
import type { MetricsReceiver, Targets } from './shape';

/** Metrics of servers. Of Alloy itself: `targets: [{ __address__: '127.0.0.1:12345' }]`. */
export interface PrometheusScrapeOptions extends HttpClient {
  readonly targets: Targets;
  readonly forwardTo: NonEmpty<MetricsReceiver>;
  /** @default - the component's id */
  readonly jobName?: string;
  /** @default Duration.minutes(1) */
  readonly scrapeInterval?: Duration;
  /** @default Duration.seconds(10) */
  readonly scrapeTimeout?: Duration;
  /** @default '/metrics' */
  readonly metricsPath?: string;
  /** @default 'http' */
  readonly scheme?: 'http' | 'https';
  /** @default false */
  readonly honorLabels?: boolean;
  /** @default true */
  readonly honorTimestamps?: boolean;
  readonly clustering?: Clustering;
}

const fields: Fields<PrometheusScrapeOptions> = {
  targets,
  forwardTo: metricsReceivers,
  jobName: optional(filled),
  scrapeInterval: optional(duration(1)),
  scrapeTimeout: optional(duration(1)),
  metricsPath: optional(filled),
  scheme: optional(oneOf('http', 'https')),
  honorLabels: optional(boolean),
  honorTimestamps: optional(boolean),
  ...httpClient,
  clustering,
};

/** @see https://grafana.com/docs/alloy/latest/reference/components/prometheus/prometheus.scrape/ */
export function prometheusScrape(label: string, options: PrometheusScrapeOptions): HasComponent {
  return Object.freeze({ component: component('prometheus.scrape', label, options, fields) });
}
