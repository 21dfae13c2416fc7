/**
 * A number as Alloy writes it.
 *
 * @throws if the number is not finite
 */
export function number(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`a number in Alloy must be finite, got ${value}; leave it out`);
  if (Object.is(value, -0)) return '-0.0';
  // Beyond 2^53 too, a whole number is told from its neighbours only as an integer, which has 64 bits.
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) return String(BigInt(value));
  return String(value);
}
