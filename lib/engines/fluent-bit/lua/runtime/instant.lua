-- Instants: whole seconds since 1970 (below zero before it), and the nanoseconds that have passed since then.

local instant = {}

local floor = math.floor
local format = string.format

-- The nanoseconds since 1970 in decimal digits, which no number of Lua's holds; `%d` is one of 32 bits in some Luas.
function instant.nanoseconds(sec, nsec)
  if sec >= 0 then
    if sec == 0 then return format('%d', nsec) end
    return format('%.0f%09d', sec, nsec)
  end
  -- Of -1.25 s the second is -2: what is left of it counts towards zero.
  local whole, rest = -sec, 0
  if nsec > 0 then whole, rest = whole - 1, 1000000000 - nsec end
  if whole == 0 then return format('-%d', rest) end
  return format('-%.0f%09d', whole, rest)
end

-- Nanoseconds from one instant to a later one: exact for as long as anyone waits.
function instant.between(sec, nsec, later_sec, later_nsec)
  return (later_sec - sec) * 1000000000 + (later_nsec - nsec)
end

-- RFC 3339 in UTC with no fraction, or milli-, micro- or nanoseconds: as few of its digits as hold it.
function instant.rfc3339(sec, nsec)
  local days = floor(sec / 86400)
  local time = sec - days * 86400
  -- Years that begin in March, in cycles of 400 of them.
  local shifted = days + 719468
  local cycle = floor(shifted / 146097)
  local day = shifted - cycle * 146097
  local year = floor((day - floor(day / 1460) + floor(day / 36524) - floor(day / 146096)) / 365)
  local of_year = day - (365 * year + floor(year / 4) - floor(year / 100))
  local march = floor((5 * of_year + 2) / 153)
  local month = march < 10 and march + 3 or march - 9
  local whole = format(
    '%04d-%02d-%02dT%02d:%02d:%02d',
    year + cycle * 400 + (month <= 2 and 1 or 0),
    month,
    of_year - floor((153 * march + 2) / 5) + 1,
    floor(time / 3600),
    floor(time / 60) % 60,
    time % 60
  )
  if nsec == 0 then return whole .. 'Z' end
  if nsec % 1000000 == 0 then return format('%s.%03dZ', whole, nsec / 1000000) end
  if nsec % 1000 == 0 then return format('%s.%06dZ', whole, nsec / 1000) end
  return format('%s.%09dZ', whole, nsec)
end

return instant
