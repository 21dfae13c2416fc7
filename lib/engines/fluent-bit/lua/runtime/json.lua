-- JSON. A reader gives the value and the place behind it; no place where the text is no JSON.

local byte, find, floor, format, sub = string.byte, string.find, math.floor, string.format, string.sub
local concat, getmetatable, pairs, sort, tonumber, type = table.concat, getmetatable, pairs, table.sort, tonumber, type
local null, float, big, list, object = value.null, value.float, value.big, value.list, value.object
local read_string, print_string = quoted.read, quoted.print

local max_depth = 127

local function skip_blanks(s, at)
  local b = byte(s, at)
  while b == 32 or b == 10 or b == 13 or b == 9 do
    at = at + 1
    b = byte(s, at)
  end
  return at, b
end

local function skip_digits(s, at)
  local b = byte(s, at)
  if not b or b < 48 or b > 57 then return nil end
  repeat
    at = at + 1
    b = byte(s, at)
  until not b or b < 48 or b > 57
  return at, b
end

local function read_double(s, from, at, b)
  if b == 46 then
    at, b = skip_digits(s, at + 1)
    if not at then return nil end
  end
  if b == 101 or b == 69 then
    b = byte(s, at + 1)
    at = skip_digits(s, (b == 43 or b == 45) and at + 2 or at + 1)
    if not at then return nil end
  end
  local text = sub(s, from, at - 1)
  local x = tonumber(text)
  if not x then
    -- LuaJIT reads no exponent of many digits.
    if not find(text, '^%-?[0.]*[eE]') and not find(text, '-', 2, true) then return nil end
    x = tonumber(byte(text) == 45 and '-0.0' or '0.0')
  end
  -- Not the infinite.
  if x - x ~= 0 then return nil end
  return x == floor(x) and float(x) or x, at
end

-- A whole number of more than 15 digits.
local function read_long(digits)
  local x = tonumber(digits .. '.0')
  if x - x ~= 0 then return nil end
  if x >= -9007199254740991 and x <= 9007199254740991 then return tonumber(digits) end
  local negative = byte(digits) == 45
  local n = negative and #digits - 1 or #digits
  local fits = n < 19 or n == 19 and digits <= (negative and '-9223372036854775808' or '9223372036854775807')
  return fits and big(digits) or float(x)
end

local function read_number(s, from, b)
  local at, x = from, 0
  if b == 45 then
    at = at + 1
    b = byte(s, at)
  end
  local first = at
  if b == 48 then
    at = at + 1
    b = byte(s, at)
  elseif b and b >= 49 and b <= 57 then
    repeat
      x = x * 10 + (b - 48)
      at = at + 1
      b = byte(s, at)
    until not b or b < 48 or b > 57
  else
    return nil
  end
  if b == 46 or b == 101 or b == 69 then return read_double(s, from, at, b) end
  if at - first > 15 then
    local long = read_long(sub(s, from, at - 1))
    if long == nil then return nil end
    return long, at
  end
  if first == from then return x, at end
  if x == 0 then return float(tonumber('-0.0')), at end
  return -x, at
end

local read_value

-- The members of an object whose brace is before the place, set in the table given.
local function read_members(into, s, at, depth)
  local b
  at, b = skip_blanks(s, at)
  if b == 125 then return into, at + 1 end
  while true do
    if b ~= 34 then return nil end
    local key
    key, at = read_string(s, at + 1)
    if not at then return nil end
    b = byte(s, at)
    if b ~= 58 then
      at, b = skip_blanks(s, at)
      if b ~= 58 then return nil end
    end
    into[key], at = read_value(s, at + 1, depth)
    if not at then return nil end
    b = byte(s, at)
    if b ~= 44 and b ~= 125 then at, b = skip_blanks(s, at) end
    if b == 125 then return into, at + 1 end
    if b ~= 44 then return nil end
    at = at + 1
    b = byte(s, at)
    if b ~= 34 then at, b = skip_blanks(s, at) end
  end
end

local function read_elements(s, at, depth)
  local elements, n, b = {}, 0, nil
  at, b = skip_blanks(s, at)
  if b == 93 then return list(elements, 0), at + 1 end
  while true do
    n = n + 1
    elements[n], at = read_value(s, at, depth)
    if not at then return nil end
    at, b = skip_blanks(s, at)
    if b == 93 then return list(elements, n), at + 1 end
    if b ~= 44 then return nil end
    at = at + 1
  end
end

function read_value(s, at, depth)
  local b = byte(s, at)
  if b == 34 then return read_string(s, at + 1) end
  if b == 32 or b == 10 or b == 13 or b == 9 then
    at, b = skip_blanks(s, at)
    if b == 34 then return read_string(s, at + 1) end
  end
  if b == 123 then
    if depth == 0 then return nil end
    return read_members(object({}), s, at + 1, depth - 1)
  end
  if b == 91 then
    if depth == 0 then return nil end
    return read_elements(s, at + 1, depth - 1)
  end
  if b == 116 then
    if sub(s, at, at + 3) == 'true' then return true, at + 4 end
    return nil
  end
  if b == 102 then
    if sub(s, at, at + 4) == 'false' then return false, at + 5 end
    return nil
  end
  if b == 110 then
    if sub(s, at, at + 3) == 'null' then return null, at + 4 end
    return nil
  end
  return read_number(s, at, b)
end

-- The keys and values of the one object that the text is; nil where it is anything else.
local function read_object(s)
  local at, b = skip_blanks(s, 1)
  if b ~= 123 then return nil end
  quoted.begin()
  local fields
  fields, at = read_members({}, s, at + 1, max_depth - 1)
  if not at then return nil end
  at, b = skip_blanks(s, at)
  if b then return nil end
  return fields
end

local function print_float(x)
  if x == 0 then return 1 / x < 0 and '-0.0' or '0.0' end
  local sign = ''
  if x < 0 then sign, x = '-', -x end
  local digits, exponent = value.shortest(x)
  if exponent < 16 and x >= 1e-5 then
    local text = value.plain(digits, exponent)
    return sign .. (x == floor(x) and text .. '.0' or text)
  end
  local rest = sub(digits, 2)
  return sign .. sub(digits, 1, 1) .. (rest == '' and '' or '.' .. rest) .. format('e%+d', exponent)
end

local Float, Big = value.Float, value.Big
local print_value

local function print_list(v)
  local parts = {}
  for index = 1, v.n do
    parts[index] = print_value(v[index])
  end
  return '[' .. concat(parts, ',') .. ']'
end

-- All fields, sorted by code point.
local function print_all(fields)
  local keys, n = {}, 0
  for key in pairs(fields) do
    n = n + 1
    keys[n] = key
  end
  sort(keys)
  for index = 1, n do
    local key = keys[index]
    keys[index] = print_string(key) .. ':' .. print_value(fields[key])
  end
  return '{' .. concat(keys, ',') .. '}'
end

function print_value(v)
  local kind = type(v)
  if kind == 'string' then return print_string(v) end
  if kind == 'number' then return v == floor(v) and value.whole(v) or print_float(v) end
  if kind == 'boolean' then return v and 'true' or 'false' end
  if v == null then return 'null' end
  local mark = getmetatable(v)
  if mark == Float then return print_float(v.x) end
  if mark == Big then return v.digits end
  if value.is_list(v) then return print_list(v) end
  return print_all(v)
end

-- An object of the given keys in their order, without those that are absent or null.
local function print_object(keys, fields)
  local parts, n = {}, 0
  for index = 1, #keys do
    local key = keys[index]
    local held = fields[key]
    if held ~= nil and held ~= null then
      n = n + 1
      parts[n] = print_string(key) .. ':' .. print_value(held)
    end
  end
  return '{' .. concat(parts, ',') .. '}'
end

return {
  read_object = read_object,
  print = print_value,
  print_string = print_string,
  print_object = print_object,
  print_all = print_all,
}
