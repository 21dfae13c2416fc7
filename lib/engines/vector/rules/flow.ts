import type { Finding } from '../../../findings/finding';
import type { Component, Output } from '../config/component';
import { isFrom } from '../versions';
import type { ConfigRule } from './rule';

/** Of these Vector counts what nobody reads as discarded, and says so nowhere but in a warning at the start. */
export const unreadOutputs: ConfigRule = ({ components, enrichmentTables }) => {
  const read = new Set([...components, ...enrichmentTables].flatMap(({ inputs }) => inputs.map(({ name }) => name)));
  return components.flatMap((component) =>
    outputsOf(component)
      .filter((output) => !read.has(output))
      .map((output): Finding => ({
        rule: 'vector/unread-output',
        severity: 'warning',
        at: `${component.section}.${component.name}`,
        got: `nothing that reads ${output}`,
        message: 'each output must be read by a transform or a sink, or its events are dropped',
        remedy: `give it to the 'inputs' of one; to drop events on purpose, to those of a blackhole sink`,
      })),
  );
};

/** Its names as inputs write them. A router has outputs for its routes only. */
function outputsOf({ section, type, name, ports = [] }: Component): readonly string[] {
  // What is sent to an OpenTelemetry source is the senders' choice, and few send all three signals.
  if (section === 'sinks' || type === 'opentelemetry') return [];
  const named = ports.map((port) => `${name}.${port}`);
  return type === 'route' || type === 'exclusive_route' ? named : [name, ...named];
}

/** An OpenTelemetry source has this output from 0.47 on only; before, Vector does not start. */
export const opentelemetryMetrics: ConfigRule = ({ components, version }) =>
  isFrom(version, '0.47.0')
    ? []
    : components.flatMap(({ section, name, inputs }) =>
        inputs
          .filter((input) => input.component.type === 'opentelemetry' && input.name.endsWith('.metrics'))
          .map((input): Finding => ({
            rule: 'vector/opentelemetry-metrics',
            severity: 'error',
            at: `${section}.${name}`,
            got: `${input.name} and version ${version}`,
            message: "'inputs' must not read an OpenTelemetry source's metrics before Vector 0.47",
            remedy: 'declare a later version and run it, or leave the metrics out',
          })),
      );

/** Vector refuses an input that is given twice. */
export const inputsOnce: ConfigRule = ({ components, enrichmentTables }) =>
  [
    ...components.map(({ section, name, inputs }) => ({ at: `${section}.${name}`, inputs })),
    ...enrichmentTables.map(({ name, inputs }) => ({ at: `enrichment_tables.${name}`, inputs })),
  ].flatMap(({ at, inputs }) =>
    [...new Set(repeated(inputs))].map((name): Finding => ({
      rule: 'vector/input-twice',
      severity: 'error',
      at,
      got: `${name} more than once`,
      message: "'inputs' must name each output once",
      remedy: 'remove the repetition',
    })),
  );

/** Two components of one name are another finding. */
function repeated(inputs: readonly Output[]): readonly string[] {
  const seen = new Map<string, Component>();
  return inputs.flatMap(({ name, component }) => {
    if (seen.get(name) === component) return [name];
    seen.set(name, component);
    return [];
  });
}
