-- All ways through a pattern's program at once, byte by byte, the preferred ones first: linear, whatever the pattern is.

local byte = string.byte

-- The slot of the place behind the match, 0 where there is none; those of tags follow it.
local BEHIND = 3

-- What stands before a place: 1 nothing, 2 a newline, 3 a letter, digit or underscore, 4 another byte.
local function before(s, at)
  local b = byte(s, at - 1)
  if at == 1 or not b then return 1 end
  if b == 10 then return 2 end
  if b >= 97 and b <= 122 or b >= 48 and b <= 57 or b >= 65 and b <= 90 or b == 95 then return 3 end
  return 4
end

local BYTE, SPLIT, ASSERT, SAVE = 1, 2, 3, 4

-- Whether an assertion holds between two neighbours: the ends of the text, the ends of a line, a word's boundary, none.
local function holds(assertion, left, right)
  if assertion == 1 then return left == 1 end
  if assertion == 2 then return right == 1 end
  if assertion == 3 then return left <= 2 end
  if assertion == 4 then return right <= 2 end
  return ((left == 3) ~= (right == 3)) == (assertion == 5)
end

-- Follows a way up to the bytes that it waits for; true where it comes to a match.
local function follow(p, ways, first, saved, place, left, right)
  local code, seen, slots = p.code, ways.seen, p.slots
  local stack, depth = { first, saved }, 2
  while depth > 0 do
    local at = stack[depth - 1] * 4
    saved = stack[depth]
    depth = depth - 2
    if seen[at] ~= place then
      seen[at] = place
      local kind, x, y = code[at + 1], code[at + 2], code[at + 3]
      if kind == BYTE then
        ways.n = ways.n + 1
        ways[ways.n], ways.saved[ways.n] = at, saved
      elseif kind == SPLIT then
        stack[depth + 1], stack[depth + 2] = y, saved
        stack[depth + 3], stack[depth + 4] = x, saved
        depth = depth + 4
      elseif kind == ASSERT then
        if holds(x, left, right) then
          stack[depth + 1], stack[depth + 2] = y, saved
          depth = depth + 2
        end
      elseif kind == SAVE then
        local copy = {}
        for tag = 1, p.tags do
          copy[tag] = saved[tag]
        end
        copy[x + 1] = place
        stack[depth + 1], stack[depth + 2] = y, copy
        depth = depth + 2
      else
        slots[BEHIND] = place
        for tag = 1, p.tags do
          slots[BEHIND + tag] = saved[tag] or 0
        end
        return true
      end
    end
  end
  return false
end

-- All ways at once, the preferred ones first.
local function run_program(p, s, at)
  local code, slots, size = p.code, p.slots, #s
  local ways, others = { n = 0, saved = {}, seen = {} }, { n = 0, saved = {}, seen = {} }
  slots[BEHIND] = 0
  local left, right = before(s, at), at > size and 1 or before(s, at + 1)
  follow(p, ways, p.start, {}, at, left, right)
  while ways.n > 0 and at <= size do
    local b = byte(s, at)
    at = at + 1
    left, right = right, at > size and 1 or before(s, at + 1)
    others.n = 0
    for index = 1, ways.n do
      local way = ways[index]
      if b >= code[way + 2] and b <= code[way + 3] then
        if follow(p, others, code[way + 4], ways.saved[index], at, left, right) then break end
      end
    end
    ways, others = others, ways
    if p.test and slots[BEHIND] > 0 then break end
  end
  return slots[BEHIND] > 0
end

return { BEHIND = BEHIND, before = before, run = run_program }
