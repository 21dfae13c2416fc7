-- Values of fields. A string, a boolean and a number within 2^53 (or with a fraction) are Lua's own; the rest is marked
-- by its metatable. nil is absent.

local floor, format, match, getmetatable, setmetatable, tonumber, type =
  math.floor, string.format, string.match, getmetatable, setmetatable, tonumber, type
local find, gsub, rep, sub = string.find, string.gsub, string.rep, string.sub

local Float = { __name = 'float' }
local Big = { __name = 'big' }
local List = { __name = 'list' }
local Object = { __name = 'object' }
local null = setmetatable({}, { __name = 'null' })

-- A double whose value is whole, and which was written as a double: 1.0, -0, 1e21.
local function float(x)
  return setmetatable({ x = x }, Float)
end

-- A whole number beyond 2^53 within 64 bits.
local function big(digits)
  return setmetatable({ digits = digits }, Big)
end

-- The elements and their number.
local function list(elements, n)
  elements.n = n
  return setmetatable(elements, List)
end

local function object(fields)
  return setmetatable(fields, Object)
end

local function is_list(v)
  return type(v) == 'table' and getmetatable(v) == List
end

local function is_object(v)
  return type(v) == 'table' and getmetatable(v) == Object
end

-- The shortest digits that are read as this double, above zero, and the power of ten of the first one.
local function shortest(x)
  local text
  if x < 2.3e-308 then
    -- Numbers so small have fewer than 15 digits.
    for precision = 0, 16 do
      text = format('%.' .. precision .. 'e', x)
      if tonumber(text) == x then break end
    end
  else
    text = format('%.14e', x)
    if tonumber(text) ~= x then
      text = format('%.15e', x)
      if tonumber(text) ~= x then
        -- Below a power of two doubles lie closer, so it may be the next 16 digits that are read as it.
        local head, last, tail = match(text, '^(.*)(%d)(e.*)$')
        text = head .. (last + 1) .. tail
        if last == '9' or tonumber(text) ~= x then text = format('%.16e', x) end
      end
    end
  end
  local first, rest, exponent = match(text, '^(%d)%.?(%d*)e([-+]%d+)$')
  return (gsub(first .. rest, '0+$', '')), tonumber(exponent)
end

-- Digits with a point and no exponent.
local function plain(digits, exponent)
  local n = #digits
  if exponent < 0 then return '0.' .. rep('0', -exponent - 1) .. digits end
  if n <= exponent + 1 then return digits .. rep('0', exponent + 1 - n) end
  return sub(digits, 1, exponent + 1) .. '.' .. sub(digits, exponent + 2)
end

-- The digits of a whole number. Where Lua's are 32 bits wide, %d is too.
local function whole(x)
  return format(x < 2147483648 and x >= -2147483648 and '%d' or '%.0f', x)
end

-- A number's shortest decimal without exponent.
local function decimal(x)
  if x == floor(x) then return whole(x) end
  if x < 0 then return '-' .. plain(shortest(-x)) end
  return plain(shortest(x))
end

-- The value as text, nil for what has none.
local function text(v)
  local kind = type(v)
  if kind == 'string' then return v end
  if kind == 'number' then return decimal(v) end
  if kind == 'boolean' then return v and 'true' or 'false' end
  if kind ~= 'table' then return nil end
  local mark = getmetatable(v)
  if mark == Big then return v.digits end
  if mark ~= Float then return nil end
  local x = v.x
  if x == 0 then return 1 / x < 0 and '-0' or '0' end
  if x > 9007199254740992 or x < -9007199254740992 then return nil end
  return whole(x)
end

-- The value as a number: one, or plain decimal text of one with at most 15 digits. What is beyond 2^53 is the nearest
-- double.
local function number(v)
  local kind = type(v)
  if kind == 'number' then return v end
  if kind == 'string' then
    if #v > 17 then return nil end
    local whole, fraction = match(v, '^%-?(%d+)%.?(%d*)$')
    if not whole or #whole + #fraction > 15 or find(v, '.', -1, true) then return nil end
    return tonumber(v)
  end
  if kind ~= 'table' then return nil end
  local mark = getmetatable(v)
  if mark == Float then return v.x end
  if mark == Big then return tonumber(v.digits .. '.0') end
  return nil
end

-- Whether a whole number's digits are less than a double, exactly: the double nearest to them may be equal to it.
local function big_below(digits, limit)
  local x = tonumber(digits .. '.0')
  if x ~= limit then return x < limit end
  local other = format('%.0f', limit)
  if #digits ~= #other then return false end
  if sub(digits, 1, 1) == '-' then return digits > other end
  return digits < other
end

-- Whether the value counts as a number and is less than one; nil where it is no number.
local function below(v, limit)
  if type(v) == 'table' and getmetatable(v) == Big then return big_below(v.digits, limit) end
  local x = number(v)
  if x == nil then return nil end
  return x < limit
end

-- As below; nil where it is no number.
local function at_least(v, limit)
  local less = below(v, limit)
  if less == nil then return nil end
  return not less
end

-- Whether the value is a number, and this one.
local function same(v, n)
  if type(v) ~= 'table' then return v == n end
  local mark = getmetatable(v)
  if mark == Float then return v.x == n end
  return mark == Big and format('%.0f', n) == v.digits
end

return {
  null = null,
  Float = Float,
  Big = Big,
  float = float,
  big = big,
  list = list,
  object = object,
  is_list = is_list,
  is_object = is_object,
  shortest = shortest,
  plain = plain,
  whole = whole,
  text = text,
  number = number,
  below = below,
  at_least = at_least,
  same = same,
}
