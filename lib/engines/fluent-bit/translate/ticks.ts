import { dummy } from '../config/dummy';
import { lua as luaFilter } from '../config/lua';
import type { Filter, Input } from '../config/plugin';
import { lua } from './code';
import { tickTag } from './metrics';
import { stored } from './stored';

/** How often a pipeline's clock ticks, for what waits and for metrics: filters run only when there is an event. */
const ticksPerSecond = 5;

/** A clock for a pipeline; its events are what it gives rise to. */
export function ticks(name: string): Input {
  return dummy({ ...stored, tag: tickTag(name), alias: tickTag(name), dummy: {}, rate: ticksPerSecond });
}

/** Records of one call share a time: here each gets its own. Samples end here. */
export function timed(name: string): Filter {
  return luaFilter({
    match: tickTag(name),
    call: 'timed',
    timeAsTable: true,
    enableFlbNull: true,
    code: lua`
      function timed(tag, at, group, metadata, given)
        if given.body == nil then return -1, at, metadata, given end
        return 1, given, given.metadata or {}, given.body
      end
    `.source,
  });
}
