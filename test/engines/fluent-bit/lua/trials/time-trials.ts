import * as fc from 'fast-check';
import { assemble } from '../../../../../lib/engines/fluent-bit/lua/assemble';
import { luaTime } from '../../../../../lib/engines/fluent-bit/lua/time';
import { splitInstant } from '../../../../../lib/languages/time/instant';
import type { TimeFormat } from '../../../../../lib/languages/time/time-format';
import { timeReader } from '../../../../../lib/languages/time/time-reader';
import { number, time } from '../../../../contract/random-values';
import { inputCode } from '../input-code';
import type { LuaCase, LuaTrial } from '../trial';

const formats: readonly TimeFormat[] = [
  'iso8601',
  'unix',
  'unix-ms',
  'unix-ns',
  '%Y-%m-%d %H:%M:%S',
  '%d/%b/%Y:%H:%M:%S %z',
  '%y%m%d %I:%M:%S.%f %p',
  '%Y %j %H:%M',
  '%e %b %Y %H:%M:%S%z',
  '%e%m%Y%H%M',
  '%s.%f',
  '%s',
  '%Y/%m/%d %H:%M:%S',
  '%Y%m%d%H%M%S',
  'é%%%m/%d/%Y%z:%H%M',
];

/** Zones whose clocks are moved. */
export const moving = ['Europe/Berlin', 'Africa/Casablanca', 'Australia/Lord_Howe', 'America/St_Johns'];
const zones = ['UTC', '+05:30', '-0800', 'Asia/Kathmandu', ...moving];

/** What is read of texts. */
export function timeCase(format: TimeFormat, zone: string, texts: readonly string[]): LuaCase {
  const read = timeReader(format, zone);
  const expected = texts.map((text) => {
    const instant = read(text);
    return instant === undefined ? false : splitInstant(instant).map(Number);
  });
  const reader = formats.indexOf(format) * zones.length + zones.indexOf(zone) + 1;
  return { of: [format, zone, texts], chunk: `return read_all(readers[${reader}], ${inputCode(texts)})`, expected };
}

const clock = fc.tuple(
  fc.integer({ min: 1, max: 31 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1677, max: 2262 }),
  fc.integer({ min: 0, max: 86_399 }),
);
const epoch = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.integer({ min: 0, max: 2 ** 40 }),
    fc.constantFrom('', '.0', '.5', '.000000001', '.9999999999'),
  )
  .map((all) => all.join(''));
/** Texts of the formats that `time` has none of. */
const more = clock.map(([day, month, year, second]) => {
  const two = (number: number): string => String(number).padStart(2, '0');
  const [hour, minute] = [Math.floor(second / 3600), Math.floor(second / 60) % 60];
  const shapes = [
    `${day}${two(month)}${year}${two(hour)}${two(minute)}`,
    `é%${two(month)}/${two(day)}/${year}+0100:${two(hour)}${two(minute)}`,
    `${year} ${String(second % 400).padStart(3, '0')} ${two(hour)}:${two(minute)}`,
    `${two(year % 100)}${two(month)}${two(day)} ${two(hour % 14)}:${two(minute)}:07.5 ${year % 2 === 0 ? 'aM' : 'pm'}`,
  ];
  return shapes[second % shapes.length] as string;
});

/** Seconds at which a zone's clocks are moved, as its code says, and how far it is ahead of UTC before and after. */
export function movesOf(zone: string): readonly (readonly [at: number, before: number, after: number])[] {
  const [start = 0, ...moves] = luaTime('iso8601', zone).code.match(/-?\d+/g)?.slice(1).map(Number) ?? [];
  const found: [number, number, number][] = [];
  for (let index = 0, quarters = 0, before = start; index < moves.length; index += 2) {
    const [step = 0, after = 0] = moves.slice(index);
    quarters += step;
    found.push([quarters * 900, before, after]);
    before = after;
  }
  return found;
}

const readers = formats.flatMap((format) => zones.map((zone) => luaTime(format, zone).code));

export const timeProgram = assemble(
  ['time'],
  `
readers = { ${readers.join(', ')} }
function read_all(read, texts)
  local results = {}
  for i = 1, #texts do
    local sec, nsec = read(texts[i])
    results[i] = sec and { sec, nsec } or false
  end
  return results
end
`,
);

const texts = fc.array(fc.oneof({ weight: 3, arbitrary: time }, more, epoch, number), { minLength: 1, maxLength: 20 });

export const timeTrials: readonly LuaTrial[] = [
  {
    name: 'any text that may be a time',
    program: timeProgram,
    cases: fc.tuple(fc.constantFrom(...formats), fc.constantFrom(...zones), texts).map((all) => timeCase(...all)),
    numRuns: 120,
  },
];
