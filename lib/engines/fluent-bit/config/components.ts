import { contentModifier } from './content-modifier';
import { dummy } from './dummy';
import { fluentbitMetrics } from './fluentbit-metrics';
import { forward } from './forward';
import { forwardOutput } from './forward-output';
import { grep } from './grep';
import { http } from './http';
import { kubernetes } from './kubernetes';
import { labels } from './labels';
import { logToMetrics } from './log-to-metrics';
import { loki } from './loki';
import { lua } from './lua';
import { modify } from './modify';
import { multilineFilter } from './multiline-filter';
import { nest } from './nest';
import { opentelemetry } from './opentelemetry';
import { opentelemetryEnvelope } from './opentelemetry-envelope';
import { other } from './other';
import { parserFilter } from './parser-filter';
import { prometheusExporter } from './prometheus-exporter';
import { recordModifier } from './record-modifier';
import { rewriteTag } from './rewrite-tag';
import { stdout } from './stdout';
import { systemd } from './systemd';
import { tail } from './tail';
import { throttle } from './throttle';

import type * as Plugins from './plugin';

/** An input: where records come from. */
export type Input = Plugins.Input;
/** A filter: what happens to records whose tags it matches. */
export type Filter = Plugins.Filter;
/** A processor: what happens to records as an input reads or an output sends them. */
export type Processor = Plugins.Processor;
/** An output: where records go. */
export type Output = Plugins.Output;

/** Where records come from, in Fluent Bit's words; `other` for what is not typed. */
export const Input = Object.freeze({ dummy, fluentbitMetrics, forward, other: other.input, systemd, tail });

/** What happens to records, in Fluent Bit's words; `other` for what is not typed. */
export const Filter = Object.freeze({
  grep,
  kubernetes,
  logToMetrics,
  lua,
  modify,
  multiline: multilineFilter,
  nest,
  other: other.filter,
  parser: parserFilter,
  recordModifier,
  rewriteTag,
  throttle,
});

/** What happens to records as an input reads or an output sends them; filters can stand there too. */
export const Processor = Object.freeze({ contentModifier, labels, opentelemetryEnvelope, other: other.processor });

/** Where records go, in Fluent Bit's words; `other` for what is not typed. */
export const Output = Object.freeze({
  forward: forwardOutput,
  http,
  loki,
  opentelemetry,
  other: other.output,
  prometheusExporter,
  stdout,
});
