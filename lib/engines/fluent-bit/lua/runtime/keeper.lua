-- Entries that wait for further lines, kept in a file over the end of the process, a kill too: Fluent Bit counts their lines as
-- read. The file is a log: `B` begins an entry of a stream, in place of the one before, `A` adds a line to it, the first one too,
-- `C` completes it.

local keeper = {}

local format, load, setfenv, sub, tonumber, type = string.format, loadstring or load, setfenv, string.sub, tonumber, type
local concat, next, pairs, pcall = table.concat, next, pairs, pcall
local open, rename = io.open, os.rename

-- A log is written anew, with what is open alone, when it has grown by so many bytes.
local most = 262144

-- A table of Lua, written as such.
local function write(out, v)
  local kind = type(v)
  if kind == 'table' then
    out[#out + 1] = '{'
    for key, held in pairs(v) do
      out[#out + 1] = '['
      write(out, key)
      out[#out + 1] = ']='
      write(out, held)
      out[#out + 1] = ','
    end
    out[#out + 1] = '}'
  elseif kind == 'string' then
    out[#out + 1] = format('%q', v)
  elseif kind == 'number' then
    out[#out + 1] = format('%.17g', v)
  else
    out[#out + 1] = v and 'true' or 'false'
  end
end

local function printed(v)
  local out = {}
  write(out, v)
  return concat(out)
end

-- A record but for its line. Most have no fields yet, and an origin that is one table for all of a file, printed before: what
-- is printed of each line is much of what a line costs.
local function head(record, origin)
  local fields = next(record.fields) == nil and '{}' or printed(record.fields)
  local tie = record.tie and printed(record.tie) or 'nil'
  return format('return {sec=%.0f,nsec=%.0f,tie=%s,fields=%s,origin=%s}', record.sec, record.nsec, tie, fields, origin)
end

local function say(...)
  io.stderr:write('[cdk8s-logging] ', ...)
  io.stderr:write('\n')
end

-- A record that was printed; there is nothing around it that a program could call. Nil where it was changed since.
local function record_of(text)
  local chunk = load(text)
  if chunk == nil then return nil end
  if setfenv then setfenv(chunk, {}) end
  local is_read, record = pcall(chunk)
  if not is_read or type(record) ~= 'table' then return nil end
  if type(record.fields) ~= 'table' or type(record.sec) ~= 'number' or type(record.nsec) ~= 'number' then return nil end
  local origin = record.origin
  if type(origin) ~= 'table' then return nil end
  origin.podLabels = origin.podLabels and value.object(origin.podLabels)
  origin.podAnnotations = origin.podAnnotations and value.object(origin.podAnnotations)
  return record
end

-- No such file.
local is_absent = 2

-- What was open when the log ended, which may be within an operation. What cannot be read of it is lost, and reported.
local function read(path, sec, nsec)
  local file, problem, code = open(path, 'rb')
  if file == nil then
    if code ~= is_absent then say('lines that waited for others are lost: ', path, ' cannot be read: ', problem) end
    return {}
  end
  local text, cause = file:read('*a')
  file:close()
  if text == nil then
    say('lines that waited for others are lost: ', path, ' cannot be read: ', cause)
    return {}
  end
  local entries, at, lost = {}, 1, 0
  while at <= #text do
    local kind, stream_size, size = sub(text, at, at), tonumber(sub(text, at + 1, at + 8)), tonumber(sub(text, at + 9, at + 16))
    local is_whole = stream_size and size and at + 16 + stream_size + size <= #text
    if not is_whole or kind ~= 'B' and kind ~= 'A' and kind ~= 'C' then
      say('lines that waited for others are lost: ', path, ' has ', #text - at + 1, ' bytes at its end that cannot be read')
      break
    end
    local stream = sub(text, at + 17, at + 16 + stream_size)
    local held = sub(text, at + 17 + stream_size, at + 16 + stream_size + size)
    local entry = entries[stream]
    if kind == 'B' then
      local record = record_of(held)
      entries[stream] = record and { lines = 0, first = record, sec = sec, nsec = nsec }
    elseif kind == 'A' then
      if entry == nil then
        lost = lost + 1
      else
        entry.lines = entry.lines + 1
        entry[entry.lines] = held
        if entry.lines == 1 then entry.first.line = held end
      end
    else
      entries[stream] = nil
    end
    at = at + 17 + stream_size + size
  end
  for stream, entry in pairs(entries) do
    if entry.lines == 0 then entries[stream] = nil end
  end
  if lost > 0 then say(lost, ' lines that waited for others are lost: ', path, ' holds them no more') end
  return entries
end

-- Keeps what `lines`, a joiner, has open. `changed(origin)` is told of each line, `completed()` when some have waited enough.
function keeper.new(path, lines, stream_of, sec, nsec)
  local open_entries = lines.open
  -- What the log says, by stream: the entry, and how many of its lines.
  local logged, counts = {}, {}
  -- By stream: the origin of its last entry, and that printed.
  local origins = {}
  local file, size
  local is_failing = false
  local self = {}

  -- Its parts one by one: a text made of them would be made for this alone.
  local function add(kind, stream, text)
    file:write(format('%s%08d%08d', kind, #stream, #text))
    file:write(stream)
    file:write(text)
    size = size + 17 + #stream + #text
  end

  local function origin_of(stream, record)
    local known = origins[stream]
    if known == nil or known.origin ~= record.origin then
      known = { origin = record.origin, text = printed(record.origin) }
      origins[stream] = known
    end
    return known.text
  end

  local function add_entry(stream, entry)
    add('B', stream, head(entry.first, origin_of(stream, entry.first)))
    for i = 1, entry.lines do
      add('A', stream, entry[i])
    end
    logged[stream], counts[stream] = entry, entry.lines
  end

  -- Said once, until the log can be written again.
  local function fail(problem)
    if not is_failing then say('lines that wait for others are lost at the end: ', path, ' cannot be written: ', problem) end
    is_failing = true
    if file then file:close() end
    file = nil
  end

  local function flush()
    local is_written, problem = file:flush()
    if not is_written then fail(problem) end
  end

  -- Begins the log anew, in the place of the one before once it is whole.
  local function begin()
    local beside = path .. '.new'
    local fresh, problem = open(beside, 'wb')
    if fresh == nil then return fail(problem) end
    if file then file:close() end
    file, size = fresh, 0
    -- One call of the system for each operation.
    file:setvbuf('full', 65536)
    logged, counts, origins = {}, {}, {}
    for stream, entry in pairs(open_entries) do
      add_entry(stream, entry)
    end
    flush()
    if file == nil then return end
    local is_there, cause = rename(beside, path)
    if not is_there then return fail(cause) end
    size, is_failing = 0, false
  end

  local function log(stream)
    local entry = open_entries[stream]
    if entry == nil then
      if logged[stream] == nil then return end
      add('C', stream, '')
      logged[stream], counts[stream] = nil, nil
    elseif entry ~= logged[stream] then
      add_entry(stream, entry)
    elseif entry.lines > counts[stream] then
      add('A', stream, entry[entry.lines])
      counts[stream] = entry.lines
    end
  end

  for stream, entry in pairs(read(path, sec, nsec)) do
    lines.begin(stream, entry)
  end
  begin()

  function self.changed(origin)
    if file == nil then return end
    log(stream_of(origin))
    flush()
    if file and size > most then begin() end
  end

  function self.completed()
    if file == nil then return begin() end
    for stream in pairs(logged) do
      if open_entries[stream] == nil then log(stream) end
    end
    flush()
  end

  return self
end

return keeper
