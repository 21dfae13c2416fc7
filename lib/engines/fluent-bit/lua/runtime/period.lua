-- The first of each value in a period.

local period = {}

local between = instant.between

-- Values that are remembered until those before them are forgotten: where their period is over, and where there are so many
-- (with those before, 20 MB). What is forgotten early is a first one again.
local enough, most = 1000, 100000

-- A function: whether a key has not been seen for so many milliseconds. Late ones count as if they came now.
function period.first(milliseconds)
  local each = milliseconds * 1000000
  local seconds, nanoseconds, size = {}, {}, 0
  local older_seconds, older_nanoseconds = {}, {}
  local begun, begun_nsec, latest, latest_nsec

  local function begin()
    older_seconds, older_nanoseconds = seconds, nanoseconds
    seconds, nanoseconds, size = {}, {}, 0
    begun, begun_nsec = latest, latest_nsec
  end

  return function(key, sec, nsec)
    if latest == nil or sec > latest or (sec == latest and nsec > latest_nsec) then latest, latest_nsec = sec, nsec end
    if begun == nil then begun, begun_nsec = sec, nsec end
    local seen, seen_nsec = seconds[key], nanoseconds[key]
    local is_new = seen == nil
    if is_new then seen, seen_nsec = older_seconds[key], older_nanoseconds[key] end
    if seen ~= nil and between(seen, seen_nsec, latest, latest_nsec) < each then return false end
    if is_new then
      if size >= most or size >= enough and between(begun, begun_nsec, latest, latest_nsec) >= each then begin() end
      size = size + 1
    end
    seconds[key], nanoseconds[key] = latest, latest_nsec
    return true
  end
end

return period
