import type { Live, Text } from '../text/live-text';

/** What a source knows of a record besides its line. */
export type OriginName = 'namespace' | 'pod' | 'container' | 'stream' | 'node' | 'path';

/** A `Ref` as data: what a translation reads. Its meaning is in docs/model.md. */
export type RefSpec =
  | { readonly of: 'line' }
  | { readonly of: 'field'; readonly path: readonly [string, ...(string | number)[]] }
  | { readonly of: 'origin'; readonly name: OriginName }
  | { readonly of: 'podLabel' | 'podAnnotation'; readonly key: string }
  | { readonly of: 'text'; readonly parts: readonly (string | Live | RefSpec)[] }
  | { readonly of: 'firstOf'; readonly values: readonly ValueSpec[] };

/** A `Value` as data: a text that is settled when the agent starts, or what a record says. */
export type ValueSpec = { readonly of: 'constant'; readonly text: Text } | RefSpec;
