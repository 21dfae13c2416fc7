import type { Duration } from 'cdk8s';
import type { Text } from '../../../text/live-text';
import { boolean, filled, filledText, map, oneOf, string, text } from '../../option-check';
import { attribute, block, blocks, optional } from '../../loki-stages/field';
import type { Fields } from '../../loki-stages/field';
import { duration } from '../../loki-stages/quantity';
import { component } from './component';
import type { HasComponent } from './component';
import { httpClient } from './http-client';
import type { HttpClient } from './http-client';
import { labelSelector } from './kubernetes-client';
import type { LabelSelector } from './kubernetes-client';

/** PrometheusRule objects, written to Loki's ruler, whose store must be one that can be written to. */
export interface LokiRulesKubernetesOptions extends HttpClient {
  /** Of Loki, without a path. */
  readonly address: Text;
  /** @default - none */
  readonly tenantId?: Text;
  /** @default false */
  readonly useLegacyRoutes?: boolean;
  /** @default Duration.seconds(30) */
  readonly syncInterval?: Duration;
  /** What the ruler's namespaces of this Alloy begin with. @default 'alloy' */
  readonly lokiNamespacePrefix?: string;
  /** @default '-' */
  readonly lokiNamespaceSeparator?: string;
  /** Labels that every rule gets. @default - none */
  readonly externalLabels?: { readonly [label: string]: Text };
  /** Matchers that every query gets. @default - none */
  readonly extraQueryMatchers?: { readonly matcher: readonly QueryMatcher[] };
  /** @default - all */
  readonly ruleSelector?: LabelSelector;
  /** @default - all */
  readonly ruleNamespaceSelector?: LabelSelector;
}

/** A matcher of LogQL. */
export interface QueryMatcher {
  readonly name: string;
  readonly value: string;
  readonly matchType: '=' | '!=' | '=~' | '!~';
}

const fields: Fields<LokiRulesKubernetesOptions> = {
  address: attribute(filledText),
  tenantId: optional(filledText),
  useLegacyRoutes: optional(boolean),
  syncInterval: optional(duration(1)),
  lokiNamespacePrefix: optional(filled),
  lokiNamespaceSeparator: optional(filled),
  externalLabels: optional(map(text)),
  ...httpClient,
  extraQueryMatchers: block<NonNullable<LokiRulesKubernetesOptions['extraQueryMatchers']>>({
    matcher: blocks<QueryMatcher>({
      name: attribute(filled),
      value: attribute(string),
      matchType: attribute(oneOf('=', '!=', '=~', '!~')),
    }),
  }),
  ruleSelector: labelSelector,
  ruleNamespaceSelector: labelSelector,
};

/** @see https://grafana.com/docs/alloy/latest/reference/components/loki/loki.rules.kubernetes/ */
export function lokiRulesKubernetes(label: string, options: LokiRulesKubernetesOptions): HasComponent {
  return Object.freeze({ component: component('loki.rules.kubernetes', label, options, fields) });
}
