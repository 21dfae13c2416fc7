import { keyOf } from '../../engines/promtail/import/known';
import type { EngineName } from '../../pipeline/engine-name';
import type { LogPipeline } from '../../pipeline/log-pipeline';
import type { RefSpec } from '../../pipeline/ref-spec';

/** Values of several parts that labels of a pipeline are and that stand elsewhere, too, by a label's name. */
export function repeated(
  pipelines: readonly LogPipeline<EngineName>[],
): readonly (readonly [name: string, spec: RefSpec])[] {
  const found = new Map<string, readonly [string, RefSpec]>();
  for (const { stages, sinks } of pipelines) {
    const [{ spec: sink }] = sinks;
    if (sink.kind !== 'loki') continue;
    const counts = new Map<string, number>();
    visit([stages.map(({ spec }) => spec), sink], counts);
    for (const [name, value] of sink.labels) {
      const key = keyOf(value);
      if (value.of === 'firstOf' && (counts.get(key) ?? 0) > 1 && !found.has(key)) found.set(key, [name, value]);
    }
  }
  return [...found.values()];
}

function visit(value: unknown, counts: Map<string, number>): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return;
  if ('of' in value && value.of === 'firstOf') {
    const key = keyOf(value as RefSpec);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const inner of Object.values(value)) visit(inner, counts);
}
