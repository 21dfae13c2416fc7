import { printInstant } from '../../languages/time/instant';

/** The present instant, RFC 3339. */
export function now(): string {
  return printInstant(BigInt(Date.now()) * 1_000_000n);
}
