import type { EngineName } from './engine-name';
import type { LogPipeline } from './log-pipeline';
import { sendsAllFields, sinkReads, stageReads, valueReads } from './reads';
import type { Leaf } from './reads';
import type { OriginName } from './ref-spec';
import type { SinkSpec } from './sink-spec';
import type { StageSpec } from './stage-spec';
import { stageWrites } from './writes';

/** A field by its keys from the outside in. */
export type FieldPath = readonly [string, ...(string | number)[]];

/** What is needed of a record at one point, known without running: by what follows there. Line and time always are. */
export interface Demand {
  /** Every field is needed, whatever its name. */
  readonly allFields: boolean;
  /** The fields that are read by name, each path once; a path beside a longer one means the whole value. */
  readonly fields: readonly FieldPath[];
  readonly origins: readonly OriginName[];
  readonly podLabels: readonly string[];
  readonly podAnnotations: readonly string[];
}

/**
 * What is needed before each stage and, last, by the sinks: `demandsOf(pipeline)[0]` is what the sources must know. Engines
 * that extract by key need exactly these.
 */
export function demandsOf(pipeline: Pick<LogPipeline<EngineName>, 'stages' | 'sinks'>): readonly Demand[] {
  return demandsBefore(
    pipeline.stages.map(({ spec }) => spec),
    sinkDemand(pipeline.sinks.map(({ spec }) => spec)),
  );
}

/** What is needed before each of the stages and, last, after them: `after`. For the stages inside a `when` too. */
export function demandsBefore(stages: readonly StageSpec[], after: Demand): readonly Demand[] {
  const demands = [after];
  for (const stage of [...stages].reverse()) demands.unshift(demandBefore(stage, demands[0] ?? after));
  return demands;
}

/** What the sinks need. */
export function sinkDemand(sinks: readonly SinkSpec[]): Demand {
  return merge(
    { ...nothing, allFields: sinks.some(sendsAllFields) },
    sinks.flatMap((sink) => sinkReads(sink)),
  );
}

/** Whether a field of this name, or a part of it, is needed. */
export function needsField(demand: Demand, name: string): boolean {
  return demand.allFields || demand.fields.some(([key]) => key === name);
}

const nothing: Demand = { allFields: false, fields: [], origins: [], podLabels: [], podAnnotations: [] };

function demandBefore(stage: StageSpec, after: Demand): Demand {
  switch (stage.kind) {
    case 'when': {
      const [inner = after] = demandsBefore(stage.stages, after);
      // Records that pass by need what follows; the others what the stages inside do.
      return merge({ ...inner, allFields: inner.allFields || after.allFields }, [
        ...leavesOf(after),
        ...stageReads(stage),
      ]);
    }
    case 'rename':
      return [...stage.names].reverse().reduce(beforeRename, after);
    case 'set':
      return [...stage.values].reverse().reduce((demand, [name, value]) => {
        if (!needsField(demand, name)) return demand;
        // A constant is always there, so what was there before does not matter; a field may be absent.
        const rest = value.of === 'constant' ? withoutField(demand, name) : demand;
        return merge(rest, valueReads(value));
      }, after);
    case 'remove':
      return stage.names.reduce(withoutField, after);
    case 'line':
      if ('json' in stage && stage.json === 'all') return { ...after, allFields: true };
      return merge(after, stageReads(stage));
    case 'native':
      // Its own code may read whatever there is.
      return { ...after, allFields: true };
    case 'level':
      return after;
    default: {
      const writes = stageWrites(stage);
      const idle = writes !== 'any' && writes.length > 0 && !writes.some((name) => needsField(after, name));
      return idle ? after : merge(after, stageReads(stage));
    }
  }
}

function beforeRename(after: Demand, [from, to]: readonly [string, string]): Demand {
  const moved = after.fields.filter(([key]) => key === to).map(([, ...inner]): FieldPath => [from, ...inner]);
  const rest = withoutField(after, from);
  // Where `from` is absent, `to` stays what it was.
  return merge(
    rest,
    moved.map((path): Leaf => ({ of: 'field', path })),
  );
}

function withoutField(demand: Demand, name: string): Demand {
  return { ...demand, fields: demand.fields.filter(([key]) => key !== name) };
}

function leavesOf(demand: Demand): readonly Leaf[] {
  return [
    ...demand.fields.map((path): Leaf => ({ of: 'field', path })),
    ...demand.origins.map((name): Leaf => ({ of: 'origin', name })),
    ...demand.podLabels.map((key): Leaf => ({ of: 'podLabel', key })),
    ...demand.podAnnotations.map((key): Leaf => ({ of: 'podAnnotation', key })),
  ];
}

function merge(demand: Demand, leaves: readonly Leaf[]): Demand {
  const fields = new Map(demand.fields.map((path) => [JSON.stringify(path), path]));
  const origins = new Set(demand.origins);
  const podLabels = new Set(demand.podLabels);
  const podAnnotations = new Set(demand.podAnnotations);
  for (const leaf of leaves) {
    if (leaf.of === 'field') fields.set(JSON.stringify(leaf.path), leaf.path);
    else if (leaf.of === 'origin') origins.add(leaf.name);
    else if (leaf.of === 'podLabel') podLabels.add(leaf.key);
    else if (leaf.of === 'podAnnotation') podAnnotations.add(leaf.key);
  }
  return {
    allFields: demand.allFields,
    fields: Object.freeze([...fields.values()]),
    origins: Object.freeze([...origins]),
    podLabels: Object.freeze([...podLabels]),
    podAnnotations: Object.freeze([...podAnnotations]),
  };
}
