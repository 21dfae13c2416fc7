import { Inexpressible } from './note';

const lengths: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Go's duration, in whole milliseconds. @throws Inexpressible where it is none */
export function milliseconds(text: string, at: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|[smhdw])/g)];
  const total = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (lengths[unit] ?? 0), 0);
  if (parts.map(([part]) => part).join('') !== text || text === '' || !Number.isSafeInteger(total)) {
    throw new Inexpressible(at, `must be whole milliseconds, got ${text}`);
  }
  return total;
}

const sizes: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1024,
  kb: 1024,
  kib: 1024,
  m: 1024 ** 2,
  mb: 1024 ** 2,
  mib: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1024 ** 3,
  gib: 1024 ** 3,
};

/** A size as Loki's programs read it: of 1024, whatever the unit's letters. @throws Inexpressible where it is none */
export function bytes(text: string, at: string): number {
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-zA-Z]*)$/.exec(text) ?? [];
  const factor = sizes[unit.toLowerCase()];
  const total = Number(count) * (factor ?? Number.NaN);
  if (Number.isSafeInteger(total)) return total;
  throw new Inexpressible(at, `must be a size in whole bytes, got ${text}`);
}
