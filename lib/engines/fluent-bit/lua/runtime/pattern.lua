-- Patterns: the leftmost match, of the first alternative that leads to one. A pattern is a literal, or a search made
-- from a regular expression: a machine with one step for each byte, or a program where that would be too large.

local byte, find, gmatch, sub = string.byte, string.find, string.gmatch, string.sub
local concat, ipairs, max, tonumber = table.concat, ipairs, math.max, tonumber

-- The numbers of a text, from the index given; `5*3` is three times 5.
local function numbers(text, from)
  local list, n = {}, from - 1
  for number, times in gmatch(text, '(%-?%d+)%*?(%d*)') do
    for _ = 1, tonumber(times) or 1 do
      n = n + 1
      list[n] = tonumber(number)
    end
  end
  return list
end

-- Slots: the first is always 0, then the place where a machine is, the place behind the match or 0, and those of tags. They
-- are a list, since LuaJIT compiles nothing that writes beside one; as written, the place behind the match is slot 0.
local HERE, BEHIND = 2, ways.BEHIND
local before, run_program = ways.before, ways.run

-- What an action sets after its first three: apart, since LuaJIT compiles no loop that has another one within.
local function more_slots(slots, action)
  for i = 7, #action, 2 do
    slots[action[i]] = slots[action[i + 1]]
  end
end

-- Runs the machine from the place. What it finds is in the slots of the pattern.
local function run_machine(p, s, at)
  local next, class, actions, slots = p.next, p.class, p.actions, p.slots
  local state = p.starts[before(s, at)]
  local size = #s
  slots[BEHIND] = 0
  while state > 0 do
    local index = state
    if at <= size then index = state + class[byte(s, at)] end
    local action = actions[index]
    if action then
      slots[HERE] = at
      slots[action[1]] = slots[action[2]]
      if action[3] then slots[action[3]] = slots[action[4]] end
      if action[5] then slots[action[5]] = slots[action[6]] end
      if action[7] then more_slots(slots, action) end
    end
    if at > size then break end
    state = next[index]
    at = at + 1
  end
  return slots[BEHIND] > 0
end

local function test_machine(p, s, at)
  local next, class = p.next, p.class
  local state = p.starts[before(s, at)]
  if state < 1 then return state < 0 end
  for place = at, #s do
    state = next[state + class[byte(s, place)]]
    if state < 1 then return state < 0 end
  end
  return next[state] < 0
end

-- Places at which a machine looks before the program does: what logs hold mostly begins with the line.
local first_places = 16

-- The program, where machines do not do. A place within a character is none.
local function run_guarded(p, s, at)
  local guard, here = p.guard, p.here
  if guard and not guard.run(guard, s, at) then return false end
  if here then
    local behind = at + first_places
    for place = at, behind - 1 do
      local b = byte(s, place)
      if (not b or b < 128 or b > 191) and here.run(here, s, place) then
        p.slots = here.slots
        return true
      end
      if not b then return false end
    end
    p.slots, at = p.own, behind
  end
  return run_program(p, s, at)
end

-- A text that is found as it is.
local function literal(text)
  return { literal = text, whole = true }
end

-- A search by a machine: how many classes of bytes there are and the class of each byte, the states' rows, what is done
-- on the way, the first states; the names of the groups; and a literal that is in every match, or is its beginning.
local function machine(of)
  local width = of.classes
  local next = numbers(of.next, 1)
  for index = 1, #next do
    if next[index] > 0 then next[index] = (next[index] - 1) * width + 1 end
  end
  local starts = numbers(of.starts, 1)
  for index = 1, 4 do
    if starts[index] > 0 then starts[index] = (starts[index] - 1) * width + 1 end
  end
  local lists, last = {}, BEHIND
  for index, list in ipairs(of.lists or {}) do
    lists[index] = {}
    for i, slot in ipairs(list) do
      lists[index][i] = BEHIND + slot
      last = max(last, BEHIND + slot)
    end
  end
  local slots = {}
  for index = 1, last do
    slots[index] = 0
  end
  local actions = numbers(of.actions or '', 1)
  for index = 1, #next do
    actions[index] = actions[index] and lists[actions[index]] or false
  end
  return {
    next = next,
    class = numbers(of.class, 0),
    starts = starts,
    actions = actions,
    slots = slots,
    names = of.names,
    literal = of.literal,
    first = of.first,
    run = of.lists and run_machine or test_machine,
  }
end

-- A search by a program, each instruction four numbers; machines that say whether there is a match, and that find one
-- where they begin, spare it.
local function program(of)
  local slots = { 0, 0, 0 }
  return {
    code = numbers(of.code, 1),
    start = of.start,
    tags = of.tags,
    test = of.test,
    own = slots,
    slots = slots,
    names = of.names,
    literal = of.literal,
    first = of.first,
    guard = of.guard,
    here = of.here,
    run = (of.guard or of.here) and run_guarded or run_program,
  }
end

-- Whether there is a match from the place on. A literal of every match is looked for first, which is far faster.
local function search(p, s, at)
  local text = p.literal
  if text then
    local hit = find(s, text, at, true)
    if not hit then return false end
    if p.first then at = hit end
  end
  return p.run(p, s, at)
end

local function test(p, s)
  if p.whole then return find(s, p.literal, 1, true) ~= nil end
  return search(p, s, 1)
end

-- The text of each named group that took part in the match and is not empty; nil where there is no match.
local function groups(p, s)
  if p.whole then return find(s, p.literal, 1, true) and {} or nil end
  if not search(p, s, 1) then return nil end
  local names, slots, found = p.names, p.slots, {}
  for index = 1, #names do
    local from, to = slots[BEHIND + index * 2 - 1], slots[BEHIND + index * 2]
    if from > 0 and to > from then found[names[index]] = sub(s, from, to - 1) end
  end
  return found
end

local function replace_literal(text, s, by)
  local hit = find(s, text, 1, true)
  if not hit then return s end
  local parts, n, at, size = {}, 0, 1, #text
  while hit do
    parts[n + 1], parts[n + 2] = sub(s, at, hit - 1), by
    n = n + 2
    at = hit + size
    hit = find(s, text, at, true)
  end
  parts[n + 1] = sub(s, at)
  return concat(parts)
end

-- The text with each match replaced; an empty one right after another match does not count.
local function replace_all(p, s, by)
  if p.whole then return replace_literal(p.literal, s, by) end
  local slots, size = p.slots, #s
  local parts, n, at, copied, last = nil, 0, 1, 1, 0
  while at <= size + 1 and search(p, s, at) do
    local from, to = slots[BEHIND + 1], slots[BEHIND]
    if to > from or from ~= last then
      parts = parts or {}
      parts[n + 1], parts[n + 2] = sub(s, copied, from - 1), by
      n = n + 2
      copied = to
    end
    last = to
    at = to
    if to == from then
      repeat
        at = at + 1
        local b = byte(s, at)
      until not b or b < 128 or b > 191
    end
  end
  if not parts then return s end
  parts[n + 1] = sub(s, copied)
  return concat(parts)
end

return {
  literal = literal,
  machine = machine,
  program = program,
  test = test,
  groups = groups,
  replace_all = replace_all,
}
