-- What Lua's own library lacks of the system, by LuaJIT's ffi: Linux on 64 bits, as in Fluent Bit's images.

local posix = {}

local ffi = require('ffi')
assert(ffi.os == 'Linux' and ffi.abi('64bit'), 'cdk8s-logging: the drain needs Linux on 64 bits')

ffi.cdef([[
typedef void (*cdk8s_handler)(int);
typedef struct { uint64_t ino; int64_t off; unsigned short reclen; unsigned char type; char name[256]; } cdk8s_dirent;
cdk8s_handler signal(int, cdk8s_handler);
unsigned int umask(unsigned int);
void *opendir(const char *);
cdk8s_dirent *readdir(void *);
int closedir(void *);
int getpid(void);
int kill(int, int);
char *realpath(const char *, char *);
long readlink(const char *, char *, size_t);
void free(void *);
int fflush(void *);
int usleep(unsigned int);
void _exit(int);
]])
local C = ffi.C

local TERM = 15
local PRIVATE = 63 -- 077: what Fluent Bit writes from here on is its user's alone
local handler = ffi.cast('cdk8s_handler', C.umask)
local before
local path_buffer = ffi.new('char[4096]')

-- From here on a TERM ends nothing. A handler must not run Lua, and there is none in Lua's hands but a function of the
-- system that takes one number: `umask(15)`, which leaves a trace and does no harm.
function posix.hold_term()
  C.umask(PRIVATE)
  before = C.signal(TERM, handler)
end

-- Passes a TERM on to Fluent Bit, which then ends as it does by itself.
function posix.pass_term()
  C.signal(TERM, before)
  C.kill(C.getpid(), TERM)
end

-- Whether a TERM came since the last time.
function posix.term_came()
  -- Fluent Bit takes its signals back when it gets some other.
  C.signal(TERM, handler)
  return C.umask(PRIVATE) == TERM
end

-- Ends the process at once, once what it printed is out.
function posix.exit(code)
  C.fflush(nil)
  C._exit(code)
end

-- Waits.
function posix.sleep(milliseconds)
  C.usleep(milliseconds * 1000)
end

-- What is in a folder: names, each with 'file', 'folder' or 'other'; nil where it cannot be read.
function posix.entries(folder)
  local handle = C.opendir(folder)
  if handle == nil then return nil end
  local found = {}
  while true do
    local entry = C.readdir(handle)
    if entry == nil then break end
    local name = ffi.string(entry.name)
    if name ~= '.' and name ~= '..' then
      found[#found + 1] = { name = name, kind = entry.type == 8 and 'file' or entry.type == 4 and 'folder' or 'other' }
    end
  end
  C.closedir(handle)
  return found
end

-- The path without links; nil where nothing is.
function posix.real(path)
  local resolved = C.realpath(path, nil)
  if resolved == nil then return nil end
  local text = ffi.string(resolved)
  C.free(resolved)
  return text
end

-- Where a link leads; nil where it is none.
function posix.target(link)
  local length = tonumber(C.readlink(link, path_buffer, 4096))
  return length >= 0 and ffi.string(path_buffer, length) or nil
end

return posix
