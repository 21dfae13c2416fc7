import type { IsName, NotAName } from '../text/name';
import type { Text } from '../text/live-text';
import type { SecretRef } from '../text/secret-ref';
import type { Condition } from './condition';
import type { ByName } from './non-empty';
import type { Ref, Value } from './ref';
import type { Auth } from './sink-spec';

/** Labels by name, where each name is one that Loki takes; else the reason, for the compiler to print. */
export type Labels<L> = {
  readonly [K in keyof L]: K extends string ? (IsName<K> extends true ? Value : NotAName<K>) : never;
};

/** What a Loki is sent. */
export interface LokiSinkOptions<L> {
  /** At most 15, each of few values. Ids belong in `structuredMetadata`. */
  readonly labels: Labels<L> & (keyof L extends never ? 'a stream needs at least one label' : unknown);
  /** Searchable, but no part of the stream: ids, attempts, paths. @default - none */
  readonly structuredMetadata?: ByName<Value>;
  /**
   * Labels that are meant to have many values; no finding is made of them. Loki keeps a stream for each combination.
   *
   * @default - none
   */
  readonly allowHighCardinality?: readonly (keyof L & string)[];
  /** Which records are sent. @default - every record */
  readonly when?: Condition;
}

/** How a receiver is spoken to over HTTP. */
export interface HttpOptions {
  /** Who the sink says it is. @default - nobody */
  readonly auth?: Auth;
  /** Sent with each request. @default - none */
  readonly headers?: ByName<Text | SecretRef>;
  /** Which records are sent. @default - every record */
  readonly when?: Condition;
}

/** What an OpenTelemetry receiver is sent. */
export interface OtlpSinkOptions {
  /** Who writes the log; what is absent in a record is left out. */
  readonly resource: { readonly 'service.name': Value; readonly [attribute: string]: Value };
  /** Attributes of each record, by name. @default - every field that is left */
  readonly attributes?: ByName<Value>;
  /** 32 hexadecimal digits; anything else is left out. @default - none */
  readonly traceId?: Ref;
  /** 16 hexadecimal digits; anything else is left out. @default - none */
  readonly spanId?: Ref;
  /** Which records are sent. @default - every record */
  readonly when?: Condition;
}
