-- Holds a Fluent Bit that was told to end until every whole line of its files is delivered.
--
-- Told to end, Fluent Bit reads no more. So the TERM is held; once no line is unread and no chunk waits on the disk, where
-- one lies from when its lines are read until every output has acknowledged it, the process ends.

local drain = {}

-- The files below a folder, with their real paths; links that lead in a circle are followed once.
local function walk(posix, folder, visit, above)
  local real = posix.real(folder)
  if not real or above[real] then return end
  above[real] = true
  for _, entry in ipairs(posix.entries(folder) or {}) do
    local path = folder .. '/' .. entry.name
    local target = entry.kind == 'other' and posix.real(path)
    if entry.kind == 'folder' or (target and posix.entries(target)) then
      walk(posix, path, visit, above)
    elseif entry.kind == 'file' then
      visit(path, real .. '/' .. entry.name)
    elseif target then
      visit(path, target)
    end
  end
  above[real] = nil
end

local function matches(patterns, path)
  for _, pattern in ipairs(patterns) do
    if path:find(pattern) then return true end
  end
  return false
end

-- Of an open file: its size, and where its last line ends that has a line break.
local function measure(handle)
  local size = handle:seek('end')
  local at = size
  while at > 0 do
    local from = math.max(0, at - 65536)
    handle:seek('set', from)
    local block = handle:read(at - from) or ''
    local reversed = block:reverse():find('\n', 1, true)
    if reversed then return size, at - reversed + 1 end
    at = from
  end
  return size, 0
end

-- Where reading stands in each file that the process has open below the folders, by its real path.
local function opened(posix, folders)
  local found = {}
  for _, entry in ipairs(posix.entries('/proc/self/fd') or {}) do
    local link = '/proc/self/fd/' .. entry.name
    local path = posix.target(link) or ''
    for _, folder in ipairs(folders) do
      if path:sub(1, #folder + 1) == folder .. '/' then
        local info = io.open('/proc/self/fdinfo/' .. entry.name)
        local position = info and tonumber((info:read('*a') or ''):match('pos:%s*(%d+)'))
        if info then info:close() end
        local known = found[path]
        -- Two inputs may read it; the one that is behind counts.
        if position and not (known and known.position < position) then
          found[path] = { position = position, link = link }
        end
        break
      end
    end
  end
  return found
end

-- `job` = { sources = { { folder, globs, except } }, storage, rejected, settle, limit, keeps }: patterns of Lua for whole paths, the
-- folder of Fluent Bit's chunks and the name of that of refused ones in it, seconds; and `keeps`, whether what is not delivered
-- is there for the next start.
function drain.new(job, posix, now, say)
  local self = {}
  local since, read_at, tell_at

  local function look()
    local sum = { files = 0, bytes = 0, left = 0, left_files = 0, unfinished = 0, unreadable = 0 }
    local folders = {}
    for index, source in ipairs(job.sources) do folders[index] = posix.real(source.folder) or source.folder end
    local open = opened(posix, folders)
    local seen = {}
    local function add(path, real, is_wanted)
      if seen[real] or not is_wanted then return end
      seen[real] = true
      local at = open[real]
      local handle = io.open(at and at.link or real, 'rb')
      if not handle then
        sum.unreadable = sum.unreadable + 1
        return
      end
      local size, last = measure(handle)
      handle:close()
      local position = at and at.position or 0
      -- A file that was shortened is read anew.
      if position > size then position = 0 end
      sum.files = sum.files + 1
      sum.bytes = sum.bytes + last
      if size > last then
        sum.unfinished = sum.unfinished + size - last
        sum.unfinished_in = path
      end
      if position < last then
        sum.left = sum.left + last - position
        sum.left_files = sum.left_files + 1
        sum.left_in = path
      end
    end
    for _, source in ipairs(job.sources) do
      walk(posix, source.folder, function(path, real)
        add(path, real, matches(source.globs, path) and not matches(source.except, path))
      end, {})
    end
    -- What is deleted, or renamed to what nobody looks for, and still being read.
    for path in pairs(open) do add(path, path, true) end
    return sum
  end

  local function chunks()
    local count, bytes, refused = 0, 0, 0
    for _, stream in ipairs(posix.entries(job.storage) or {}) do
      local folder = job.storage .. '/' .. stream.name
      for _, entry in ipairs(stream.kind == 'folder' and posix.entries(folder) or {}) do
        local handle = entry.name:sub(-4) == '.flb' and io.open(folder .. '/' .. entry.name, 'rb')
        if handle then
          local size = handle:seek('end')
          handle:close()
          if stream.name == job.rejected then
            refused = refused + 1
          else
            count, bytes = count + 1, bytes + size
          end
        end
      end
    end
    return count, bytes, refused
  end

  local function report(sum, count, size, refused, at)
    local said = {
      ('read %d of %d bytes of %d files'):format(sum.bytes - sum.left, sum.bytes, sum.files),
      (', waited %.1f s'):format(at - since),
    }
    local function also(when, text, ...)
      if when then said[#said + 1] = '; ' .. text:format(...) end
    end
    also(sum.left > 0, 'NOT read: %d bytes of %d files, such as %s', sum.left, sum.left_files, sum.left_in)
    also(count > 0, 'NOT delivered: %d bytes in %d chunks', size, count)
    also(refused > 0, 'REFUSED: %d chunks', refused)
    also(sum.unfinished > 0, 'not sent, since its line is not finished: %d bytes in %s', sum.unfinished, sum.unfinished_in)
    also(sum.unreadable > 0, 'not readable: %d files', sum.unreadable)
    return table.concat(said)
  end

  -- Looks once; returns how the process is to end, once it is.
  function self.look()
    local at = now()
    if not since then
      if not posix.term_came() then return nil end
      since, tell_at = at, at + 2
    end
    local sum = look()
    read_at = sum.left == 0 and (read_at or at) or nil
    local is_settled = read_at ~= nil and at - read_at >= job.settle
    local count, size, refused = chunks()
    local is_done = is_settled and count == 0
    if is_done or at - since >= job.limit then
      say(report(sum, count, size, refused, at))
      if not is_done and job.keeps then return 'as it does by itself' end
      return (is_done and refused == 0) and 0 or 1
    end
    if at >= tell_at then
      -- Who ends it earlier than it asked for finds this.
      say('so far: ' .. report(sum, count, size, refused, at))
      tell_at = at + 5
    end
    return nil
  end

  return self
end

return drain
