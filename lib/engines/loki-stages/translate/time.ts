import { quote } from '../../../languages/go-template/quote';
import { parseTimeFormat } from '../../../languages/time/time-format';
import type { Directive, TimeFormat } from '../../../languages/time/time-format';
import { parseOffset } from '../../../languages/time/zone';
import type { StageOf } from '../../../pipeline/stage-spec';
import { LokiStage } from '../loki-stage';
import type { Code, Program } from './program';
import { isAbsent, read, textOrEmpty } from './refs';
import type { Topology } from './topology';

/**
 * Sets the record's time. Each format is a stage that tells what its text is, since the template's own functions are
 * lenient; then the parts are put together.
 */
export function time({ from, formats, zone }: StageOf<'time'>, topology: Topology): void {
  if (isAbsent(from, topology)) return;
  const source =
    from.of === 'origin'
      ? { source: topology.origin.names[from.name] ?? '' }
      : topology.source(from.of === 'line' ? undefined : (at) => textOrEmpty(read(from, at), at));
  const named = formats.map((format) => ({ format, name: topology.name('time') }));
  for (const { format, name } of named) {
    topology.before(LokiStage.regex({ ...source, expression: expressionOf(format, name) }));
  }
  topology.guarded(() => {
    const { program } = topology;
    const [first, ...others] = named;
    if (first === undefined) return;
    const found = program.variable('read', '""');
    readTime(first.format, first.name, zone, found, program);
    for (const { format, name } of others) {
      program.block(`if not ${found}`, () => readTime(format, name, zone, found, program));
    }
    program.block(`if ${found}`, () => program.setTime(found));
  });
}

const patterns: Readonly<Record<Directive, string>> = {
  Y: '[0-9]{4}',
  m: '[0-9]{2}',
  d: '[0-9]{2}',
  e: ' ?[0-9]|[0-9]{2}',
  H: '[0-9]{2}',
  I: '0[1-9]|1[0-2]',
  M: '[0-9]{2}',
  S: '[0-9]{2}',
  f: '[0-9]{1,9}',
  z: 'Z|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9]',
  b: '[A-Za-z]{3}',
  y: '[0-9]{2}',
  j: '[0-9]{3}',
  p: '[AaPp][Mm]',
  s: '-?[0-9]{1,11}',
};

/** The text of a format, each directive a group; `whole` and `f` for the numbers of unix. */
function expressionOf(format: TimeFormat, name: string): string {
  const group = (directive: Directive): string => `(?P<${name}_${directive}>${patterns[directive]})`;
  const tree = parseTimeFormat(format);
  switch (tree.kind) {
    case 'iso8601': {
      const clock = `${group('H')}:${group('M')}:${group('S')}(?:[.,]${group('f')})?`;
      return `^${group('Y')}-${group('m')}-${group('d')}(?:[T ]|, )${clock}${group('z')}?$`;
    }
    case 'unix': {
      const fraction = tree.exponent === 0 ? '' : `(?:[.](?P<${name}_f>[0-9]{1,${tree.exponent}}))?`;
      return `^(?P<${name}_s>-?[0-9]{1,19})${fraction}$`;
    }
    case 'parts':
      return `^${tree.parts.map((part) => (typeof part === 'string' ? escapeRegex(part) : group(part.directive))).join('')}$`;
  }
}

/** Sets `found` to the nanoseconds, as text, where the format's parts say a time within range. */
function readTime(format: TimeFormat, name: string, zone: string, found: Code, program: Program): void {
  const tree = parseTimeFormat(format);
  const has = (directive: Directive): boolean =>
    tree.kind === 'parts' && tree.parts.some((part) => typeof part !== 'string' && part.directive === directive);
  const part = (directive: Directive): Code => `$.${name}_${directive}`;
  if (tree.kind === 'unix' || has('s')) {
    const exponent = tree.kind === 'unix' ? tree.exponent : 9;
    program.block(`if hasKey $ "${name}_s"`, () => readUnix(part('s'), part('f'), exponent, found, program));
    return;
  }
  const key = tree.kind === 'iso8601' || has('Y') ? 'Y' : 'y';
  program.block(`if hasKey $ "${name}_${key}"`, () => {
    const { value, layout } = tree.kind === 'iso8601' ? iso8601(part) : directives(part, has);
    readParts({ value, layout, part, found, program, zone, second: tree.kind === 'iso8601' || has('S') });
  });
}

interface Shape {
  /** An expression of the text that Go reads, without second and zone. */
  readonly value: readonly Code[];
  readonly layout: string;
}

function iso8601(part: (directive: Directive) => Code): Shape {
  return {
    value: [part('Y'), '"-"', part('m'), '"-"', part('d'), '" "', part('H'), '":"', part('M')],
    layout: '2006-01-02 15:04',
  };
}

const layouts: Readonly<Partial<Record<Directive, string>>> = {
  Y: '2006',
  y: '06',
  m: '01',
  b: 'Jan',
  d: '02',
  e: '2',
  j: '002',
  H: '15',
  I: '03',
  p: 'PM',
  M: '04',
};

function directives(part: (directive: Directive) => Code, has: (directive: Directive) => boolean): Shape {
  const used = (Object.keys(layouts) as Directive[]).filter(has);
  const read: Readonly<Partial<Record<Directive, Code>>> = { e: `(trim ${part('e')})`, p: `(upper ${part('p')})` };
  return {
    value: used.flatMap((directive, index) => [...(index === 0 ? [] : ['" "']), read[directive] ?? part(directive)]),
    layout: used.map((directive) => layouts[directive]).join(' '),
  };
}

interface Reading extends Shape {
  readonly part: (directive: Directive) => Code;
  readonly found: Code;
  readonly program: Program;
  readonly zone: string;
  readonly second: boolean;
}

function readParts({ value, layout, part, found, program, zone, second }: Reading): void {
  const offset = parseOffset(zone);
  const at = program.variable('at', `toDate ${quote(`${layout}:05Z07:00`)} "-"`);
  const named = zone !== 'UTC' && offset === undefined;
  const fixed =
    named || zone === 'UTC' || offset === 0 ? 'Z' : zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  // Second 60 is the first of the next minute.
  const leap = second ? `(eq ${part('S')} "60")` : 'false';
  const seconds = second ? `(ternary "59" ${part('S')} ${leap})` : '"00"';
  const offsetVariable = program.variable('offset', `default "" ${part('z')}`);
  program.block(`if eq (len ${offsetVariable}) 5`, () => {
    program.add(`${offsetVariable} = print (substr 0 3 ${offsetVariable}) ":" (substr 3 5 ${offsetVariable})`);
  });
  const text = program.variable('text', `print ${value.join(' ')} ":" ${seconds}`);
  program.add(
    `${at} = toDate ${quote(`${layout}:05Z07:00`)} (print ${text} (default ${quote(fixed)} ${offsetVariable}))`,
  );
  if (second) program.block(`if and ${leap} (not ${at}.IsZero)`, () => program.add(`${at} = dateModify "1s" ${at}`));
  if (named) {
    // What was read as UTC is a local time: of the offsets before and after it, one alone may be the zone's then.
    program.block(`if and (eq ${offsetVariable} "") (not ${at}.IsZero)`, () => inZone(at, zone, program));
  }
  program.block(`if and (ge ${at}.UTC.Year 1678) (le ${at}.UTC.Year 2261)`, () => {
    const fraction = `(trunc 9 (print (default "" ${part('f')}) "000000000") | atoi)`;
    program.add(`${found} = toString (add (mul ${at}.Unix 1000000000) ${fraction})`);
  });
}

function inZone(at: Code, zone: string, program: Program): void {
  const shown = quote('2006-01-02 15:04:05');
  const local = program.variable('local', `dateInZone ${shown} ${at} "UTC"`);
  const instants = program.variable('instants', 'dict');
  program.block('range $shift := list "-24h" "24h"', () => {
    program.add(
      `$offset := dateInZone "Z07:00" (dateModify $shift ${at}) ${quote(zone)}`,
      `$instant := toDate ${quote('2006-01-02 15:04:05Z07:00')} (print ${local} $offset)`,
    );
    program.block(`if eq ${local} (dateInZone ${shown} $instant ${quote(zone)})`, () => {
      program.add(`$_ := set ${instants} (toString $instant.Unix) $instant`);
    });
  });
  program.add(`${at} = toDate "2006" "-"`);
  program.block(`if eq (len ${instants}) 1`, () => {
    program.block(`range $_, $instant := ${instants}`, () => program.add(`${at} = $instant`));
  });
}

/** The largest number of nanoseconds of the year 2261, and of 1678 before 1970. */
const bounds = { after: '9214646399999999999', before: '9214560000000000000' };

/** A decimal number of units, as whole nanoseconds: a float would lose some. */
function readUnix(whole: Code, fraction: Code, exponent: number, found: Code, program: Program): void {
  const zeros = '0'.repeat(exponent);
  const rest = exponent === 0 ? '' : ` (trunc ${exponent} (print (default "" ${fraction}) "${zeros}"))`;
  const digits = program.variable('digits', `print "${'0'.repeat(19)}" (trimPrefix "-" ${whole})${rest}`);
  const sign = program.variable('sign', `ternary "-" "" (hasPrefix "-" ${whole})`);
  // Digits of equal length compare as numbers do.
  program.add(`${digits} = regexReplaceAllLiteral "^0+" ${digits} ""`);
  const most = `(ternary "${bounds.before}" "${bounds.after}" (eq ${sign} "-"))`;
  program.block(`if or (lt (len ${digits}) 19) (and (eq (len ${digits}) 19) (le ${digits} ${most}))`, () => {
    program.add(`${found} = ternary "0" (print ${sign} ${digits}) (eq ${digits} "")`);
  });
}

function escapeRegex(text: string): string {
  return Array.from(text, (character) => {
    if (/[.*+?()[\]{}|^$\\]/.test(character)) return `\\${character}`;
    return /[ -~]/.test(character) ? character : `\\x{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  }).join('');
}
