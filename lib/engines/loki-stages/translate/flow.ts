import { Duration } from 'cdk8s';
import type { ConditionSpec } from '../../../pipeline/condition-spec';
import type { StageOf } from '../../../pipeline/stage-spec';
import { LokiStage } from '../loki-stage';
import { condition } from './conditions';
import type { Code } from './program';
import { isAbsent, read, textOf } from './refs';
import type { Topology } from './topology';

export function drop(spec: ConditionSpec, topology: Topology): void {
  topology.program.drop(condition(spec, topology));
}

export function keep(spec: ConditionSpec, topology: Topology): void {
  topology.program.drop(condition({ test: 'not', condition: spec }, topology));
}

/** The first 32 bits of a hash of line and time decide, so that the same records stay whichever agent runs it. */
export function sample(stage: StageOf<'sample'>, topology: Topology): void {
  if (stage.share >= 1) return;
  const unless = stage.unless === undefined ? [] : [condition({ test: 'not', condition: stage.unless }, topology)];
  const out = isBeyondShare(stage, topology);
  topology.program.drop(unless.length === 0 ? out : `(and ${unless.join(' ')} ${out})`);
}

/** Whether the hash is beyond the share; adds what that needs. A record that has no time yet gets that of its reading. */
function isBeyondShare({ share }: StageOf<'sample'>, { program, origin }: Topology): Code {
  const threshold = Math.ceil(share * 2 ** 32);
  if (threshold === 0) return 'true';
  if (threshold >= 2 ** 32) return 'false';
  program.block(`if not ${program.time}`, () => {
    if (origin.time === undefined) program.setTime('toString now.UnixNano');
    else program.setTime(`toString (toDate "2006-01-02T15:04:05Z07:00" $.${origin.time}).UnixNano`);
  });
  const hash = program.variable('hash', `sha256sum (print ${program.line} "\\n" ${program.time})`);
  return `(ge (substr 0 8 ${hash}) "${threshold.toString(16).padStart(8, '0')}")`;
}

/** How many values are told apart; beyond, all are counted anew. */
const values = 100_000;

/**
 * A sample that also keeps the first of each value: what the share does not keep is limited to one per value and period.
 */
export function sampleWithFirst(stage: StageOf<'sample'>, topology: Topology): void {
  const { first, unless } = stage;
  if (first === undefined || stage.share >= 1) return;
  const name = topology.name('sample');
  topology.guarded(() => {
    const { program } = topology;
    const counts = unless === undefined ? [] : [condition({ test: 'not', condition: unless }, topology)];
    const out = isBeyondShare(stage, topology);
    program.block(`if and true ${[...counts, out].join(' ')}`, () => {
      const { code, exists } = isAbsent(first.of, topology)
        ? { code: '""', exists: 'false' }
        : textOf(read(first.of, topology), topology);
      program.drop(`(not ${exists})`);
      topology.output(name, `(print "=" ${code})`);
    });
  });
  topology.flush();
  limit(name, { rate: 1000 / first.eachMs, burst: 1 }, topology);
}

/** The agents' bucket lets a second's worth pass at once and then as much again in each second. */
export function throttle({ linesPerSecond, per, unless }: StageOf<'throttle'>, topology: Topology): void {
  const name = topology.name('throttle');
  topology.guarded(() => {
    const { program } = topology;
    const write = (): void => {
      const text = per === undefined || isAbsent(per, topology) ? '""' : textOf(read(per, topology), topology).code;
      topology.output(name, `(print "=" ${text})`);
    };
    if (unless === undefined) write();
    else program.block(`if not ${condition(unless, topology)}`, write);
  });
  topology.flush();
  limit(name, { rate: linesPerSecond, burst: Math.max(1, Math.floor(linesPerSecond)) }, topology);
}

/** A label of its own for the limit, which passes what has none. */
function limit(
  name: string,
  { rate, burst }: { readonly rate: number; readonly burst: number },
  topology: Topology,
): void {
  topology.before(LokiStage.labels({ values: { [name]: name } }));
  topology.before(LokiStage.limit({ rate, burst, drop: true, byLabelName: name, maxDistinctLabels: values }));
  topology.before(LokiStage.labelDrop({ values: [name] }));
}

/** How long a metric that nothing changes is kept. */
const idle = Duration.hours(24);

/** Labels of the metric are the entry's, for as long as it is counted. */
export function metric(stage: StageOf<'count'> | StageOf<'measure'>, topology: Topology): void {
  if (stage.kind === 'measure' && isAbsent(stage.value, topology)) return;
  const name = topology.name('metric');
  const labels = stage.labels.filter(([, value]) => !isAbsent(value, topology));
  topology.guarded(() => {
    const { program } = topology;
    const write = (): void => {
      if (stage.kind === 'count') topology.output(name, '"1"');
      else {
        const { to, as } = program.call('number', read(stage.value, topology).code, '"decimal"', 'true');
        program.block(`if hasKey ${to} ${as}`, () => topology.output(name, `(get ${to} ${as})`));
      }
      for (const [label, value] of labels) {
        const { code } = textOf(read(value, topology), topology);
        program.block(`with ${code}`, () => topology.output(`${name}_${label}`, '.'));
      }
    };
    if (stage.when === undefined) write();
    else program.block(`if ${condition(stage.when, topology)}`, write);
  });
  topology.flush();
  const [head, ...names] = labels.map(([label]) => label);
  if (head !== undefined) {
    topology.before(
      LokiStage.labels({ values: Object.fromEntries([head, ...names].map((label) => [label, `${name}_${label}`])) }),
    );
  }
  topology.before(LokiStage.metrics([metricOf(stage, name)]));
  if (head !== undefined) topology.before(LokiStage.labelDrop({ values: [head, ...names] }));
}

/** The agents put a prefix before a metric's name and have no empty one: so the name's beginning is the prefix. */
function metricOf(
  stage: StageOf<'count'> | StageOf<'measure'>,
  source: string,
): Parameters<typeof LokiStage.metrics>[0][0] {
  const at = Math.max(1, stage.metric.lastIndexOf('_', stage.metric.length - 2));
  const named = { prefix: stage.metric.slice(0, at), name: stage.metric.slice(at), source, maxIdleDuration: idle };
  return stage.kind === 'count'
    ? { ...named, type: 'counter', action: 'inc', value: '1' }
    : { ...named, type: 'histogram', buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };
}
