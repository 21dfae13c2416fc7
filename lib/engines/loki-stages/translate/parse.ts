import { GO } from '../../../languages/regex/dialects';
import { print } from '../../../languages/regex/print';
import { quote } from '../../../languages/go-template/quote';
import type { RefSpec } from '../../../pipeline/ref-spec';
import type { StageOf } from '../../../pipeline/stage-spec';
import { LokiStage } from '../loki-stage';
import type { Code } from './program';
import { isAbsent, read, textOrEmpty } from './refs';
import { renamed } from './regex-groups';
import type { Topology } from './topology';

/** Text for a stage that reads the line or an extracted value. */
function sourceOf(from: RefSpec, topology: Topology): { readonly source?: string } {
  if (from.of === 'origin') return { source: topology.origin.names[from.name] ?? '' };
  if (from.of === 'line') return topology.source(undefined);
  return topology.source((at) => textOrEmpty(read(from, at), at));
}

/** Named groups that took part and are not empty. */
export function parseByRegex(
  { from, regex }: StageOf<'parsePattern' | 'parseRegex' | 'parsePath'>,
  topology: Topology,
): void {
  if (isAbsent(from, topology)) return;
  const wanted = regex.groups.filter((group) => topology.isRead(group));
  if (wanted.length === 0) return;
  const source = sourceOf(from, topology);
  const name = topology.name('parse');
  const expression = print(
    renamed(regex.root, (group) => (wanted.includes(group) ? `${name}_${group}` : undefined)),
    GO,
  );
  topology.before(LokiStage.regex({ ...source, expression }));
  topology.guarded(() => {
    for (const group of wanted) {
      topology.program.block(`with $.${name}_${group}`, () => topology.program.setField(group, '.'));
    }
  });
}

/** A number of more digits than a float keeps, or of a spelling that tells a whole number from another. */
const spelledNumber = '[0-9][.eE]|[0-9]{16}';

export function parseJson({ from, only }: StageOf<'parseJson'>, topology: Topology): void {
  if (isAbsent(from, topology)) return;
  const wanted = only?.filter((key) => topology.isRead(key));
  if (wanted?.length === 0) return;
  const { source } = sourceOf(from, topology);
  const text = source === undefined ? '$.Entry' : `$.${source}`;
  const name = topology.name('json');
  // In a stage of its own, since an error ends the template: numbers beyond a float are none otherwise.
  topology.before(
    LokiStage.template({
      source: name,
      template: `{{ if kindIs "map" (mustFromJson ${text.slice(1)}) }}object{{ end }}`,
    }),
  );
  topology.guarded(() => {
    const { program } = topology;
    program.block(`if $.${name}`, () => {
      const object = program.variable('object', `fromJson ${text}`);
      const keys = wanted ?? topology.readFields;
      respell(object, text, keys, topology);
      const notTooDeep = checkDepth(object, text, topology);
      const isFirst = program.hasNoFields;
      const take = (): void => {
        if (isFirst) {
          const picked = keys === undefined ? object : `pick ${object} ${keys.map(quote).join(' ')}`;
          program.add(`${program.fields} = ${picked}`);
          return;
        }
        if (keys === undefined) {
          program.block(`range $key, $value := ${object}`, () =>
            program.add(`$_ := set ${program.fields} $key $value`),
          );
          return;
        }
        program.block(`range $key := list ${keys.map(quote).join(' ')}`, () => {
          program.block(`if hasKey ${object} $key`, () => {
            program.add(`$_ := set ${program.fields} $key (index ${object} $key)`);
          });
        });
      };
      program.block(`if ${notTooDeep}`, take);
    });
  });
}

/** Reads the object again, with the spelling of its numbers, where a float does not say what they are. */
function respell(object: Code, text: Code, keys: readonly string[] | undefined, topology: Topology): void {
  const { program } = topology;
  const again = (): void => {
    const marker = String.raw`{"\u0001":""}`;
    program.comment('Numbers as they are spelled: {"\\u0001":"1.0"}');
    program.add(
      `$spelled := regexReplaceAll ${quote('("(?:[^"\\\\]|\\\\.)*")|(-?[0-9][-+.0-9eE]*)')} ${text} ${quote('${1}{"\\u0001":"${2}"}')}`,
      `${object} = fromJson (replace ${quote(marker)} "" $spelled)`,
    );
  };
  if (topology.printsJson) {
    program.block(`if regexMatch ${quote(spelledNumber)} ${text}`, again);
    return;
  }
  const large = program.variable('large', 'dict');
  const each = keys === undefined ? object : `list ${keys.map((key) => `(index ${object} ${quote(key)})`).join(' ')}`;
  program.block(`range ${each}`, () => {
    program.block('if not (kindIs "string" .)', () => program.test('large', '.', large, 'any'));
  });
  program.block(`if hasKey ${large} "any"`, again);
}

function checkDepth(object: Code, text: Code, { program }: Topology): Code {
  const deep = program.variable('deep', 'dict');
  const brackets = `(add (len (splitList "{" ${text})) (len (splitList "[" ${text})))`;
  // So many brackets do not fit into less.
  program.block(`if and (gt (len ${text}) 255) (gt ${brackets} 129)`, () => {
    program.test('deep', object, deep, 'any');
  });
  return `not (hasKey ${deep} "any")`;
}

const bare = '[^ ="]+';
const quoted = String.raw`"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"`;

/** `key=value` pairs; text that is anything else is left alone. */
export function parseLogfmt({ from, only }: StageOf<'parseLogfmt'>, topology: Topology): void {
  if (isAbsent(from, topology)) return;
  const wanted = (only ?? topology.readFields)?.filter((key) => topology.isRead(key));
  if (wanted?.length === 0) return;
  const source = sourceOf(from, topology);
  const name = topology.name('logfmt');
  const whole = `^ *(?:${bare}(?:=(?:${bare}|${quoted})?)?(?: +|$))*$`;
  topology.before(LokiStage.regex({ ...source, expression: `(?P<${name}>${whole})` }));
  topology.guarded(() => {
    const { program } = topology;
    program.block(`range regexFindAll ${quote(`${bare}=(?:${bare}|${quoted})`)} (default "" $.${name}) -1`, () => {
      program.add('$pair := splitn "=" 2 .', '$value := $pair._1');
      program.block('if hasPrefix "\\"" $value', () => program.add('$value = fromJson $value'));
      const isWanted = wanted === undefined ? '' : ` (has $pair._0 (list ${wanted.map(quote).join(' ')}))`;
      program.block(`if and (ne $value "")${isWanted}`, () => {
        program.add(`$_ := set ${program.fields} $pair._0 $value`);
      });
    });
  });
}
