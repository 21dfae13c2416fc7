import { quote } from '../../../languages/go-template/quote';
import { levelSpellings } from '../../../pipeline/level-table';
import type { StageOf } from '../../../pipeline/stage-spec';
import { isAbsent, read, textOf } from './refs';
import type { Topology } from './topology';

export function rename({ names }: StageOf<'rename'>, { program }: Topology): void {
  for (const [from, to] of names) {
    const [source, target] = [quote(from), quote(to)];
    program.block(`if hasKey ${program.fields} ${source}`, () => {
      const value = program.variable('moved', `index ${program.fields} ${source}`);
      program.add(`$_ := unset ${program.fields} ${source}`, `$_ := set ${program.fields} ${target} ${value}`);
    });
  }
}

export function set({ values }: StageOf<'set'>, topology: Topology): void {
  const { program } = topology;
  for (const [name, value] of values) {
    if (isAbsent(value, topology) || !topology.isRead(name)) continue;
    const { code, type } = read(value, topology);
    if (type === 'text') program.setField(name, code);
    else program.block(`if not (kindIs "invalid" ${code})`, () => program.setField(name, code));
  }
}

export function remove({ names }: StageOf<'remove'>, { program }: Topology): void {
  for (const name of names) program.add(`$_ := unset ${program.fields} ${quote(name)}`);
}

/** Levels by how often they come, so that few are compared. */
const mostOften = ['info', 'error', 'warn', 'debug', 'trace', 'fatal'] as const;

export function level({ field }: StageOf<'level'>, { program }: Topology): void {
  program.block(`if kindIs "string" (index ${program.fields} ${quote(field)})`, () => {
    const level = program.variable('level', `lower (index ${program.fields} ${quote(field)})`);
    // Beyond ASCII a letter's small form may be one of ASCII.
    program.block(`if eq (len ${level}) (len (index ${program.fields} ${quote(field)}))`, () => {
      program.chain(
        mostOften
          .map((name) => [name, levelSpellings[name]] as const)
          .map(([name, spellings]) => [
            `eq ${level} ${spellings.map(quote).join(' ')}`,
            () => program.setField(field, quote(name)),
          ]),
      );
    });
  });
}

export function classify({ field, classes }: StageOf<'classify'>, topology: Topology): void {
  const { program } = topology;
  if (!topology.isRead(field)) return;
  program.chain(
    classes.map(([name, regex]) => [
      topology.lineIsEntry ? topology.found(regex) : `regexMatch ${quote(regex.toGo())} ${program.line}`,
      () => program.setField(field, quote(name)),
    ]),
  );
}

export function replace({ regex, by }: StageOf<'replace'>, { program }: Topology): void {
  program.setLine(`regexReplaceAllLiteral ${quote(regex.toGo())} ${program.line} ${quote(by)}`);
}

/** The line as the text of a value. */
export function lineText({ value }: { readonly value: Parameters<typeof read>[0] }, topology: Topology): void {
  if (value.of === 'line' || isAbsent(value, topology)) return;
  const { code, exists } = textOf(read(value, topology), topology);
  if (exists === 'true') topology.program.setLine(code);
  else topology.program.block(`if ${exists}`, () => topology.program.setLine(code));
}
