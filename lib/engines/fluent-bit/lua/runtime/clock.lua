-- A clock that never goes back, whatever sets the machine's time.

local clock = {}

local has_ffi, ffi = pcall(require, 'ffi')
local monotonic = 1

if has_ffi and ffi.os == 'Linux' and ffi.abi('64bit') then
  -- Whatever else is loaded beside it may have said so already.
  pcall(ffi.cdef, 'typedef struct { int64_t sec; int64_t nsec; } cdk8s_timespec; int clock_gettime(int, cdk8s_timespec *);')
  local C = ffi.C
  local read = ffi.new('cdk8s_timespec')

  -- Seconds, and nanoseconds since then.
  function clock.now()
    C.clock_gettime(monotonic, read)
    return tonumber(read.sec), tonumber(read.nsec)
  end
else
  local time = os.time
  local latest = time()

  function clock.now()
    local sec = time()
    if sec > latest then latest = sec end
    return latest, 0
  end
end

return clock
