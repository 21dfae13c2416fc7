import { checkName } from './name';
import type { Name } from './name';

/**
 * An environment variable whose value is secret. It is no text, so it fits nowhere but where a secret belongs: never in a
 * label, a URL, a manifest or a values file.
 */
export class SecretRef {
  /** The environment variable that holds the value. */
  readonly variable: string;
  // Makes the type nominal: an object with a `variable` is no secret.
  readonly #secretive = true;

  /** Prefer {@link secret}, which the compiler checks. */
  constructor(variable: string) {
    this.variable = checkName('variable', variable);
    Object.freeze(this);
  }

  /** Whether a value is a secret. */
  static is(value: unknown): value is SecretRef {
    return typeof value === 'object' && value !== null && #secretive in value;
  }

  /** @throws always: a secret is no text */
  toString(): never {
    throw new TypeError(`secret ${this.variable} is no text; give it where a secret belongs, such as 'auth'`);
  }

  /** @throws always: a secret is never printed */
  toJSON(): never {
    return this.toString();
  }
}

/** The secret that an environment variable of the agent holds. */
export function secret<const S extends string>(variable: Name<S>): SecretRef {
  return new SecretRef(variable);
}
