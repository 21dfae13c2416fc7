/**
 * A number as a VRL literal: VRL knows no exponents, and its integers have 64 bits.
 *
 * @throws if the number is not finite
 */
export function number(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`a number in VRL must be finite, got ${value}; leave it out`);
  // Beyond 2^53 too, a whole number is told from its neighbours only as an integer.
  if (Number.isInteger(value) && !Object.is(value, -0) && Math.abs(value) < 2 ** 63) return String(BigInt(value));
  const [mantissa = '', exponent] = (Object.is(value, -0) ? '-0.0' : String(value)).split('e');
  if (exponent === undefined) return mantissa.includes('.') ? mantissa : `${mantissa}.0`;
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(mantissa) ?? [];
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0').slice(0, point)}.${digits.slice(point) || '0'}`;
}
