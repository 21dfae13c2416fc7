import { comment, vrl, Vrl } from '../../../languages/vrl';
import { parseTimeFormat } from '../../../languages/time/time-format';
import type { Directive, TimeFormat, TimePart } from '../../../languages/time/time-format';
import { parseOffset } from '../../../languages/time/zone';
import type { StageOf } from '../../../pipeline/stage-spec';
import { event } from './program';
import type { Program } from './program';
import { isAbsent, read, textOrEmpty } from './refs';

/** Sets the event's time, a real timestamp: Vector's sinks take no text for one. */
export function time({ from, formats, zone }: StageOf<'time'>, program: Program): void {
  if (isAbsent(from, program.origins)) return;
  // A number is no text of a date, so its size does not matter.
  const isDate = formats.every((format) => format === 'iso8601');
  const value = read(from, program);
  const text = isDate && value.type === 'any' ? vrl`to_string(${value.code}) ?? ""` : textOrEmpty(value);
  const several = formats.length > 1;
  program.add(
    comment('The time of the event, where the text is one; else the time of reading stays'),
    vrl`text = ${text}`,
    ...(several ? [vrl`found = false`] : []),
  );
  formats.forEach((format, index) => {
    const reading = readTime(format, zone, index < formats.length - 1 ? vrl`; found = true` : vrl``);
    program.add(
      index === 0
        ? reading
        : vrl`
      if !found {
        ${reading}
      }`,
    );
  });
}

/** Whether a zone needs the database of zones, which VRL asks for since Vector 0.44. */
export function isNamedZone(zone: string): boolean {
  return zone !== 'UTC' && parseOffset(zone) === undefined;
}

/** What reads `text` and sets the time. */
function readTime(format: TimeFormat, zone: string, done: Vrl): Vrl {
  const tree = parseTimeFormat(format);
  switch (tree.kind) {
    case 'iso8601':
      return readParts(
        `^(?P<date>${day})(?:[T ]|, )(?P<clock>${clock})(?:[.,](?P<fraction>[0-9]{1,9}))?(?P<zone>${offset})?$`,
        [vrl`read.date`, vrl`" "`, vrl`read.clock`],
        '%F %T',
        { fraction: true, zone: 'optional' },
        zone,
        done,
      );
    case 'unix':
      return readUnix(tree.exponent, done);
    case 'parts':
      return tree.parts.some((part) => typeof part !== 'string' && part.directive === 's')
        ? readUnix(9, done, tree.parts)
        : readByDirectives(tree.parts, zone, done);
  }
}

const day = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const clock = '[0-9]{2}:[0-9]{2}:[0-9]{2}';
const offset = 'Z|[+-][0-9]{2}:?[0-9]{2}';

const patterns: Readonly<Record<Directive, string>> = {
  Y: '[0-9]{4}',
  m: '[0-9]{2}',
  d: '[0-9]{2}',
  e: ' ?[0-9]|[0-9]{2}',
  H: '[0-9]{2}',
  I: '[0-9]{2}',
  M: '[0-9]{2}',
  S: '[0-9]{2}',
  f: '[0-9]{1,9}',
  z: offset,
  b: '[A-Za-z]{3}',
  y: '[0-9]{2}',
  j: '[0-9]{3}',
  p: '[AaPp][Mm]',
  s: '-?[0-9]{1,11}',
};

/** A pattern checks what the text is, since the parser is lenient; then it reads a text of one shape. */
function readParts(
  pattern: string,
  parts: readonly Vrl[],
  format: string,
  has: { readonly fraction: boolean; readonly zone: 'always' | 'optional' | 'never' },
  zone: string,
  done: Vrl,
): Vrl {
  const fraction = has.fraction ? [vrl`"."`, vrl`read.fraction || "0"`] : [];
  const shape = has.fraction ? `${format}%.f` : format;
  const at = (...more: readonly Vrl[]): Vrl => vrl`join!([${Vrl.join([...parts, ...fraction, ...more], ', ')}])`;
  const isNamed = isNamedZone(zone);
  const fixed = isNamed || zone === 'UTC' ? 'Z' : zone;
  const offsetOf = { always: vrl`read.zone`, optional: vrl`read.zone || ${fixed}`, never: vrl`${fixed}` }[has.zone];
  const byOffset = vrl`time, err = parse_timestamp(${at(offsetOf)}, ${`${shape}%#z`})`;
  const inZone = vrl`time, err = parse_timestamp(${at()}, ${shape}, timezone: ${zone})`;
  const parsed =
    !isNamed || has.zone === 'always'
      ? byOffset
      : has.zone === 'never'
        ? inZone
        : vrl`
            ${byOffset}
            if read.zone == null { ${inZone} }`;
  return vrl`
    read, err = parse_regex(text, ${literal(pattern)})
    if err == null {
      ${parsed}
      ${take(done)}
    }`;
}

function readByDirectives(parts: readonly TimePart[], zone: string, done: Vrl): Vrl {
  const has = (directive: Directive): boolean =>
    parts.some((part) => typeof part !== 'string' && part.directive === directive);
  const year = has('Y') ? vrl`read.Y` : vrl`{ if to_int!(read.y) < 69 { "20" } else { "19" } }`;
  const date: [Vrl, string][] = [
    [year, ''],
    ...(has('y') ? [[vrl`read.y`, ''] as [Vrl, string]] : []),
    ...(has('j') ? [[vrl`read.j`, '%Y %j'] as [Vrl, string]] : []),
    ...(has('m') ? [[vrl`read.m`, '%Y %m'] as [Vrl, string]] : []),
    ...(has('b') ? [[vrl`read.b`, '%Y %b'] as [Vrl, string]] : []),
    ...(has('d') ? [[vrl`read.d`, ' %d'] as [Vrl, string]] : []),
    ...(has('e') ? [[vrl`strip_whitespace!(read.e)`, ' %d'] as [Vrl, string]] : []),
    ...(has('H') ? [[vrl`read.H`, ' %H'] as [Vrl, string]] : [[vrl`read.I`, ' %I'] as [Vrl, string]]),
    [vrl`read.M`, ' %M'],
    [has('S') ? vrl`read.S` : vrl`"00"`, ' %S'],
  ];
  // The two halves of a year without its century stand side by side, everything else apart.
  const spaced = date.flatMap(([code], index) =>
    index === 0 || (has('y') && index === 1) ? [code] : [vrl`" "`, code],
  );
  const half = has('p') ? { code: [vrl`read.p`, vrl`" "`], format: '%p ' } : { code: [], format: '' };
  const pattern = parts
    .map((part) =>
      typeof part === 'string'
        ? escapeRegex(part)
        : `(?P<${names[part.directive] ?? part.directive}>${patterns[part.directive]})`,
    )
    .join('');
  const format = half.format + date.map(([, directive]) => directive).join('');
  return readParts(
    `^${pattern}$`,
    [...half.code, ...spaced],
    format,
    { fraction: has('f'), zone: has('z') ? 'always' : 'never' },
    zone,
    done,
  );
}

const names: Readonly<Partial<Record<Directive, string>>> = { f: 'fraction', z: 'zone', s: 'whole' };

/** A decimal number of units, read as whole nanoseconds: a float would lose some. */
function readUnix(exponent: 9 | 6 | 0, done: Vrl, parts?: readonly TimePart[]): Vrl {
  const pattern =
    parts === undefined
      ? `(?P<whole>-?[0-9]{1,19})${exponent === 0 ? '' : `(?:[.](?P<fraction>[0-9]{1,${exponent}}))?`}`
      : parts
          .map((part) =>
            typeof part === 'string'
              ? escapeRegex(part)
              : `(?P<${names[part.directive] ?? part.directive}>${patterns[part.directive]})`,
          )
          .join('');
  const fraction =
    exponent > 0 && (parts === undefined || parts.some((part) => typeof part !== 'string' && part.directive === 'f'));
  const zeros = '0'.repeat(exponent);
  const rest = fraction ? vrl`slice!((string(read.fraction) ?? "") + ${zeros}, 0, ${exponent})` : vrl`${zeros}`;
  return vrl`
    read, err = parse_regex(text, ${literal(`^${pattern}$`)})
    if err == null {
      nanoseconds, err = parse_int(join!([read.whole, ${rest}]), 10)
      if err == null {
        time, err = from_unix_timestamp(nanoseconds, unit: "nanoseconds")
        ${take(done)}
      }
    }`;
}

/** Loki, and Vector's sink for it, keep times in 64 bits of nanoseconds. */
function take(done: Vrl): Vrl {
  return vrl`
    if err == null && time >= t'1678-01-01T00:00:00Z' && time < t'2262-01-01T00:00:00Z' {
      ${event.time} = time${done}
    }`;
}

function literal(pattern: string): Vrl {
  return new Vrl([`r'${pattern}'`], []);
}

function escapeRegex(text: string): string {
  return Array.from(text, (character) => {
    if (/[.*+?()[\]{}|^$\\]/.test(character)) return `\\${character}`;
    return /[ -~]/.test(character) && character !== "'"
      ? character
      : `\\x{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  }).join('');
}
