import { parseTimeFormat } from '../../../languages/time/time-format';
import type { TimeFormat, TimePart } from '../../../languages/time/time-format';
import { parseZone } from '../../../languages/time/zone';
import type { Zone } from '../../../languages/time/zone';
import type { LuaCode } from './pattern';
import { luaString, luaTable } from './print';

/**
 * A function of Lua from a text, or nil, to the seconds since 1970 and the nanoseconds since then, or nil.
 *
 * @param zone - of texts that name none: an IANA name or an offset
 * @throws if the format or the zone is none
 */
export function luaTime(format: TimeFormat, zone = 'UTC'): LuaCode {
  return { code: reader(format, zone), needs: ['time'] };
}

function reader(format: TimeFormat, zone: string): string {
  const tree = parseTimeFormat(format);
  switch (tree.kind) {
    case 'unix':
      return `time.unix(${tree.exponent})`;
    case 'iso8601':
      return `time.iso8601(${luaZone(zone)})`;
    case 'parts':
      return `time.parts(${luaTable(tree.parts.flatMap(pairOf))}, ${luaZone(zone)})`;
  }
}

function pairOf(part: TimePart): readonly string[] {
  return typeof part === 'string' ? ['""', luaString(part)] : [luaString(part.directive), '""'];
}

const day = 24 * 60 * 60_000;
const quarter = 15 * 60_000;
// Times of these years, as any zone shows them.
const first = Date.UTC(1678, 0, 1) - 2 * day;
const last = Date.UTC(2262, 0, 1) + 2 * day;

const zones = new Map<string, string>();

/** The code of a zone: how far its clocks are ahead of UTC, and when they are moved. */
function luaZone(name: string): string {
  const known = zones.get(name) ?? printZone(parseZone(name));
  zones.set(name, known);
  return known;
}

function printZone(zone: Zone): string {
  const moves = movesOf(zone);
  const start = zone.offsetAt(first) / 1000;
  if (moves.length === 0) return `time.fixed(${start})`;
  let previous = 0;
  const printed = moves.map((at) => {
    const step = `${at / quarter - previous} ${zone.offsetAt(at) / 1000}`;
    previous = at / quarter;
    return step;
  });
  return `time.moving("${start} ${printed.join(' ')}")`;
}

/** The instants at which the clocks are moved. */
function movesOf(zone: Zone): readonly number[] {
  const moves: number[] = [];
  for (let at = first; at < last; at += stepAt(at)) {
    const next = at + stepAt(at);
    const ahead = zone.offsetAt(at);
    if (ahead === zone.offsetAt(next)) continue;
    let [low, high] = [at / quarter, next / quarter];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (zone.offsetAt(middle * quarter) === ahead) low = middle;
      else high = middle;
    }
    moves.push(high * quarter);
  }
  return moves;
}

const regular = Date.UTC(2088, 0, 1);
const clocksMove = Date.UTC(1840, 0, 1);

/** Before the telegraph no clocks were moved, and what is to come is by a rule; Morocco's, for a month of the moon, ends in 2087. */
function stepAt(at: number): number {
  if (at < clocksMove) return 360 * day;
  return at < regular ? 6 * day : 45 * day;
}
