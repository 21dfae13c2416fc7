import { printInstant } from '../../languages/time/instant';
import type { LokiEntry } from '../../pipeline/entry';

// What Promtail and Alloy push: snappy around protobuf, https://github.com/grafana/loki/blob/main/pkg/push/push.proto

/** A push as it was sent: streams of entries. */
export function decodeProtobuf(body: Buffer): readonly LokiEntry[] {
  return [...fieldsOf(unsnap(body))].flatMap(([field, stream]) => (field === 1 ? readStream(stream as Buffer) : []));
}

function readStream(stream: Buffer): readonly LokiEntry[] {
  const fields = [...fieldsOf(stream)];
  const labels = readLabels(text(fields, 1));
  return fields.flatMap(([field, entry]) => (field === 2 ? [readEntry(labels, entry as Buffer)] : []));
}

function readEntry(labels: Readonly<Record<string, string>>, entry: Buffer): LokiEntry {
  const fields = [...fieldsOf(entry)];
  const time = [...fieldsOf(fields.find(([field]) => field === 1)?.[1] as Buffer)];
  const part = (number: number): bigint => (time.find(([field]) => field === number)?.[1] as bigint | undefined) ?? 0n;
  const metadata = fields.flatMap(([field, pair]) => {
    if (field !== 3) return [];
    const parts = [...fieldsOf(pair as Buffer)];
    return [[text(parts, 1), text(parts, 2)] as const];
  });
  return {
    labels,
    structuredMetadata: Object.fromEntries(metadata),
    time: printInstant(BigInt.asIntN(64, part(1)) * 1_000_000_000n + BigInt.asIntN(64, part(2))),
    line: text(fields, 2),
  };
}

/** `{a="b", c="d"}`, the values in Go's quotes. */
function readLabels(printed: string): Readonly<Record<string, string>> {
  const pairs = [...printed.matchAll(/([a-zA-Z_]\w*)=("(?:[^"\\]|\\.)*")/g)];
  return Object.fromEntries(pairs.map(([, name = '', quoted = '']) => [name, unquote(quoted)]));
}

function unquote(quoted: string): string {
  const bytes = [...quoted.slice(1, -1).matchAll(/\\(?:x(..)|u(....)|U(........)|(.))|[^\\]+/gsu)].map((token) => {
    const [all, byte, short, long, letter] = token;
    if (byte !== undefined) return Buffer.from(byte, 'hex');
    const code = short ?? long;
    if (code !== undefined) return Buffer.from(String.fromCodePoint(Number.parseInt(code, 16)));
    return Buffer.from(letter === undefined ? all : (escapes[letter] ?? letter));
  });
  return Buffer.concat(bytes).toString('utf8');
}

const escapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

type Field = readonly [number: number, value: Buffer | bigint];

/** The text of a field; a byte that is no UTF-8 would be seen in Loki too. */
function text(fields: readonly Field[], number: number): string {
  return (fields.find(([field]) => field === number)?.[1] as Buffer | undefined)?.toString('utf8') ?? '';
}

function* fieldsOf(message: Buffer): Generator<Field> {
  let at = 0;
  const varint = (): bigint => {
    const [value, end] = readVarint(message, at);
    at = end;
    return value;
  };
  while (at < message.length) {
    const key = Number(varint());
    const [number, type] = [key >> 3, key & 7];
    if (type === 0) yield [number, varint()];
    else if (type === 1) at += 8;
    else if (type === 2) {
      const length = Number(varint());
      yield [number, message.subarray(at, at + length)];
      at += length;
    } else throw new Error(`a field of type ${type}`);
  }
}

function readVarint(from: Buffer, start: number): [value: bigint, end: number] {
  let value = 0n;
  for (let at = start, shift = 0n; ; at += 1, shift += 7n) {
    const byte = from[at];
    if (byte === undefined) throw new Error('the end within a number');
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return [value, at + 1];
  }
}

/** https://github.com/google/snappy/blob/main/format_description.txt */
function unsnap(packed: Buffer): Buffer {
  const [length, start] = readVarint(packed, 0);
  const out = Buffer.alloc(Number(length));
  let to = 0;
  for (let at = start; at < packed.length;) {
    const tag = packed[at++] as number;
    if ((tag & 3) === 0) {
      let size = tag >> 2;
      if (size >= 60) {
        const extra = size - 59;
        size = packed.readUIntLE(at, extra);
        at += extra;
      }
      to += packed.copy(out, to, at, at + size + 1);
      at += size + 1;
      continue;
    }
    const width = [0, 1, 2, 4][tag & 3] as number;
    const size = width === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const offset = (width === 1 ? (tag >> 5) << 8 : 0) + packed.readUIntLE(at, width);
    at += width;
    // Byte by byte: a copy may run into what it writes.
    for (let copied = 0; copied < size; copied += 1, to += 1) out[to] = out[to - offset] as number;
  }
  return out;
}
