-- Asks a server of this machine, by LuaJIT's ffi: images without a shell have no other program that could.

local http = {}

local ffi = require('ffi')

ffi.cdef([[
typedef struct { uint16_t family; uint16_t port; uint8_t address[4]; char rest[8]; } cdk8s_address;
typedef struct { int64_t sec; int64_t usec; } cdk8s_timeval;
int socket(int, int, int);
int setsockopt(int, int, int, const void *, unsigned int);
int connect(int, const void *, unsigned int);
long send(int, const void *, size_t, int);
long recv(int, void *, size_t, int);
int close(int);
]])
local C = ffi.C

local INET, STREAM, SOCKET, RECEIVE_TIMEOUT, SEND_TIMEOUT, NO_SIGNAL = 2, 1, 1, 20, 21, 16384

local function answer(handle, port, path)
  local limit = ffi.new('cdk8s_timeval', { sec = 2 })
  C.setsockopt(handle, SOCKET, RECEIVE_TIMEOUT, limit, ffi.sizeof(limit))
  C.setsockopt(handle, SOCKET, SEND_TIMEOUT, limit, ffi.sizeof(limit))
  local to = ffi.new('cdk8s_address', { family = INET, port = port % 256 * 256 + math.floor(port / 256) })
  to.address[0], to.address[3] = 127, 1
  if C.connect(handle, to, ffi.sizeof(to)) ~= 0 then return nil end
  local request = 'GET ' .. path .. ' HTTP/1.0\r\nHost: localhost\r\n\r\n'
  if C.send(handle, request, #request, NO_SIGNAL) ~= #request then return nil end
  local buffer = ffi.new('char[64]')
  local length = tonumber(C.recv(handle, buffer, 64, 0))
  return length > 0 and tonumber(ffi.string(buffer, length):match('^HTTP/1%.%d (%d%d%d)')) or nil
end

-- The status of what the port of this machine answers; nil where it does not, within 2 s each way.
function http.status(port, path)
  local handle = C.socket(INET, STREAM, 0)
  if handle < 0 then return nil end
  local status = answer(handle, port, path)
  C.close(handle)
  return status
end

return http
