import type { Finding } from '../../findings/finding';
import type { StageOf } from '../stage-spec';
import { allPlaced, finding } from './place';
import type { Checked, Rule } from './place';

/** No name for two things: a label and a structured metadata, two metrics of different kind, a source given twice. */
export const duplicateNames: Rule = (pipeline) => [
  ...labelsAndMetadata(pipeline),
  ...metrics(pipeline),
  ...sources(pipeline),
];

function labelsAndMetadata(pipeline: Checked): readonly Finding[] {
  return pipeline.sinks.flatMap(({ spec }, index) => {
    if (spec.kind !== 'loki') return [];
    const labels = new Set(spec.labels.map(([name]) => name));
    const both = spec.structuredMetadata.map(([name]) => name).filter((name) => labels.has(name));
    return both.map((name) =>
      finding(pipeline, 'loki/duplicate-name', `sinks[${index}].structuredMetadata.${name}`, {
        message: `'structuredMetadata' must not repeat a label`,
        got: name,
        remedy: `remove it there: Loki would show it as ${name}_extracted`,
      }),
    );
  });
}

function metrics(pipeline: Checked): readonly Finding[] {
  const first = new Map<string, string>();
  return allPlaced(pipeline).flatMap(({ spec, place }) => {
    if (spec.kind !== 'count' && spec.kind !== 'measure') return [];
    const shape = shapeOf(spec);
    const known = first.get(spec.metric);
    if (known === undefined) first.set(spec.metric, shape);
    if (known === undefined || known === shape) return [];
    return [
      finding(pipeline, 'pipeline/metric-conflict', place, {
        message: `'metric' must have one kind and one set of labels`,
        got: `${spec.metric} as ${shape}, which is ${known} before`,
        remedy: 'rename one of them, or give both the same labels',
      }),
    ];
  });
}

function shapeOf({ kind, labels }: StageOf<'count'> | StageOf<'measure'>): string {
  const names = labels.map(([name]) => name).sort();
  return names.length === 0 ? kind : `${kind} by ${names.join(', ')}`;
}

function sources(pipeline: Checked): readonly Finding[] {
  const known = pipeline.sources.map(({ spec }) => JSON.stringify(spec));
  return known.flatMap((text, index) => {
    const first = known.indexOf(text);
    if (first === index) return [];
    return [
      finding(pipeline, 'pipeline/duplicate-source', `sources[${index}]`, {
        severity: 'warning',
        message: `'sources' must differ`,
        got: `the same as sources[${first}]`,
        remedy: 'remove it: each line is read once in any case',
      }),
    ];
  });
}
