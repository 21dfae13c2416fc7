-- logfmt: `key=value` between spaces, a value bare or as a string of JSON.

local byte, find, sub = string.byte, string.find, string.sub

-- The pairs of a text that is wholly logfmt, in their order; nil where it is not. A key without a value has no pair.
local function read(s)
  local pairs, n, at, size = {}, 0, 1, #s
  quoted.begin()
  while true do
    local from, stop = find(s, '[^ ]', at), nil
    if not from then return pairs end
    from, stop = find(s, '^[^ ="]+', from)
    if not from then return nil end
    at = stop + 1
    if byte(s, at) == 61 then
      local text
      at = at + 1
      if byte(s, at) == 34 then
        text, at = quoted.read(s, at + 1)
        if not at then return nil end
      else
        local _, last = find(s, '^[^ ="]*', at)
        text = sub(s, at, last)
        at = last + 1
      end
      if text ~= '' then
        n = n + 1
        pairs[n] = { sub(s, from, stop), text }
      end
    end
    if at <= size and byte(s, at) ~= 32 then return nil end
  end
end

return { read = read }
