-- Entries of the system's journal, as records.

local journal = {}

local byte, format, sub, type = string.byte, string.format, string.sub, type

function journal.entries(longest)
  local count = 0
  return function(at, given)
    local line = given.MESSAGE
    -- A field may be there several times.
    if type(line) == 'table' then line = line[1] end
    if type(line) ~= 'string' then return nil end
    if byte(line, #line) == 13 then line = sub(line, 1, -2) end
    line = reading.line(line, #line, longest)
    if line == nil then return nil end
    count = count + 1
    return { line = line, sec = at.sec, nsec = at.nsec, fields = {}, origin = {}, tie = format('%d', count) }
  end
end

return journal
