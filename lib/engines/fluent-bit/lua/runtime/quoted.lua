-- Strings of JSON: texts in double quotes with escapes. The reader gives the text and the place behind it; no place
-- where there is no such string.

local byte, char, find, floor, format, gsub, sub =
  string.byte, string.char, string.find, math.floor, string.format, string.gsub, string.sub
local concat, pairs, tonumber = table.concat, pairs, tonumber

-- The next place of the text that is being read with a backslash or a control character, as far as it is known.
local special = 0

-- A loop over bytes is compiled by LuaJIT, a search for a class of characters is not.
local function next_special(s, at)
  for place = at, #s do
    local b = byte(s, place)
    if b < 32 or b == 92 then return place end
  end
  return #s + 1
end

-- To be called before another text is read.
local function begin()
  special = 0
end

local escapes = {
  ['"'] = '"',
  ['\\'] = '\\',
  ['/'] = '/',
  b = '\b',
  f = '\f',
  n = '\n',
  r = '\r',
  t = '\t',
}

local function utf8(code)
  if code < 0x80 then return char(code) end
  if code < 0x800 then return char(0xC0 + floor(code / 64), 0x80 + code % 64) end
  if code < 0x10000 then
    return char(0xE0 + floor(code / 4096), 0x80 + floor(code / 64) % 64, 0x80 + code % 64)
  end
  local second, third = floor(code / 4096) % 64, floor(code / 64) % 64
  return char(0xF0 + floor(code / 262144), 0x80 + second, 0x80 + third, 0x80 + code % 64)
end

local function hex4(s, at)
  return find(s, '^%x%x%x%x', at) and tonumber(sub(s, at, at + 3), 16)
end

-- The character of an escape that begins with \u, whose digits are at the place; a lone surrogate is U+FFFD.
local function read_unicode(s, at)
  local code = hex4(s, at)
  if not code then return nil end
  at = at + 4
  if code < 0xD800 or code > 0xDFFF then return utf8(code), at end
  if code < 0xDC00 and sub(s, at, at + 1) == '\\u' then
    local low = hex4(s, at + 2)
    if low and low >= 0xDC00 and low <= 0xDFFF then
      return utf8(0x10000 + (code - 0xD800) * 1024 + low - 0xDC00), at + 6
    end
  end
  return '\239\191\189', at
end

local function read_escape(s, at)
  local letter = sub(s, at + 1, at + 1)
  if letter == 'u' then return read_unicode(s, at + 2) end
  return escapes[letter], at + 2
end

local function read_escaped(s, at)
  local parts, n, stop = {}, 0, 0
  while true do
    if stop < at then stop = find(s, '"', at, true) end
    if not stop then return nil end
    if special < at then special = next_special(s, at) end
    if special > stop then
      parts[n + 1] = sub(s, at, stop - 1)
      return concat(parts), stop + 1
    end
    if byte(s, special) ~= 92 then return nil end
    parts[n + 1] = sub(s, at, special - 1)
    n = n + 2
    parts[n], at = read_escape(s, special)
    if not parts[n] then return nil end
  end
end

-- A string whose first character is at the place.
local function read(s, at)
  local stop = find(s, '"', at, true)
  if not stop then return nil end
  if special < at then special = next_special(s, at) end
  if special > stop then return sub(s, at, stop - 1), stop + 1 end
  return read_escaped(s, at)
end

local escaped = { ['"'] = '\\"', ['\\'] = '\\\\' }
for code = 0, 31 do
  escaped[char(code)] = format('\\u%04x', code)
end
for letter, character in pairs({ b = '\b', f = '\f', n = '\n', r = '\r', t = '\t' }) do
  escaped[character] = '\\' .. letter
end

local function print(s)
  for place = 1, #s do
    local b = byte(s, place)
    if b < 32 or b == 34 or b == 92 then
      s = gsub(s, '[%c"\\]', escaped)
      break
    end
  end
  return '"' .. s .. '"'
end

return { begin = begin, read = read, print = print }
