import type { EngineName } from '../../pipeline/engine-name';
import type { LogPipeline } from '../../pipeline/log-pipeline';
import { LiveText, livesOf } from '../../text/live-text';
import { SecretRef } from '../../text/secret-ref';

/** Variables that pipelines read, in the order of their names. */
export function livesIn(pipelines: readonly LogPipeline<EngineName>[]): readonly string[] {
  const found = new Set<string>();
  visit(pipelines.map(specs), (value) => {
    if (value instanceof LiveText) for (const { name } of livesOf(value)) found.add(name);
    else if ('reader' in value && 'name' in value) found.add(String(value.name));
  });
  return [...found].sort();
}

/** Secrets that pipelines refer to. */
export function secretsIn(pipelines: readonly LogPipeline<EngineName>[]): readonly string[] {
  const found = new Set<string>();
  visit(pipelines.map(specs), (value) => {
    if (SecretRef.is(value)) found.add(value.variable);
  });
  return [...found].sort();
}

function specs({ stages, sinks }: LogPipeline<EngineName>): unknown {
  return [stages.map(({ spec }) => spec), sinks.map(({ spec }) => spec)];
}

function visit(value: unknown, see: (value: object) => void): void {
  if (typeof value !== 'object' || value === null) return;
  see(value);
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  if (isPlain) for (const inner of Object.values(value)) visit(inner, see);
}
