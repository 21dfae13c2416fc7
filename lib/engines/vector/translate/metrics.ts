import { vrl, Vrl } from '../../../languages/vrl';
import type { StageOf } from '../../../pipeline/stage-spec';
import { logToMetric } from '../config/log-to-metric';
import { remap } from '../config/remap';
import { isNumeric, negated } from './conditions';
import { isFrom } from '../versions';
import { expandable, oneByOne, splitNames } from './named-texts';
import { Program } from './program';
import { isAbsent, read, textOrEmpty } from './refs';
import type { Topology } from './topology';

/** A branch that makes a metric of each record; the records themselves go on unchanged. */
export function metric(stage: StageOf<'count'> | StageOf<'measure'>, topology: Topology): void {
  if (stage.kind === 'measure' && isAbsent(stage.value, topology.known.origins)) return;
  const name = topology.component(stage.metric);
  const inputs = topology.flush();
  const program = new Program(topology.known);
  if (topology.guard !== undefined) program.add(vrl`if !(${topology.guard}) { abort }`);
  if (stage.when !== undefined) program.add(vrl`if ${negated(stage.when, program)} { abort }`);
  if (stage.kind === 'count') program.add(vrl`.value = 1`);
  else program.add(...measured(stage, program));
  const labels = stage.labels.filter(([, value]) => !isAbsent(value, topology.known.origins));
  const names = labels.map(([label]) => label);
  // A tag of each name where Vector knows no `*` for tags yet: there an absent one is left out with a warning.
  const split = isFrom(topology.version, '0.44.0') ? splitNames(names) : oneByOne(names);
  if (names.length > 0) {
    const pairs = labels.map(([label, value]) => vrl`${label}: ${textOrEmpty(read(value, program))}`);
    program.add(vrl`
      .tags = compact({
        ${Vrl.join(pairs, ',\n')}
      })`);
    program.add(...split.written.flatMap((label) => expandable('tags', label)));
  }
  const values = remap(`${name}_values`, { inputs, source: program.whole });
  const made = logToMetric(name, {
    inputs: [values],
    metrics: [
      {
        type: stage.kind === 'count' ? 'counter' : 'histogram',
        field: 'value',
        name: stage.metric,
        ...(names.length === 0 ? {} : { tags: split.templates('tags') }),
      },
    ],
  });
  topology.metrics.push(made);
}

/** A value that is no number is not measured. */
function measured(stage: StageOf<'measure'>, program: Program): readonly Vrl[] {
  const value = read(stage.value, program);
  return [vrl`if !(${isNumeric(value)}) { abort }`, vrl`.value = to_float!(${value.code})`];
}
