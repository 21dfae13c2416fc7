-- Texts, as UTF-8.

local byte, find, gsub, sub = string.byte, string.find, string.gsub, string.sub
local concat = table.concat

local replacement = '\239\191\189'

-- The place behind the character at the place; nil where there is none.
local function next_character(s, at)
  local b = byte(s, at)
  if b < 0x80 then return at + 1 end
  if b < 0xC2 or b > 0xF4 then return nil end
  local second = byte(s, at + 1) or 0
  if second < 0x80 or second > 0xBF then return nil end
  if b < 0xE0 then return at + 2 end
  local third = byte(s, at + 2) or 0
  if third < 0x80 or third > 0xBF then return nil end
  if b < 0xF0 then
    -- Written too long, or a surrogate.
    if b == 0xE0 and second < 0xA0 or b == 0xED and second > 0x9F then return nil end
    return at + 3
  end
  local fourth = byte(s, at + 3) or 0
  if fourth < 0x80 or fourth > 0xBF then return nil end
  if b == 0xF0 and second < 0x90 or b == 0xF4 and second > 0x8F then return nil end
  return at + 4
end

-- Each run of bytes that are no UTF-8 as one U+FFFD, with those in a row that were there before.
local function repair(s)
  local parts, n, at, from = {}, 0, 1, 1
  local size, bad = #s, false
  while at <= size do
    local behind = next_character(s, at)
    local good = behind and sub(s, at, behind - 1) ~= replacement
    if good and bad then
      n = n + 1
      parts[n] = replacement
      from = at
    elseif not good and not bad and at > from then
      n = n + 1
      parts[n] = sub(s, from, at - 1)
    end
    bad = not good
    at = behind or at + 1
  end
  parts[n + 1] = bad and replacement or sub(s, from, size)
  return concat(parts)
end

-- The first byte that is none of ASCII; a loop over bytes is compiled by LuaJIT.
local function beyond_ascii(s)
  for place = 1, #s do
    if byte(s, place) >= 128 then return place end
  end
  return nil
end

-- The bytes as UTF-8.
local function well_formed(s)
  local at = beyond_ascii(s)
  if not at then return s end
  local size = #s
  while at <= size do
    at = next_character(s, at)
    if not at then return repair(s) end
  end
  return s
end

local function is_printable(s)
  for place = 1, #s do
    local b = byte(s, place)
    if b < 32 or b >= 127 then return false end
  end
  return true
end

-- Each control character and U+FFFD as a question mark.
local function clean(s)
  if is_printable(s) then return s end
  s = gsub(s, '%c', '?')
  s = gsub(s, '\194[\128-\159]', '?')
  return (gsub(s, replacement, '?'))
end

-- The text cut at a character to the bytes that Loki takes in a label's value.
local function cut(s)
  if #s <= 2048 then return s end
  local stop = 2048
  local b = byte(s, stop + 1)
  while stop > 0 and b >= 0x80 and b < 0xC0 do
    b = byte(s, stop)
    stop = stop - 1
  end
  return sub(s, 1, stop)
end

local function starts_with(s, start)
  return sub(s, 1, #start) == start
end

local function contains(s, part)
  return find(s, part, 1, true) ~= nil
end

return { well_formed = well_formed, clean = clean, cut = cut, starts_with = starts_with, contains = contains }
