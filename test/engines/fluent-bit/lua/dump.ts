import { isUtf8 } from 'node:buffer';
import { Float } from '../../../../lib/pipeline/interpreter/value';

type Dump = boolean | null | DumpList;

/** A kind and what it holds. */
interface DumpList extends ReadonlyArray<string | Dump> {
  readonly 0: string;
}

/** The value that Lua's `dump` printed. */
export function readDump(text: string): unknown {
  return read(JSON.parse(text) as Dump);
}

function read(dump: Dump): unknown {
  if (dump === null || typeof dump === 'boolean') return dump;
  const [kind, ...held] = dump;
  switch (kind) {
    case 'nil':
      return undefined;
    case 's':
      return textOrBytes(held[0] as string);
    case 'n':
      return numberOf(held[0] as string);
    case 'f':
      return new Float(numberOf(held[0] as string));
    case 'b':
      return BigInt(held[0] as string);
    case 'l':
      return held.map((one) => read(one as Dump));
    case 'o':
      return objectOf(held as unknown as readonly (readonly [string, Dump])[]);
    default:
      throw new Error(kind === 'error' ? textOf(held[0] as string) : `a ${kind} is no data`);
  }
}

function objectOf(entries: readonly (readonly [string, Dump])[]): Record<string, unknown> {
  const object = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of entries) object[Buffer.from(key, 'hex').toString()] = read(value);
  return object;
}

function textOf(hex: string): string {
  return Buffer.from(hex, 'hex').toString();
}

function textOrBytes(hex: string): string | Uint8Array {
  const bytes = Buffer.from(hex, 'hex');
  return isUtf8(bytes) ? bytes.toString() : new Uint8Array(bytes);
}

function numberOf(text: string): number {
  if (text.includes('inf')) return text.startsWith('-') ? -Infinity : Infinity;
  return text.includes('nan') ? NaN : Number(text);
}

/**
 * Prints a value as JSON that keeps all of it, in ASCII: every value but true, false and nil is a list of its kind and what
 * it holds, texts in hexadecimal.
 */
export const dumper = `
local function hex(s)
  return (string.gsub(s, '.', function(c) return string.format('%02x', string.byte(c)) end))
end
function dump_error(problem)
  return '["error","' .. hex(tostring(problem)) .. '"]'
end
function dump(v)
  local kind, mark = type(v), getmetatable(v)
  mark = type(mark) == 'table' and mark.__name
  if v == nil then return '["nil"]' end
  if kind == 'string' then return '["s","' .. hex(v) .. '"]' end
  if kind == 'boolean' then return tostring(v) end
  if kind == 'number' then return '["n","' .. string.format('%.17g', v) .. '"]' end
  if kind ~= 'table' then return '["' .. kind .. '"]' end
  if mark == 'null' then return 'null' end
  if mark == 'float' then return '["f","' .. string.format('%.17g', v.x) .. '"]' end
  if mark == 'big' then return '["b","' .. v.digits .. '"]' end
  local parts = {}
  local n = mark == 'list' and v.n or #v
  if mark == 'list' or mark ~= 'object' and n > 0 then
    for index = 1, n do parts[index] = dump(v[index]) end
    return '["l"' .. (n > 0 and ',' or '') .. table.concat(parts, ',') .. ']'
  end
  for key, held in pairs(v) do
    parts[#parts + 1] = '["' .. hex(tostring(key)) .. '",' .. dump(held) .. ']'
  end
  return '["o"' .. (#parts > 0 and ',' or '') .. table.concat(parts, ',') .. ']'
end
`;
