-- SHA-256, of which agents use the first word.

local byte, char, floor, rep = string.byte, string.char, math.floor, string.rep

-- LuaJIT has bitwise operations; elsewhere they are done by halves of bytes.
local bits = rawget(_G, 'bit')
if not bits then
  local xors, ands = {}, {}
  for a = 0, 15 do
    for b = 0, 15 do
      local x, y, xor, both, place = a, b, 0, 0, 1
      for _ = 1, 4 do
        local p, q = x % 2, y % 2
        if p ~= q then xor = xor + place elseif p == 1 then both = both + place end
        x, y, place = (x - p) / 2, (y - q) / 2, place * 2
      end
      xors[a * 16 + b], ands[a * 16 + b] = xor, both
    end
  end
  local function by(results)
    return function(a, b)
      local result, place = 0, 1
      for _ = 1, 8 do
        local p, q = a % 16, b % 16
        result = result + results[p * 16 + q] * place
        a, b, place = (a - p) / 16, (b - q) / 16, place * 16
      end
      return result
    end
  end
  local xor = by(xors)
  bits = {
    band = by(ands),
    bxor = function(a, b, c)
      local both = xor(a, b)
      return c and xor(both, c) or both
    end,
    ror = function(a, n)
      local low = a % 2 ^ n
      return (a - low) / 2 ^ n + low * 2 ^ (32 - n)
    end,
    rshift = function(a, n)
      return floor(a / 2 ^ n)
    end,
    tobit = function(a)
      return a % 2 ^ 32
    end,
  }
end
local band, bxor, ror, rshift, tobit = bits.band, bits.bxor, bits.ror, bits.rshift, bits.tobit

-- The roots' fractions: cube roots of the first 64 primes, square roots of the first eight.
local round, start = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
}, { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 }

local w = {}

local function word(s, at)
  local a, b, c, d = byte(s, at, at + 3)
  return a * 16777216 + b * 65536 + c * 256 + d
end

-- The first 32 bits of the hash, as a number from 0.
local function first_word(text)
  local size = #text
  local s = text .. '\128' .. rep('\0', (55 - size) % 64)
  for place = 7, 0, -1 do
    s = s .. char(floor(size * 8 / 256 ^ place) % 256)
  end
  local h1, h2, h3, h4 = tobit(start[1]), tobit(start[2]), tobit(start[3]), tobit(start[4])
  local h5, h6, h7, h8 = tobit(start[5]), tobit(start[6]), tobit(start[7]), tobit(start[8])
  for block = 1, #s, 64 do
    for i = 1, 16 do
      w[i] = tobit(word(s, block + i * 4 - 4))
    end
    for i = 17, 64 do
      local x, y = w[i - 15], w[i - 2]
      local s0 = bxor(ror(x, 7), ror(x, 18), rshift(x, 3))
      local s1 = bxor(ror(y, 17), ror(y, 19), rshift(y, 10))
      w[i] = tobit(w[i - 16] + s0 + w[i - 7] + s1)
    end
    local a, b, c, d, e, f, g, h = h1, h2, h3, h4, h5, h6, h7, h8
    for i = 1, 64 do
      local s1 = bxor(ror(e, 6), ror(e, 11), ror(e, 25))
      local t1 = h + s1 + bxor(g, band(e, bxor(f, g))) + round[i] + w[i]
      local s0 = bxor(ror(a, 2), ror(a, 13), ror(a, 22))
      local t2 = s0 + bxor(band(a, bxor(b, c)), band(b, c))
      h, g, f, e, d, c, b, a = g, f, e, tobit(d + t1), c, b, a, tobit(t1 + t2)
    end
    h1, h2, h3, h4 = tobit(h1 + a), tobit(h2 + b), tobit(h3 + c), tobit(h4 + d)
    h5, h6, h7, h8 = tobit(h5 + e), tobit(h6 + f), tobit(h7 + g), tobit(h8 + h)
  end
  return h1 % 4294967296
end

-- OpenSSL's, which is in Fluent Bit and ten times as fast; nil where it is not, or is not what it is taken for.
local function native()
  local has_ffi, ffi = pcall(require, 'ffi')
  if not has_ffi then return nil end
  pcall(ffi.cdef, 'unsigned char *SHA256(const char *, size_t, unsigned char *);')
  local digest = ffi.new('unsigned char[32]')
  local C = ffi.C
  local function word_of(text)
    C.SHA256(text, #text, digest)
    return digest[0] * 16777216 + digest[1] * 65536 + digest[2] * 256 + digest[3]
  end
  local done, word = pcall(word_of, 'abc')
  return done and word == 0xba7816bf and word_of or nil
end

return { first_word = native() or first_word }
