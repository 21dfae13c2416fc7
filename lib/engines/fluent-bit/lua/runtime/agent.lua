-- A pipeline at work in Fluent Bit: what its `lua` filter calls for each record.

local agent = {}

local pcall, tostring = pcall, tostring
local none = {}

-- Fluent Bit holds seconds as 32 bits without sign, of which it keeps the two last for itself.
local latest = 4294967293

-- The time of an event; one that Fluent Bit cannot hold is the time of reading.
local function time_of(r, at)
  if r.sec >= 0 and r.sec <= latest then return r end
  return at
end

-- What a sample of `count` and `measure` is to log_to_metrics: it looks for the metric by a text.
local function sample_of(sample)
  return { sample = 'm' .. sample.metric, value = sample.value, labels = sample.labels }
end

-- Of an event that goes, nothing is given back: Fluent Bit would pack it first.
--
-- `read(tag)` gives what makes a record of what an input gave, or nil for the clock's ticks; `send` gives what outputs take of a
-- record, with its metadata, nil where none takes it; `keep` keeps what waits, where anything does.
function agent.new(app, read, send, now, keep)
  local flush, push, samples = app.flush, app.push, app.samples

  -- What waits for a pause to end, and samples: records of one call share a time, so each brings its own.
  local function tick(at, given)
    local out, n = {}, 0
    local sec, nsec = now()
    flush(sec, nsec, function(r)
      local body, metadata = send(r)
      if body == nil then return end
      local time = time_of(r, at)
      n = n + 1
      out[n] = { sec = time.sec, nsec = time.nsec, metadata = metadata, body = body }
    end)
    local taken = samples()
    if keep then keep.completed() end
    for i = 1, taken and #taken or 0 do
      n = n + 1
      out[n] = sample_of(taken[i])
    end
    if n == 0 then return -1, at end
    return 1, at, none, out
  end

  local function handle(tag, at, given)
    local reader = read(tag)
    if reader == nil then return tick(at, given) end
    local r = reader(at, given)
    if r ~= nil then
      local sec, nsec = now()
      local origin = r.origin
      r = push(r, sec, nsec)
      if keep then keep.changed(origin) end
    end
    if r == nil then return -1, at end
    local body, metadata = send(r)
    if body == nil then return -1, at end
    return 1, time_of(r, at), metadata or none, body
  end

  -- An error would leave all records of a read as they are: Fluent Bit gives up the rest.
  return function(tag, at, _, _, given)
    local done, code, time, metadata, body = pcall(handle, tag, at, given)
    if done then return code, time, metadata, body end
    io.stderr:write('[cdk8s-logging] a record of ', tag, ' is lost: ', tostring(code), '\n')
    return -1, at
  end
end

return agent
