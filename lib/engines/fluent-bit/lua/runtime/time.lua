-- Times. A reader gives the seconds since 1970 and the nanoseconds since then, or nil.

local byte, find, gmatch, lower, rep, sub =
  string.byte, string.find, string.gmatch, string.lower, string.rep, string.sub
local floor, ipairs, tonumber = math.floor, ipairs, tonumber

-- The years 1678 to 2261, which 64 bits of nanoseconds hold.
local earliest, latest = -9214560000, 9214646399

local function within_range(sec, nsec)
  if sec < earliest or sec > latest then return nil end
  return sec, nsec
end

-- The number of the digits at the place, two of them or nil.
local function two(s, at)
  local a, b = byte(s, at, at + 1)
  if not b or a < 48 or a > 57 or b < 48 or b > 57 then return nil end
  return a * 10 + b - 528
end

local function three(s, at)
  local a, rest = byte(s, at), two(s, at + 1)
  if not rest or a < 48 or a > 57 then return nil end
  return (a - 48) * 100 + rest
end

local function four(s, at)
  local high, low = two(s, at), two(s, at + 2)
  return high and low and high * 100 + low
end

-- The nanoseconds of 1 to 9 digits at the place, and the place behind them.
local function fraction(s, at)
  local n, scale = 0, 1000000000
  local b = byte(s, at)
  while b and b >= 48 and b <= 57 do
    if scale == 1 then return nil end
    scale = scale / 10
    n = n + (b - 48) * scale
    at = at + 1
    b = byte(s, at)
  end
  if scale == 1000000000 then return nil end
  return n, at
end

-- The seconds by which an offset at the place is ahead of UTC, and the place behind it; nil where there is none.
local function offset(s, at)
  local b = byte(s, at)
  if b == 90 then return 0, at + 1 end
  if b ~= 43 and b ~= 45 then return nil end
  local hours = two(s, at + 1)
  at = at + 3
  if byte(s, at) == 58 then at = at + 1 end
  local minutes = two(s, at)
  if not hours or not minutes or hours > 23 or minutes > 59 then return nil end
  local seconds = (hours * 60 + minutes) * 60
  return b == 45 and -seconds or seconds, at + 2
end

local month_days = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }
local before_month = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 }

local function is_leap(year)
  return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
end

-- Days from 1970 to the first of a year.
local function days_before(year)
  local y = year - 1
  return y * 365 + floor(y / 4) - floor(y / 100) + floor(y / 400) - 719162
end

-- Seconds since 1970 as if the time were UTC's; nil for what no calendar or clock shows. Second 60 is of the next
-- minute.
local function local_seconds(year, month, day, hour, minute, second)
  if month < 1 or month > 12 or day < 1 or hour > 23 or minute > 59 or second > 60 then return nil end
  if day > month_days[month] or year < 1000 then return nil end
  local leap = is_leap(year)
  if month == 2 and day == 29 and not leap then return nil end
  local days = days_before(year) + before_month[month] + day - 1
  if leap and month > 2 then days = days + 1 end
  return ((days * 24 + hour) * 60 + minute) * 60 + second
end

-- A zone: a function from a local time to the seconds since 1970, nil where its clocks skip the time or show it twice.
local function fixed(ahead)
  return function(seconds)
    return seconds - ahead
  end
end

-- A zone whose clocks are moved: seconds ahead of UTC, then pairs of the quarters of an hour until they are moved,
-- since they last were or since 1970, and the seconds ahead from then on.
local function moving(text)
  local from, to, ahead, n = {}, {}, {}, 0
  local quarters, last, delta = 0, nil, nil
  for number in gmatch(text, '%-?%d+') do
    number = tonumber(number)
    if not last then
      last = number
      ahead[0] = number
    elseif not delta then
      delta = number
    else
      quarters = quarters + delta
      local at = quarters * 900
      n = n + 1
      from[n] = at + (last < number and last or number)
      to[n] = at + (last < number and number or last)
      ahead[n] = number
      last, delta = number, nil
    end
  end
  local known = n
  return function(seconds)
    if known > 0 and seconds < from[known] or known < n and seconds >= from[known + 1] then
      local low, high = 0, n
      while low < high do
        local middle = floor((low + high + 1) / 2)
        if seconds < from[middle] then high = middle - 1 else low = middle end
      end
      known = low
    end
    if known > 0 and seconds < to[known] then return nil end
    return seconds - ahead[known]
  end
end

local function iso8601(zone)
  return function(s)
    if not s then return nil end
    local year, month, day = four(s, 1), two(s, 6), two(s, 9)
    if not year or not month or not day or byte(s, 5) ~= 45 or byte(s, 8) ~= 45 then return nil end
    local b, at = byte(s, 11), 12
    if b == 44 then
      b, at = byte(s, 12), 13
      if b ~= 32 then return nil end
    elseif b ~= 84 and b ~= 32 then
      return nil
    end
    local hour, minute, second = two(s, at), two(s, at + 3), two(s, at + 6)
    if not hour or not minute or not second or byte(s, at + 2) ~= 58 or byte(s, at + 5) ~= 58 then return nil end
    at = at + 8
    b = byte(s, at)
    local nsec = 0
    if b == 46 or b == 44 then
      nsec, at = fraction(s, at + 1)
      if not nsec then return nil end
    end
    local seconds = local_seconds(year, month, day, hour, minute, second)
    if not seconds then return nil end
    if at > #s then
      seconds = zone(seconds)
      if not seconds then return nil end
    else
      local ahead
      ahead, at = offset(s, at)
      if not ahead or at <= #s then return nil end
      seconds = seconds - ahead
    end
    return within_range(seconds, nsec)
  end
end

-- A decimal number of units of 10^exponent nanoseconds.
local function read_unix(s, exponent)
  local _, stop, sign, whole = find(s, '^(%-?)(%d+)')
  if not stop or #whole > 19 then return nil end
  local parts = ''
  if stop < #s then
    _, stop, parts = find(s, '^%.(%d+)', stop + 1)
    if stop ~= #s or #parts > 9 or #parts > exponent then return nil end
  end
  local digits = whole .. parts .. rep('0', exponent - #parts)
  local nsec = tonumber(sub(digits, -9))
  local sec = #digits > 9 and tonumber(sub(digits, 1, -10)) or 0
  if sign == '' then return within_range(sec, nsec) end
  if nsec == 0 then return within_range(0 - sec, 0) end
  return within_range(-sec - 1, 1000000000 - nsec)
end

local function unix(exponent)
  return function(s)
    if not s then return nil end
    return read_unix(s, exponent)
  end
end

local months = {}
for month, name in ipairs({ 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec' }) do
  months[name] = month
end

local function width(read, size)
  return function(s, at)
    return read(s, at), at + size
  end
end

-- What each directive reads at a place: the value and the place behind it.
local directives = {
  Y = width(four, 4),
  m = width(two, 2),
  d = width(two, 2),
  H = width(two, 2),
  I = width(two, 2),
  M = width(two, 2),
  S = width(two, 2),
  y = width(two, 2),
  j = width(three, 3),
  f = fraction,
  z = function(s, at)
    if byte(s, at) == 90 then return 0, at + 1 end
    local _, stop = find(s, '^[+-]%d%d:?%d%d', at)
    if not stop then return nil end
    -- false is an offset that there is not.
    return offset(s, at) or false, stop + 1
  end,
  b = function(s, at)
    local _, stop = find(s, '^%a%a%a', at)
    return stop and (months[lower(sub(s, at, stop))] or 0), at + 3
  end,
  p = function(s, at)
    local half = lower(sub(s, at, at + 1))
    return (half == 'am' or half == 'pm') and half or nil, at + 2
  end,
  s = function(s, at)
    local _, stop = find(s, '^%-?%d+', at)
    if not stop or stop - at + (byte(s, at) == 45 and 0 or 1) > 11 then return nil end
    return sub(s, at, stop), stop + 1
  end,
  e = function(s, at, both)
    if both then return two(s, at), at + 2 end
    if byte(s, at) == 32 then at = at + 1 end
    local b = byte(s, at)
    return b and b >= 48 and b <= 57 and b - 48 or nil, at + 1
  end,
}

-- Sets what the parts read; false where they do not fit the whole text.
local function take(s, of, parts, both)
  local at = 1
  for index = 1, #parts, 2 do
    local name, text = parts[index], parts[index + 1]
    if name == '' then
      local behind = at + #text
      if sub(s, at, behind - 1) ~= text then return false end
      at = behind
    else
      local read
      read, at = directives[name](s, at, both)
      if read == nil then return false end
      of[name] = read
    end
  end
  return at == #s + 1
end

local function hour_of(of)
  if of.H then return of.H end
  local hour = of.I
  if hour < 1 or hour > 12 then return nil end
  return hour % 12 + (of.p == 'pm' and 12 or 0)
end

-- A format of directives and literals: pairs of a directive and nothing, or nothing and a literal.
local function parts(list, zone)
  -- Each text that fits sets all of it.
  local of = {}
  return function(s)
    if not s or not (take(s, of, list, false) or of.e and take(s, of, list, true)) then return nil end
    if of.s then
      local sec, nsec = read_unix(of.s, 9)
      local more = of.f or 0
      if not sec or more == 0 then return sec, nsec end
      if byte(of.s) == 45 then return within_range(sec - 1, 1000000000 - more) end
      return sec, more
    end
    local year = of.Y or (of.y < 69 and 2000 + of.y or 1900 + of.y)
    local hour = hour_of(of)
    if not hour then return nil end
    local seconds = local_seconds(year, of.b or of.m or 1, of.d or of.e or 1, hour, of.M, of.S or 0)
    if not seconds or of.z == false then return nil end
    local day = of.j
    if day then
      if day < 1 or day > (is_leap(year) and 366 or 365) then return nil end
      seconds = seconds + (day - 1) * 86400
    end
    seconds = of.z and seconds - of.z or not of.z and zone(seconds) or nil
    if not seconds then return nil end
    return within_range(seconds, of.f or 0)
  end
end

return { fixed = fixed, moving = moving, iso8601 = iso8601, unix = unix, parts = parts }
