import { lua as luaFilter } from '../config/lua';
import { stdout } from '../config/stdout';
import { lua } from './code';
import type { SentBy } from './sent';

/**
 * One JSON object a line. Fluent Bit's own output would write the record's JSON anew, with other numbers: so the line is
 * written on the way to it, and nothing is left for it.
 */
export const stdoutSink: SentBy = {
  prepare: lua`return { line = entry }`,
  steps: [
    luaFilter({
      call: 'write',
      timeAsTable: true,
      code: lua`
        local out = io.stdout
        function write(tag, at, group, metadata, given)
          out:write(given.line, "\\n")
          out:flush()
          return -1, at, metadata, given
        end
      `.source,
    }),
  ],
  make: (common) => stdout({ ...common, format: 'json_lines' }),
};
