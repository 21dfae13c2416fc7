-- Levels, by what programs write for them.

local lower, type = string.lower, type

local spellings = {
  trace = { 'trace', 'trc', 't', 'finest', 'finer', 'verbose' },
  debug = { 'debug', 'dbg', 'd', 'fine' },
  info = { 'info', 'inf', 'i', 'information', 'informational', 'notice', 'config' },
  warn = { 'warn', 'wrn', 'w', 'warning' },
  error = { 'error', 'err', 'e', 'eror', 'severe' },
  fatal = { 'fatal', 'ftl', 'f', 'critical', 'crit', 'alert', 'emerg', 'emergency', 'panic', 'dpanic' },
}

local of = {}
for level, words in pairs(spellings) do
  for index = 1, #words do
    of[words[index]] = level
  end
end

-- The level that a text stands for, in any case; nil for what is none, and for what is no text.
local function read(v)
  if type(v) ~= 'string' then return nil end
  return of[v] or of[lower(v)]
end

return { of = of, read = read }
