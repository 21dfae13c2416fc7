import type { Text } from '../text/live-text';
import type { SecretRef } from '../text/secret-ref';
import type { ConditionSpec } from './condition-spec';
import type { RefSpec, ValueSpec } from './ref-spec';

/** How a sink says who it is. A password or token is a reference, never a value. */
export type Auth =
  | { readonly user: Text; readonly password: SecretRef; readonly bearer?: never }
  | { readonly bearer: SecretRef; readonly user?: never; readonly password?: never };

/** Where a Loki takes logs. A `LokiStack` is one; for a Loki that others run, write `{ url: 'http://…' }`. */
export interface LokiTarget {
  /** Of the server, without `/loki/api/v1/push`. */
  readonly url: Text;
  /** `X-Scope-OrgID`. @default - none: a Loki with `auth_enabled: false` */
  readonly tenant?: Text;
  /** Who the agent says it is. @default - none */
  readonly auth?: Auth;
  /** Loki's `max_label_names_per_series`. @default 15 */
  readonly maxLabels?: number;
}

type Pairs = readonly (readonly [name: string, value: ValueSpec])[];

/** A sink as data. */
export type SinkSpec =
  | {
      readonly kind: 'loki';
      readonly to: LokiTarget;
      readonly labels: Pairs;
      readonly structuredMetadata: Pairs;
      /** Labels that the user takes responsibility for. */
      readonly allowHighCardinality?: readonly string[];
      readonly when?: ConditionSpec;
    }
  | {
      readonly kind: 'otlp';
      readonly url: Text;
      readonly auth?: Auth;
      readonly headers: readonly (readonly [name: string, value: Text | SecretRef])[];
      readonly resource: Pairs;
      /** Absent: every field that is left. */
      readonly attributes?: Pairs;
      readonly traceId?: RefSpec;
      readonly spanId?: RefSpec;
      readonly when?: ConditionSpec;
    }
  | {
      readonly kind: 'http';
      readonly url: Text;
      readonly auth?: Auth;
      readonly headers: readonly (readonly [name: string, value: Text | SecretRef])[];
      readonly when?: ConditionSpec;
    }
  | { readonly kind: 'stdout'; readonly when?: ConditionSpec };

/** The ways to send: Loki, OTLP and so on, as engines name what they cannot do. */
export type SinkKind = SinkSpec['kind'];
export type SinkOf<K extends SinkKind> = Extract<SinkSpec, { readonly kind: K }>;
