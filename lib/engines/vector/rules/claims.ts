import { isIP } from 'node:net';
import type { Finding } from '../../../findings/finding';
import type { Component } from '../config/component';
import { leavesOf } from '../config/walk-settings';
import { sharing } from './rule';
import type { CheckedConfig, ConfigRule } from './rule';

/** What only one can have: an address to listen at, standard input. */
interface Claim {
  readonly at: string;
  readonly what: string;
}

/** Vector itself compares no more than the texts; one address of all interfaces takes the port of each. */
export const oneListener: ConfigRule = (config) => {
  const claims = [...config.components.flatMap(claimsOf), ...apiClaim(config)];
  return claims.flatMap((claim, index) => {
    const earlier = claims.slice(0, index).find((other) => overlap(claim.what, other.what));
    if (earlier === undefined) return [];
    const found: Finding = {
      rule: 'vector/one-listener',
      severity: 'error',
      at: claim.at,
      got: `${claim.what}, as ${earlier.at}`,
      message:
        claim.what === 'stdin' ? 'standard input must have one reader' : "'address' must be that of one listener",
      remedy: claim.what === 'stdin' ? 'give one source to both that read it' : 'choose another port',
    };
    return [found];
  });
};

function claimsOf(component: Component): readonly Claim[] {
  const { section, type, name, options } = component;
  const at = `${section}.${name}`;
  if (type === 'stdin') return [{ at, what: 'stdin' }];
  if (type === 'prometheus_exporter') {
    const { address } = options as { readonly address?: string };
    return [{ at: `${at}.address`, what: `tcp ${address ?? '0.0.0.0:9598'}` }];
  }
  if (section !== 'sources') return [];
  const protocol = options['mode'] === 'udp' ? 'udp' : 'tcp';
  return [...leavesOf(options, at)].flatMap(({ at, option, value }) =>
    option === 'address' && typeof value === 'string' ? [{ at, what: `${protocol} ${value}` }] : [],
  );
}

function apiClaim({ globals: { api } }: CheckedConfig): readonly Claim[] {
  if (api === undefined || api.enabled === false) return [];
  return [{ at: 'api.address', what: `tcp ${api.address ?? '127.0.0.1:8686'}` }];
}

function overlap(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [one, other].map((what) => /^(\w+) \[?(.*?)\]?:(\d+)$/.exec(what));
  if (!a || !b || a[1] !== b[1] || a[3] !== b[3]) return false;
  const [first = '', second = ''] = [a[2], b[2]];
  return takes(first, second) || takes(second, first);
}

/** `::` is all interfaces of both kinds. */
function takes(wide: string, host: string): boolean {
  return isIP(wide) === 6 ? /^[0:]+$/.test(wide) : wide === '0.0.0.0' && isIP(host) === 4;
}

/** Two sinks write into one file at a time, and compress each by itself. */
export const oneWriter: ConfigRule = ({ components }) => {
  const sinks = components.filter(({ section, type }) => section === 'sinks' && type === 'file');
  return [...sharing(sinks, ({ options }) => pathOf(options['path']))].map(([path, members]) => ({
    rule: 'vector/one-writer',
    severity: 'warning',
    at: members.map(({ name }) => `sinks.${name}`).join(' and '),
    got: path,
    message: "'path' must be that of one file sink",
    remedy: 'give both inputs to one sink, or write two files',
  }));
};

function pathOf(path: unknown): string {
  if (typeof path === 'string') return path;
  const { parts } = path as { readonly parts: readonly (string | { readonly name: string })[] };
  return parts.map((part) => (typeof part === 'string' ? part : `\${${part.name}}`)).join('');
}
