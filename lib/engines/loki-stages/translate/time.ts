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
  z: '',
  b: '[A-Za-z]{3}',
  y: '[0-9]{2}',
  j: '[0-9]{3}',
  p: '[AaPp][Mm]',
  s: '-?[0-9]{1,11}',
};

/** The text of a format, each directive a group; `whole` and `f` for the numbers of unix. */
function expressionOf(format: TimeFormat, name: string): string {
  const group = (directive: Directive): string =>
    directive === 'z' ? zonePattern(name) : `(?P<${name}_${directive}>${patterns[directive]})`;
  const tree = parseTimeFormat(format);
  switch (tree.kind) {
    case 'iso8601': {
      const clock = `${group('H')}:${group('M')}:${group('S')}(?P<${name}_f>[.,][0-9]{1,9})?`;
      return `^${group('Y')}-${group('m')}-${group('d')}(?:[T ]|, )${clock}(?:${group('z')})?$`;
    }
    case 'unix': {
      const fraction = tree.exponent === 0 ? '' : `(?:[.](?P<${name}_f>[0-9]{1,${tree.exponent}}))?`;
      return `^(?P<${name}_s>-?[0-9]{1,19})${fraction}$`;
    }
    case 'parts':
      return `^${tree.parts.map((part) => (typeof part === 'string' ? escapeRegex(part) : group(part.directive))).join('')}$`;
  }
}

/** A zone as one of two groups: `Z`, or hours and minutes, which Go reads without a colon. */
function zonePattern(name: string): string {
  return `(?:(?P<${name}_z>Z)|(?P<${name}_zh>[+-](?:[01][0-9]|2[0-3])):?(?P<${name}_zm>[0-5][0-9]))`;
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
    readParts({
      ...{ value, layout, part, found, program, zone },
      second: tree.kind === 'iso8601' || has('S'),
      fraction: tree.kind === 'iso8601' ? [part('f')] : has('f') ? ['"."', part('f')] : [],
      offset: tree.kind === 'iso8601' || has('z') ? [part('z'), `$.${name}_zh`, `$.${name}_zm`] : [],
    });
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
  /** Expressions of the fraction, with a point or comma before it. */
  readonly fraction: readonly Code[];
  /** Expressions of the offset, if the text may have one. */
  readonly offset: readonly Code[];
}

function readParts({ value, layout, part, found, program, zone, second, fraction, offset }: Reading): void {
  const named = zone !== 'UTC' && parseOffset(zone) === undefined;
  const fixed = quote(named || zone === 'UTC' || zone === 'Z' ? 'Z' : zone.replace(':', ''));
  const offsetText = offset.length === 0 ? fixed : `(default ${fixed} (print ${offset.join(' ')}))`;
  // A fraction is read after the second, also where the layout has none.
  const read = (seconds: Code): Code =>
    `toDate ${quote(`${layout}:05Z0700`)} (print ${[...value, '":"', seconds, ...fraction, offsetText].join(' ')})`;
  const at = program.variable('at', read(second ? part('S') : '"00"'));
  if (second) {
    program.block(`if eq ${part('S')} "60"`, () => {
      program.comment('The first second of the next minute');
      program.add(`${at} = ${read('"59"')}`);
      program.block(`if not ${at}.IsZero`, () => program.add(`${at} = dateModify "1s" ${at}`));
    });
  }
  if (named) {
    // What was read as UTC is a local time: of the offsets before and after it, one alone may be the zone's then.
    const isLocal = offset.length === 0 ? [] : [`(eq "" (print ${offset.join(' ')}))`];
    program.block(`if and (not ${at}.IsZero) ${isLocal.join(' ')}`.trimEnd(), () => inZone(at, zone, program));
  }
  const year = program.variable('year', `${at}.UTC.Year`);
  program.block(`if and (ge ${year} 1678) (le ${year} 2261)`, () => {
    program.add(`${found} = toString ${at}.UnixNano`);
  });
}

function inZone(at: Code, zone: string, program: Program): void {
  const shown = quote('2006-01-02 15:04:05.999999999');
  const local = program.variable('local', `dateInZone ${shown} ${at} "UTC"`);
  const instants = program.variable('instants', 'dict');
  program.block('range $shift := list "-24h" "24h"', () => {
    program.add(
      `$offset := dateInZone "Z07:00" (dateModify $shift ${at}) ${quote(zone)}`,
      `$instant := toDate ${quote('2006-01-02 15:04:05Z07:00')} (print ${local} $offset)`,
    );
    program.block(`if eq ${local} (dateInZone ${shown} $instant ${quote(zone)})`, () => {
      program.add(`$_ := set ${instants} (toString $instant.UnixNano) $instant`);
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
