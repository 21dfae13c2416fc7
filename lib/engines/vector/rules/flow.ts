import type { Finding } from '../../../findings/finding';
import type { Component, Output } from '../config/component';
import { isFrom } from '../versions';
import { outputsToRead, unreadOutput } from './judged-component';
import type { ConfigRule } from './rule';

/** Of these Vector counts what nobody reads as discarded, and says so nowhere but in a warning at the start. */
export const unreadOutputs: ConfigRule = ({ components, enrichmentTables }) => {
  const read = new Set([...components, ...enrichmentTables].flatMap(({ inputs }) => inputs.map(({ name }) => name)));
  return components.flatMap(({ section, type, name, ports = [] }) =>
    outputsToRead(section, type, name, ports)
      .filter((output) => !read.has(output))
      .map((output) => unreadOutput(`${section}.${name}`, output)),
  );
};

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
