-- Records as a whole.

local byte, lower, null = string.byte, string.lower, value.null

-- Whether there is a field that is not null.
local function has_value(fields)
  for _, held in pairs(fields) do
    if held ~= null then return true end
  end
  return false
end

-- A record as one JSON object, without what is absent.
local function print_record(r)
  local fields, origin = r.fields, r.origin
  local printed = '{"time":"' .. instant.rfc3339(r.sec, r.nsec) .. '","line":' .. json.print_string(r.line)
  if next(fields) ~= nil then printed = printed .. ',"fields":' .. json.print_all(fields) end
  if next(origin) ~= nil then printed = printed .. ',"origin":' .. json.print_all(origin) end
  return printed .. '}'
end

-- An id of OpenTelemetry's: hexadecimal digits, so many of them, not all zero; nil for anything else.
local function id(text, digits)
  if text == nil or #text ~= digits then return nil end
  local zero, small = true, true
  for place = 1, digits do
    local b = byte(text, place)
    if b > 57 then
      if b < 65 or b > 70 and b < 97 or b > 102 then return nil end
      if b < 97 then small = false end
    elseif b < 48 then
      return nil
    end
    if b ~= 48 then zero = false end
  end
  if zero then return nil end
  return small and text or lower(text)
end

return { has_value = has_value, print = print_record, id = id }
