-- Log records of OpenTelemetry, as Fluent Bit's output finds them.

local otlp = {}

local getmetatable, next, pairs, setmetatable, type = getmetatable, next, pairs, setmetatable, type

local severities = { trace = 1, debug = 5, info = 9, warn = 13, error = 17, fatal = 21 }

-- By which Fluent Bit tells a list from a map, of which an empty table says nothing.
local as_list, as_map = { type = 1 }, { type = 2 }

-- A value for Fluent Bit. It has no whole number beyond 2^53 that Lua could give it: that one is its digits.
local function plain(v)
  if type(v) ~= 'table' then return v end
  if v == value.null then return flb_null end
  local kind = getmetatable(v)
  kind = kind and kind.__name
  if kind == 'float' then return v.x end
  if kind == 'big' then return v.digits end
  local copy = {}
  if kind == 'list' then
    for i = 1, v.n do
      copy[i] = plain(v[i])
    end
    return setmetatable(copy, as_list)
  end
  for key, held in pairs(v) do
    copy[key] = plain(held)
  end
  return setmetatable(copy, as_map)
end

-- The metadata of a record's event.
function otlp.metadata(entry)
  local severity = entry.severity
  return {
    otlp = {
      severity_number = severity and severities[severity],
      severity_text = severity,
      trace_id = entry.trace_id,
      span_id = entry.span_id,
      attributes = next(entry.attributes) ~= nil and plain(entry.attributes) or nil,
    },
  }
end

return otlp
