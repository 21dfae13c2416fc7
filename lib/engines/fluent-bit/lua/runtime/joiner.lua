-- Lines of one stream that belong together become one record.

local joiner = {}

local between = instant.between
local concat = table.concat

-- What lines are joined by: the file, or the output of a container, whose file is another one after a rotation.
function joiner.stream(origin)
  local path, pod = origin.path, origin.pod
  if path ~= nil and pod == nil then return path end
  return (origin.namespace or '') .. '/' .. (pod or '') .. '/' .. (origin.container or '') .. '/' .. (origin.stream or '')
end

-- The lines of an entry are its list, the record of the first is what it becomes.
local function joined(entry)
  local record = entry.first
  if entry.lines > 1 then record.line = concat(entry, '\n', 1, entry.lines) end
  return record
end

-- Bytes of lines that wait, of all streams, unless told otherwise: a line beyond them begins an entry.
local most = 67108864

-- `is_first` tells a line that begins an entry. Clocks are seconds and nanoseconds; without one there is no waiting.
function joiner.new(is_first, max_lines, max_wait_milliseconds, max_bytes)
  local max_wait = max_wait_milliseconds * 1000000
  max_bytes = max_bytes or most
  local open, bytes, is_full = {}, 0, false
  -- What waits, by stream, for who keeps it over the end of the process.
  local self = { open = open }

  local function begin(stream, entry)
    for i = 1, entry.lines do
      bytes = bytes + #entry[i]
    end
    open[stream] = entry
  end

  local function complete(stream, entry)
    for i = 1, entry.lines do
      bytes = bytes - #entry[i]
    end
    open[stream] = nil
    return joined(entry)
  end

  -- Whether a line may wait; what is full is said once until half of it is free again.
  local function has_room(line)
    if bytes + #line <= max_bytes then
      is_full = is_full and bytes * 2 > max_bytes
      return true
    end
    if not is_full then
      is_full = true
      io.stderr:write('[cdk8s-logging] entries are divided: more than ', max_bytes, ' bytes of lines wait for others\n')
    end
    return false
  end

  -- Takes an entry that waited in a process before.
  self.begin = begin

  -- Takes a record, and gives the one that is complete by it, if any.
  function self.push(r, sec, nsec)
    local stream = joiner.stream(r.origin)
    local entry = open[stream]
    if
      entry ~= nil
      and entry.lines < max_lines
      and (sec == nil or between(entry.sec, entry.nsec, sec, nsec) < max_wait)
      and not is_first(r.line)
      and has_room(r.line)
    then
      local lines = entry.lines + 1
      bytes = bytes + #r.line
      entry[lines], entry.lines = r.line, lines
      entry.sec, entry.nsec = sec, nsec
      return nil
    end
    local whole = entry and complete(stream, entry)
    begin(stream, { r.line, lines = 1, first = r, sec = sec, nsec = nsec })
    return whole
  end

  -- Gives what nothing was added to for the longest wait; all of it where there is no clock.
  function self.flush(sec, nsec, emit)
    for stream, entry in pairs(open) do
      if sec == nil or between(entry.sec, entry.nsec, sec, nsec) >= max_wait then
        emit(complete(stream, entry))
      end
    end
  end

  return self
end

return joiner
