-- At most so many of each value in each second.

local rate = {}

-- A function: whether one more of a key may pass in this second. A late one counts in the second that has been reached.
function rate.limit(most)
  local counts = {}
  local second

  return function(key, sec)
    if second == nil or sec > second then
      second = sec
      counts = {}
    end
    local count = (counts[key] or 0) + 1
    counts[key] = count
    return count <= most
  end
end

return rate
