import { comment, path, vrl, Vrl } from '../../../languages/vrl';
import type { ConditionSpec } from '../../../pipeline/condition-spec';
import type { StageOf } from '../../../pipeline/stage-spec';
import { fieldTemplate, vectorTemplate } from '../field-template';
import { through } from '../../../text/reader';
import type { Output } from '../config/component';
import { filter } from '../config/filter';
import { throttle as throttleTransform } from '../config/throttle';
import { condition, negated, operand } from './conditions';
import { event } from './program';
import type { Program } from './program';
import { isAbsent, read, textOf, textOrEmpty } from './refs';
import type { Topology } from './topology';

export function drop(spec: ConditionSpec, program: Program): void {
  program.add(vrl`if ${condition(spec, program)} { abort }`);
}

export function keep(spec: ConditionSpec, program: Program): void {
  program.add(vrl`if ${negated(spec, program)} { abort }`);
}

/** The first 32 bits of a hash of line and time decide, so that the same records stay whichever agent runs it. */
export function sample(stage: StageOf<'sample'>, program: Program): void {
  if (stage.share >= 1) return;
  const dropped = isBeyondShare(stage, program);
  const parts = [...(stage.unless === undefined ? [] : [notUnless(stage.unless, program)]), dropped];
  program.add(vrl`if ${Vrl.join(parts, ' && ')} { abort }`);
}

/** Whether the hash is beyond the share; adds what that needs. */
function isBeyondShare({ share }: StageOf<'sample'>, program: Program): Vrl {
  const nanoseconds = vrl`to_string(to_unix_timestamp!(${event.time}, unit: "nanoseconds"))`;
  program.add(
    comment('A share of the records, the same ones wherever this runs'),
    vrl`hash = sha2(${program.line} + "\n" + ${nanoseconds}, variant: "SHA-256")`,
  );
  return vrl`(parse_int(slice!(hash, 0, 8), 16) ?? 0) >= ${Math.ceil(share * 2 ** 32)}`;
}

function notUnless(unless: ConditionSpec, program: Program): Vrl {
  return operand({ test: 'not', condition: unless }, program, 'and');
}

/** A sample that also keeps the first of each value: these are counted before the hash is looked at. */
export function sampleWithFirst(stage: StageOf<'sample'>, topology: Topology): void {
  const { first, unless } = stage;
  if (first === undefined || isAbsent(first.of, topology.known.origins) || stage.share >= 1) {
    topology.pure((program) => sample(stage, program));
    return;
  }
  const name = topology.component('sample');
  const [kept, counted] = [path(`${name}_kept`), path(`${name}_counted`)];
  const key = `${name}_key`;
  topology.always((program, guard) => {
    const passes = [
      ...(guard === undefined ? [] : [vrl`!(${guard})`]),
      ...(unless === undefined ? [] : [operand(unless, program, 'or')]),
    ];
    const isOut = isBeyondShare(stage, program);
    const value = read(first.of, program);
    program.add(
      vrl`passes = ${passes.length === 0 ? vrl`false` : Vrl.join(passes, ' || ')}`,
      vrl`key = ${textOf(value)}`,
      vrl`${kept} = passes || !(${isOut})`,
      vrl`${counted} = !passes && key != null`,
      vrl`${path(key)} = ${value.type === 'text' ? vrl`key` : vrl`string(key) ?? ""`}`,
    );
  });
  const inputs = topology.flush();
  const firsts = throttleTransform(`${name}_first`, {
    inputs,
    threshold: 1,
    windowSecs: first.eachMs / 1000,
    keyField: template(key),
    exclude: vrl`${counted} != true`,
  });
  // What is kept anyway flows through the other branch.
  const onlyFirsts = filter(`${name}_first_only`, {
    inputs: [firsts],
    condition: vrl`${counted} == true && ${kept} != true`,
  });
  const rest = filter(`${name}_share`, { inputs, condition: vrl`${kept} == true` });
  topology.continueFrom([onlyFirsts, rest]);
}

/** Vector's throttle lets a second's worth pass at once and then as much again in each second. */
export function throttle({ linesPerSecond, per, unless }: StageOf<'throttle'>, topology: Topology): void {
  const name = topology.component('throttle');
  const [passes, key] = [path(`${name}_passes`), `${name}_key`];
  let hasExclude = false;
  topology.always((program, guard) => {
    const parts = [
      ...(guard === undefined ? [] : [vrl`!(${guard})`]),
      ...(unless === undefined ? [] : [operand(unless, program, 'or')]),
    ];
    hasExclude = parts.length > 0;
    if (hasExclude) program.add(vrl`${passes} = ${Vrl.join(parts, ' || ')}`);
    if (per !== undefined) program.add(vrl`${path(key)} = ${textOrEmpty(read(per, program))}`);
  });
  const inputs = topology.flush();
  const throttled: Output = throttleTransform(name, {
    inputs,
    threshold: linesPerSecond,
    windowSecs: 1,
    ...(per === undefined ? {} : { keyField: template(key) }),
    ...(hasExclude ? { exclude: vrl`${passes} == true` } : {}),
  });
  topology.continueFrom([throttled]);
}

/** The template of one key of the event. */
function template(key: string) {
  return through(fieldTemplate(key), vectorTemplate);
}
