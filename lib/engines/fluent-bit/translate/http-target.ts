import { concat, LiveText, partsOf } from '../../../text/live-text';
import type { Live, Text } from '../../../text/live-text';

/** A receiver as Fluent Bit wants it told: in parts. */
export interface HttpTarget {
  readonly host: Text;
  readonly port: number;
  /** Without a slash at its end. */
  readonly path: Text;
  readonly tls: boolean;
}

/** What a url must be to have such parts. */
export const dividable =
  'begin with http:// or https:// and a host, and name the port where the end of that is filled in later';

/** The parts of a url; undefined where they cannot be known before it is filled in. */
export function httpTarget(url: Text): HttpTarget | undefined {
  const [first, ...rest] = partsOf(url);
  const scheme = typeof first === 'string' ? /^(https?):\/\//.exec(first) : null;
  if (scheme === null) return undefined;
  const parts = [(first as string).slice(scheme[0].length), ...rest].filter((part) => part !== '');
  const { before, after } = divided(parts, '/');
  const address = addressOf(before);
  if (address === undefined) return undefined;
  const tls = scheme[1] === 'https';
  return { host: address.host, port: address.port ?? (tls ? 443 : 80), path: withoutSlash(after), tls };
}

type Parts = readonly (string | Live)[];

/** What stands before the first such character, and the rest. */
function divided(parts: Parts, character: string): { readonly before: Parts; readonly after: Parts } {
  const at = parts.findIndex((part) => typeof part === 'string' && part.includes(character));
  const part = parts[at];
  if (typeof part !== 'string') return { before: parts, after: [] };
  const cut = part.indexOf(character);
  return {
    before: [...parts.slice(0, at), part.slice(0, cut)].filter((one) => one !== ''),
    after: [part.slice(cut), ...parts.slice(at + 1)],
  };
}

function addressOf(parts: Parts): { readonly host: Text; readonly port?: number } | undefined {
  const last = parts.at(-1) ?? '';
  // What is filled in at the end could hold a port of its own.
  if (typeof last !== 'string') return undefined;
  const port = /:(\d{1,5})$/.exec(last);
  const host = port === null ? parts : [...parts.slice(0, -1), last.slice(0, -port[0].length)];
  const text = textOf(host);
  const bare = typeof text === 'string' ? text.replace(/^\[(.*)\]$/, '$1') : text;
  // Such as none, an empty port, or a query right behind the host.
  if (host.every((part) => part === '')) return undefined;
  if (host.some((part) => typeof part === 'string' && !/^(?:[^:?#@,[\]]*|\[[\da-fA-F:.]+\])$/.test(part)))
    return undefined;
  return { host: bare, ...(port === null ? {} : { port: Number(port[1]) }) };
}

function withoutSlash(parts: Parts): Text {
  const last = parts.at(-1);
  return textOf(typeof last === 'string' ? [...parts.slice(0, -1), last.replace(/\/+$/, '')] : parts);
}

function textOf(parts: Parts): Text {
  return concat(...parts.map((part) => (typeof part === 'string' ? part : new LiveText([part]))));
}
