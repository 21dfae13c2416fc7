-- Entries that wait for further lines, kept in a file over the end of the process, a kill too: Fluent Bit counts their lines as
-- read. The file is a log: `B` begins an entry of a stream, in place of the one before, `A` adds a line to it, `C` completes it.

local keeper = {}

local format, load, setfenv, sub, tonumber, type = string.format, loadstring or load, setfenv, string.sub, tonumber, type
local concat, pairs = table.concat, pairs
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

local function printed(record)
  local out = { 'return ' }
  write(out, record)
  return concat(out)
end

-- A record that was printed; there is nothing around it that a program could call.
local function record_of(text)
  local chunk = load(text)
  if chunk == nil then return nil end
  if setfenv then setfenv(chunk, {}) end
  local record = chunk()
  local origin = record.origin
  origin.podLabels = origin.podLabels and value.object(origin.podLabels)
  origin.podAnnotations = origin.podAnnotations and value.object(origin.podAnnotations)
  return record
end

local function operation(kind, stream, text)
  return format('%s%08d%08d', kind, #stream, #text) .. stream .. text
end

-- What was open when the log ended, which may be within an operation.
local function read(path, sec, nsec)
  local file = open(path, 'rb')
  if file == nil then return {} end
  local text = file:read('*a')
  file:close()
  local entries, at = {}, 1
  while true do
    local kind, stream_size, size = sub(text, at, at), tonumber(sub(text, at + 1, at + 8)), tonumber(sub(text, at + 9, at + 16))
    if stream_size == nil or size == nil or at + 16 + stream_size + size > #text then return entries end
    local stream = sub(text, at + 17, at + 16 + stream_size)
    local held = sub(text, at + 17 + stream_size, at + 16 + stream_size + size)
    local entry = entries[stream]
    if kind == 'B' then
      local record = record_of(held)
      entries[stream] = record and { record.line, lines = 1, first = record, sec = sec, nsec = nsec }
    elseif kind == 'A' and entry ~= nil then
      entry.lines = entry.lines + 1
      entry[entry.lines] = held
    else
      entries[stream] = nil
    end
    at = at + 17 + stream_size + size
  end
end

-- Keeps what `lines`, a joiner, has open. `changed(origin)` is told of each line, `completed()` when some have waited enough.
function keeper.new(path, lines, stream_of, sec, nsec)
  local open_entries = lines.open
  -- What the log says, by stream: the entry, and how many of its lines.
  local logged, counts = {}, {}
  local file, size
  local self = {}

  local function add(kind, stream, text)
    local written = operation(kind, stream, text)
    file:write(written)
    size = size + #written
  end

  local function add_entry(stream, entry)
    add('B', stream, printed(entry.first))
    for i = 2, entry.lines do
      add('A', stream, entry[i])
    end
    logged[stream], counts[stream] = entry, entry.lines
  end

  -- Begins the log anew, in the place of the one before once it is whole.
  local function begin()
    local beside = path .. '.new'
    local fresh = open(beside, 'wb')
    if fresh == nil then
      io.stderr:write('[cdk8s-logging] lines that wait for others are lost at the end: ', path, ' cannot be written\n')
      return
    end
    if file then file:close() end
    file, size = fresh, 0
    -- One call of the system for each operation.
    file:setvbuf('full', 65536)
    logged, counts = {}, {}
    for stream, entry in pairs(open_entries) do
      add_entry(stream, entry)
    end
    file:flush()
    rename(beside, path)
    size = 0
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
    open_entries[stream] = entry
  end
  begin()

  function self.changed(origin)
    if file == nil then return end
    log(stream_of(origin))
    file:flush()
    if size > most then begin() end
  end

  function self.completed()
    if file == nil then return end
    for stream in pairs(logged) do
      if open_entries[stream] == nil then log(stream) end
    end
    file:flush()
  end

  return self
end

return keeper
