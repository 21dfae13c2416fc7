/** What a program without types may give where something else is meant. */
const badValues: readonly unknown[] = [
  ...[undefined, null, '', '\ud800', 'constructor', 0, -1, 1.5, NaN, 1e300, 10n, true, Symbol('s'), () => 1],
  ...[[], {}, [undefined], [null], [[]], JSON.parse('{"__proto__":1}') as unknown, new Date(0), new Map()],
];

/** The messages with which a call refuses one of the values; it may take others. */
export function refusals(call: (value: never) => unknown): readonly string[] {
  return badValues.flatMap((value) => {
    try {
      call(value as never);
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  });
}

/** Property, rule, what was got, remedy. */
export const clear = /^'[^']+' must [^]+, got [^]+; [^]+$/;
