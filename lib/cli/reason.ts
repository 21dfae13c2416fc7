import { types } from 'node:util';

/** Why something failed, without a system error's clutter: `no such file or directory`. */
export function reasonOf(error: unknown): string {
  // A module of the user's may have been run in another realm, where `instanceof Error` fails.
  const message = types.isNativeError(error) ? error.message : String(error);
  return /^[A-Z]+: (?<reason>[^,]+)/.exec(message)?.groups?.['reason'] ?? message;
}
