import type { Finding } from '../../findings/finding';
import { fieldLeaf, sinkReads, stageReads } from '../reads';
import type { Leaf } from '../reads';
import type { StageSpec } from '../stage-spec';
import { stageWrites } from '../writes';
import { finding, innerList, placed } from './place';
import type { Checked, Placed, Rule } from './place';

/** The fields that a record may have at a point; `any` once something has parsed whatever there is. */
class Known {
  constructor(
    private readonly names: ReadonlySet<string>,
    private readonly any: boolean,
  ) {}

  has(name: string): boolean {
    return this.any || this.names.has(name);
  }

  after(stage: StageSpec): Known {
    const writes = stageWrites(stage);
    const names = new Set(this.names);
    for (const name of removedBy(stage)) names.delete(name);
    for (const name of writes === 'any' ? [] : writes) names.add(name);
    return new Known(names, this.any || writes === 'any');
  }

  get list(): string {
    return this.names.size === 0 ? 'none is' : `${[...this.names].join(', ')} are`;
  }
}

/** Whatever reads a field comes after what may write it: else it is absent for every record. */
export const unwrittenField: Rule = (pipeline) => {
  const findings: Finding[] = [];
  const end = walk(pipeline, placed(pipeline.stages.map(({ spec }) => spec)), new Known(new Set(), false), findings);
  for (const [index, { spec }] of pipeline.sinks.entries()) {
    findings.push(...unknown(pipeline, `sinks[${index}]`, sinkReads(spec), end));
  }
  return findings;
};

function walk(pipeline: Checked, stages: readonly Placed[], start: Known, findings: Finding[]): Known {
  let known = start;
  for (const stage of stages) {
    const reads = stage.spec.kind === 'remove' ? stage.spec.names.map(fieldLeaf) : stageReads(stage.spec);
    findings.push(...unknown(pipeline, stage.place, withinStage(stage.spec, reads), known));
    if (stage.spec.kind === 'when') walk(pipeline, placed(stage.spec.stages, innerList(stage)), known, findings);
    known = known.after(stage.spec);
  }
  return known;
}

/** What a stage reads of what the stages before it wrote: `set` and `rename` may read what they have just written. */
function withinStage(stage: StageSpec, reads: readonly Leaf[]): readonly Leaf[] {
  if (stage.kind !== 'set' && stage.kind !== 'rename') return reads;
  const own = stageWrites(stage);
  return reads.filter((leaf) => leaf.of !== 'field' || own === 'any' || !own.includes(leaf.path[0]));
}

function unknown(pipeline: Checked, place: string, reads: readonly Leaf[], known: Known): readonly Finding[] {
  const names = new Set(
    reads.flatMap((leaf) => (leaf.of === 'field' && !known.has(leaf.path[0]) ? [leaf.path[0]] : [])),
  );
  return [...names].map((name) =>
    finding(pipeline, 'pipeline/unwritten-field', place, {
      message: `'field' must be written by a stage before`,
      got: `${name}, where ${known.list} written`,
      remedy: 'correct its name, or parse or set it before',
    }),
  );
}

function removedBy(stage: StageSpec): readonly string[] {
  if (stage.kind === 'remove') return stage.names;
  return stage.kind === 'rename' ? stage.names.map(([from]) => from) : [];
}
