/** Words that are no names, in any Lua from 5.1 to 5.4. */
const reserved = new Set(
  'and break do else elseif end false for function goto if in local nil not or repeat return then true until while'.split(
    ' ',
  ),
);

/** A text, or bytes, as a literal of Lua in printable ASCII. */
export function luaString(text: string | Uint8Array): string {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  let code = '';
  for (const [index, byte] of bytes.entries()) code += escaped(byte, bytes[index + 1]);
  return `"${code}"`;
}

function escaped(byte: number, next: number | undefined): string {
  if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
  if (byte === 0x0a) return '\\n';
  // `${` is Fluent Bit's own in its configuration, `{{` is Helm's.
  const opens = next === 0x7b && (byte === 0x24 || byte === 0x7b);
  if (byte < 0x20 || byte > 0x7e || opens) return `\\${String(byte).padStart(3, '0')}`;
  return String.fromCharCode(byte);
}

/** A finite number as a literal of Lua. */
export function luaNumber(number: number): string {
  if (!Number.isFinite(number)) throw new Error(`'number' must be finite, got ${number}; leave it out`);
  return Object.is(number, -0) ? '-0.0' : String(number);
}

/** A text as a name of Lua: what a name cannot hold is `_`. Different texts may have the same name. */
export function luaName(text: string): string {
  const name = text.replace(/[^A-Za-z0-9_]/g, '_');
  return /^(?:[0-9]|$)/.test(name) || reserved.has(name) ? `_${name}` : name;
}

/** A table from the code of its elements, or of its values by key. */
export function luaTable(entries: readonly string[] | Readonly<Record<string, string>>): string {
  if (Array.isArray(entries)) return `{ ${entries.join(', ')} }`.replace('{  }', '{}');
  const pairs = Object.entries(entries).map(([key, code]) => `${isName(key) ? key : `[${luaString(key)}]`} = ${code}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

function isName(text: string): boolean {
  return /^[A-Za-z_]/.test(text) && luaName(text) === text;
}
