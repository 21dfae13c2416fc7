import type { Regex } from '../languages/regex/regex';
import type { RefSpec } from './ref-spec';

/** A `Condition` as data. A test of what is absent is false. */
export type ConditionSpec =
  | { readonly test: 'is'; readonly ref: RefSpec; readonly values: readonly (string | number | boolean)[] }
  | { readonly test: 'contains' | 'startsWith'; readonly ref: RefSpec; readonly part: string }
  | { readonly test: 'matches'; readonly ref: RefSpec; readonly regex: Regex }
  | { readonly test: 'atLeast' | 'below'; readonly ref: RefSpec; readonly limit: number }
  | { readonly test: 'exists'; readonly ref: RefSpec }
  | { readonly test: 'not'; readonly condition: ConditionSpec }
  | { readonly test: 'allOf' | 'anyOf'; readonly conditions: readonly ConditionSpec[] };
