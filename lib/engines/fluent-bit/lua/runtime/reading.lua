-- What inputs give, as records.

local reading = {}

local format = string.format
local well_formed = text.well_formed

-- The line, of so many bytes when it was read, as text, unless it is too long.
function reading.line(line, bytes, longest)
  if bytes > longest then
    io.stderr:write('[cdk8s-logging] a line of ', format('%d', bytes), ' bytes is left out, maxLineBytes is ', longest, '\n')
    return nil
  end
  return well_formed(line)
end

-- The beginning of a hash of each path, for files of which several may be read.
local function hashes()
  local known, count = {}, 0
  return function(path)
    local hash = known[path]
    if hash == nil then
      -- Files come and go.
      if count >= 1000 then known, count = {}, 0 end
      hash = format('-%08x', sha256.first_word(path))
      known[path], count = hash, count + 1
    end
    return hash
  end
end

-- Lines of files. `takes(path)` tells files that are none of the source's, nil where all are; where `ties` says so, a tie between
-- equal lines of equal times is broken by the place in the file, and by the path where there are several files.
function reading.files(longest, takes, several, ties)
  local hash = ties and several and hashes()
  local origins, count = {}, 0
  -- One for all lines of a file; false where it is not the source's.
  local function origin_of(path)
    local origin = origins[path]
    if origin == nil then
      if count >= 1000 then origins, count = {}, 0 end
      origin = (takes == nil or takes(path)) and { path = well_formed(path) } or false
      origins[path], count = origin, count + 1
    end
    return origin
  end
  return function(at, given)
    local path = given.path
    local origin = origin_of(path)
    if not origin then return nil end
    local line = given.line
    -- Fluent Bit takes a carriage return off, except that of an empty line.
    if line == '\r' then line = '' end
    line = reading.line(line, #line, longest)
    if line == nil then return nil end
    local tie = ties and format('%d', given.offset)
    if hash then tie = tie .. hash(path) end
    return { line = line, sec = at.sec, nsec = at.nsec, fields = {}, origin = origin, tie = tie }
  end
end

return reading
