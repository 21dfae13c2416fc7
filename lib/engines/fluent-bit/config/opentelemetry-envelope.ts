import type { Condition } from './condition';
import { alias } from './input-options';
import { plugin } from './plugin';
import type { Common, Processor } from './plugin';

/** Options of `Processor.opentelemetryEnvelope`. */
export interface OpentelemetryEnvelopeOptions extends Common {
  /** Which records it is run on. @default - all */
  readonly condition?: Condition;
}

/**
 * Puts a resource and a scope of OTLP around records that came otherwise, for `content_modifier` to fill.
 *
 * @see https://docs.fluentbit.io/manual/data-pipeline/processors/opentelemetry-envelope
 */
export function opentelemetryEnvelope(given: OpentelemetryEnvelopeOptions = {}): Processor {
  return plugin('processors', 'opentelemetry_envelope', given, alias);
}
