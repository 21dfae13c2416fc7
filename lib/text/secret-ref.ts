import type { Live } from './live-text';
import { checkName } from './name';
import type { Name } from './name';

/**
 * A value that is secret, by the name of what holds it. It is no text, so it fits nowhere but where a secret belongs: never
 * in a label, a URL, a manifest or a values file.
 */
export class SecretRef {
  /** Who holds the value, and by which name: `env` and the variable's, or a store that one agent program reads. */
  readonly held: Live;
  // Makes the type nominal: an object with a `held` is no secret.
  readonly #secretive = true;

  /** Prefer {@link secret}, which the compiler checks. */
  constructor(held: string | Live) {
    this.held = Object.freeze(
      typeof held === 'object' && held !== null
        ? { reader: held.reader, name: held.name }
        : { reader: 'env', name: checkName('variable', held) },
    );
    // What adds to it freezes itself.
    if (new.target === SecretRef) Object.freeze(this);
  }

  /** The environment variable that holds it. @throws if a store holds it that one agent program alone reads */
  get variable(): string {
    const { reader, name } = this.held;
    if (reader === 'env') return name;
    throw new TypeError(`secret ${name} must be held by the environment here, got ${reader}; write secret('NAME')`);
  }

  /** Whether a value is a secret. */
  static is(value: unknown): value is SecretRef {
    return typeof value === 'object' && value !== null && #secretive in value;
  }

  /** Refuses to be joined with `+`. @throws always: a secret is no text */
  toString(): never {
    throw new TypeError(`secret ${this.held.name} is no text; give it where a secret belongs, such as 'auth'`);
  }

  /** Refuses to be JSON. @throws always: a secret is never printed */
  toJSON(): never {
    return this.toString();
  }
}

/** The secret that an environment variable of the agent holds. */
export function secret<const S extends string>(variable: Name<S>): SecretRef {
  return new SecretRef(variable);
}
