-- What container runtimes write, as records.

local container = {}

local byte, format, match, sub = string.byte, string.format, string.match, string.sub
local concat, tostring, type = table.concat, tostring, type

-- Lines of which a part has come, of all containers, and their bytes.
local most_open, most_bytes = 10000, 32 * 1024 * 1024

-- Parts of lines, by the output that they are of; of one that becomes too long nothing is kept but that it is.
local function parts(longest)
  local open, count, held = {}, 0, 0
  local self = {}

  function self.add(output, part)
    local line = open[output]
    if line == nil then
      if count >= most_open or held > most_bytes then
        io.stderr:write('[cdk8s-logging] the beginnings of ', tostring(count), ' lines are given up, whose ends do not come\n')
        open, count, held = {}, 0, 0
      end
      line = { n = 0, bytes = 0 }
      open[output], count = line, count + 1
    end
    line.bytes = line.bytes + #part
    -- One more for the carriage return, which is no part of the line.
    if line.bytes > longest + 1 then
      for place = line.n, 1, -1 do
        held = held - #line[place]
        line[place] = nil
      end
      line.n = 0
      return
    end
    held = held + #part
    line.n = line.n + 1
    line[line.n] = part
  end

  -- The line that ends with a part.
  function self.complete(output, part)
    local line = open[output]
    if line == nil then return part, #part end
    self.add(output, part)
    open[output], count = nil, count - 1
    for place = 1, line.n do held = held - #line[place] end
    return concat(line, '', 1, line.n), line.bytes
  end

  return self
end

container.parts = parts

-- Namespace, pod and container, which the path of a file names.
local function names_of(path)
  local folder, namespace, pod, name = match(path, '^(.*/([^/_]+)_([^/_]+)_[^/]*/([^/]+)/)[^/]*$')
  if folder == nil then return { folder = path } end
  return { folder = folder, namespace = namespace, pod = pod, container = name }
end

-- Lines of pods. `selects(origin)` tells which; `read_time` reads what the runtime wrote; `by_label` says whether
-- labels matter, `ties` whether equal lines of equal times have to be told apart.
function container.pods(longest, selects, read_time, by_label, ties)
  local lines = parts(longest)
  local node = os.getenv('K8S_NODE_NAME')
  local known, count = {}, 0
  local unknown, reported = {}, 0

  local function name(path)
    local names = known[path]
    if names == nil then
      if count >= 10000 then known, count = {}, 0 end
      names = names_of(path)
      names.hash = format('-%08x', sha256.first_word(path))
      known[path], count = names, count + 1
    end
    return names
  end

  -- Labels decide, and nobody could tell them: the API server did not answer, or the pod has gone.
  local function report(names)
    local key = names.folder
    if unknown[key] then return end
    if reported >= 1000 then unknown, reported = {}, 0 end
    unknown[key], reported = true, reported + 1
    io.stderr:write('[cdk8s-logging] the labels of ', names.namespace or '', '/', names.pod or key, ' are not known\n')
  end

  return function(at, given)
    local path = given.path
    local names = name(path)
    local about = given.kubernetes
    local labels, annotations
    if about ~= nil then
      labels, annotations = about.labels, about.annotations
    elseif by_label then
      report(names)
    end
    local origin = {
      path = path,
      namespace = names.namespace,
      pod = names.pod,
      container = names.container,
      node = about and about.host or node,
      podLabels = labels and value.object(labels),
      podAnnotations = annotations and value.object(annotations),
    }
    if not selects(origin) then return nil end
    local written, stream, mark, part = match(given.line, '^(%S+) (%S+) (%S+) (.*)$')
    if stream ~= 'stdout' and stream ~= 'stderr' then
      stream, mark, part = nil, 'F', given.line
    end
    origin.stream = stream
    local output = names.folder .. (stream or '')
    if sub(mark, 1, 1) == 'P' then
      lines.add(output, part)
      return nil
    end
    local line, bytes = lines.complete(output, part)
    line = reading.line(line, bytes, longest)
    if line == nil then return nil end
    local sec, nsec
    if stream ~= nil then sec, nsec = read_time(written) end
    if sec == nil then sec, nsec = at.sec, at.nsec end
    local tie = ties and format('%d', given.offset) .. names.hash
    return { line = line, sec = sec, nsec = nsec, fields = {}, origin = origin, tie = tie }
  end
end

-- What Docker's logging driver `fluentd` sends. A long line comes in parts.
function container.docker(longest)
  local lines = parts(longest)
  local count = 0
  return function(at, given)
    local part = given.log
    if type(part) ~= 'string' then return nil end
    local id = (given.container_id or '') .. (given.source or '') .. (given.partial_id or '')
    if given.partial_message == 'true' and given.partial_last ~= 'true' then
      lines.add(id, part)
      return nil
    end
    local line, bytes = lines.complete(id, part)
    if byte(line, #line) == 13 then
      line, bytes = sub(line, 1, -2), bytes - 1
    end
    line = reading.line(line, bytes, longest)
    if line == nil then return nil end
    local name = given.container_name
    if name and sub(name, 1, 1) == '/' then name = sub(name, 2) end
    count = count + 1
    return {
      line = line,
      sec = at.sec,
      nsec = at.nsec,
      fields = {},
      origin = { container = name, stream = given.source },
      tie = format('%d', count),
    }
  end
end

return container
