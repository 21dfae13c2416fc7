import type { Values } from './reader';

const kinds: readonly (readonly [RegExp, string])[] = [
  [/URL|URI|ENDPOINT/i, 'http://stand-in.invalid'],
  [/ADDR/i, '127.0.0.1:1'],
  [/PORT|SIZE|BYTES|COUNT|SECONDS|SECS|LIMIT|MAX|MIN|REPLICAS/i, '1'],
  [/ENABLE|DISABLE|VERIFY/i, 'true'],
  [/PATH|DIR|FILE|FOLDER/i, '/stand-in'],
];

/** What stands for a value that is known in the cluster only, of the kind that its name speaks of. */
export function standIn(name: string): string {
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'stand-in';
}

/** Values that hold something for every name: what is known, else a stand-in. */
export function standIns(known: Values = {}): Values {
  const value = (name: string): string => (Object.hasOwn(known, name) ? (known[name] as string) : standIn(name));
  return new Proxy<Values>(known, {
    get: (_, name) => (typeof name === 'string' ? value(name) : undefined),
    getOwnPropertyDescriptor: (_, name) =>
      typeof name === 'string'
        ? { configurable: true, enumerable: true, writable: true, value: value(name) }
        : undefined,
  });
}
