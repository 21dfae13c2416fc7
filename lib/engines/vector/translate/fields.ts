import { comment, vrl, Vrl } from '../../../languages/vrl';
import { levelSpellings } from '../../../pipeline/level-table';
import type { StageOf } from '../../../pipeline/stage-spec';
import type { Program } from './program';
import { isAbsent, read, textOf } from './refs';

export function rename({ names }: StageOf<'rename'>, program: Program): void {
  for (const [from, to] of names) {
    const [source, target] = [program.target(from), program.typedTarget(to)];
    program.add(vrl`if exists(${source}) { ${target} = del(${source}) }`);
    program.typedTarget(from);
  }
}

export function set({ values }: StageOf<'set'>, program: Program): void {
  for (const [name, value] of values) {
    if (isAbsent(value, program.origins)) continue;
    const { code, type } = read(value, program);
    const target = program.typedTarget(name);
    program.add(type === 'text' ? vrl`${target} = ${code}` : vrl`if ${code} != null { ${target} = ${code} }`);
  }
}

export function remove({ names }: StageOf<'remove'>, program: Program): void {
  // After del the compiler no longer knows that there are fields at all.
  const { fields } = program;
  for (const name of names) program.add(vrl`${fields} = remove!(${fields}, ${[name]})`);
}

export function level({ field }: StageOf<'level'>, program: Program): void {
  const chain = Object.entries(levelSpellings).map(
    ([name, spellings]): Vrl => vrl`
      if includes(${spellings}, level) {
        ${program.target(field)} = ${name}
      }`,
  );
  program.add(vrl`level = downcase(string(${program.field([field])}) ?? "")`, Vrl.join(chain, ' else '));
}

export function classify({ field, classes }: StageOf<'classify'>, program: Program): void {
  const chain = classes.map(
    ([name, regex]): Vrl => vrl`
      if match(${program.line}, ${regex}) {
        ${program.target(field)} = ${name}
      }`,
  );
  program.add(Vrl.join(chain, ' else '));
}

export function replace({ regex, by }: StageOf<'replace'>, program: Program): void {
  // `$1` in a replacement is a group of the match, `$$` a dollar.
  program.add(program.setLine(vrl`replace(${program.line}, ${regex}, ${by.replaceAll('$', '$$$$')})`));
}

export function line(spec: StageOf<'line'>, program: Program): void {
  if ('json' in spec) {
    if (spec.json === 'all') allFields(program);
    else givenFields(spec.json, program);
    return;
  }
  const { value } = spec;
  if (value.of === 'line' || isAbsent(value, program.origins)) return;
  const { type, ...rest } = read(value, program);
  if (type === 'text') program.add(program.setLine(rest.code));
  else
    program.add(
      vrl`text = ${textOf({ type, ...rest })}`,
      vrl`if text != null { ${program.setLine(vrl`string!(text)`)} }`,
    );
}

function allFields(program: Program): void {
  const { fields } = program;
  const present = vrl`compact(${fields}, recursive: false, string: false, object: false, array: false)`;
  program.add(vrl`if length(${present}) > 0 { ${program.setLine(vrl`encode_json(${fields})`)} }`);
}

function givenFields(names: readonly string[], program: Program): void {
  program.add(comment('Put together by hand: an object of VRL sorts its keys'), vrl`json = ""`);
  for (const name of names) {
    const value = program.field([name]);
    const key = `,${JSON.stringify(name)}:`;
    program.add(vrl`if ${value} != null { json = json + ${key} + encode_json(${value}) }`);
  }
  program.add(vrl`if json != "" { ${program.setLine(vrl`"{" + slice!(json, 1) + "}"`)} }`);
}
