import { comment, path, vrl, Vrl } from '../../../languages/vrl';
import type { ValueSpec } from '../../../pipeline/ref-spec';
import type { StageOf } from '../../../pipeline/stage-spec';
import type { Program } from './program';
import { isAbsent, read, textOrEmpty } from './refs';

export function parseJson({ from, only }: StageOf<'parseJson'>, program: Program): void {
  if (isAbsent(from, program.origins)) return;
  const text = from.of === 'line' ? program.line : vrl`text`;
  if (from.of !== 'line') program.add(vrl`text = ${textOrEmpty(read(from, program))}`);
  program.add(...readJson(text));
  if (only === undefined) {
    program.add(vrl`${program.fields} |= object(parsed) ?? {}`);
    return;
  }
  program.add(vrl`parsed = object(parsed) ?? {}`);
  for (const key of only) {
    const value = Vrl.join([vrl`parsed`, path(key)], '');
    program.add(vrl`if exists(${value}) { ${program.target(key)} = ${value} }`);
  }
}

/** Sets `parsed`: what a text is as JSON, or null. */
function readJson(text: Vrl): readonly Vrl[] {
  return [
    vrl`parsed = parse_json(${text}) ?? null`,
    vrl`
      if starts_with(${text}, ${'\ufeff'}) {
        # A byte order mark, which the parser skips, is no JSON
        parsed = null
      } else if parsed == null && match(${text}, r'\\u[dD][89a-fA-F]') && !contains(${text}, ${'\x01'}) {
        # Half of a surrogate pair, at which the parser gives up, is U+FFFD. Escaped backslashes and whole pairs stay.
        json = replace(${text}, ${'\\\\'}, ${'\\u005c'})
        json = replace(json, r'\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})', ${'\x01$1\x01$2'})
        json = replace(json, r'\\u[dD][89a-fA-F][0-9a-fA-F]{2}', ${'\\ufffd'})
        parsed = parse_json(replace(json, ${'\x01'}, ${'\\u'})) ?? null
      }`,
  ];
}

export function parseLogfmt({ from, only }: StageOf<'parseLogfmt'>, program: Program): void {
  if (isAbsent(from, program.origins)) return;
  const { fields } = program;
  const isWanted = only === undefined ? [] : [vrl`includes(${only}, pair.key)`];
  program.add(
    vrl`text = ${textOrEmpty(read(from, program))}`,
    comment('key=value pairs; text that is anything else is left alone'),
    vrl`
      if match(text, r'^ *(?:[^ ="]+(?:=(?:[^ ="]+|"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")?)?(?: +|$))*$') {
        for_each(parse_regex_all!(text, r'(?P<key>[^ ="]+)(?:=(?:(?P<bare>[^ ="]+)|(?P<quoted>"(?:[^"\\]|\\.)*"))?)?(?: |$)')) -> |_index, pair| {
          quoted = string(pair.quoted) ?? ""
          ${Vrl.lines(...readJson(vrl`quoted`))}
          value = pair.bare || parsed
          if ${Vrl.join([...isWanted, vrl`is_string(value)`, vrl`value != ""`], ' && ')} {
            ${fields} = set!(${fields}, [pair.key], value)
          }
        }
      }`,
  );
}

/** Named groups that took part and are not empty. */
export function parseByRegex(
  { from, regex }: StageOf<'parsePattern' | 'parseRegex' | 'parsePath'>,
  program: Program,
): void {
  if (isAbsent(from, program.origins)) return;
  const text = isPath(from) ? vrl`string!(.file)` : textOrEmpty(read(from, program));
  program.add(vrl`${program.fields} |= compact(parse_regex(${text}, ${regex}) ?? {})`);
}

/** Whether a value is the path of a file, which every record has. */
function isPath(from: ValueSpec): boolean {
  return from.of === 'origin' && from.name === 'path';
}
