import { Inexpressible } from './note';
import type { Note } from './note';

/** An object of the file, whose keys are taken one by one; what nobody took is named at the end. */
export class Options {
  readonly #left: Set<string>;

  constructor(
    readonly at: string,
    private readonly value: Readonly<Record<string, unknown>>,
  ) {
    this.#left = new Set(Object.keys(value));
  }

  /** @throws Inexpressible where something else stands there; nothing at all is an empty object */
  static of(at: string, value: unknown): Options {
    if (value === undefined || value === null) return new Options(at, {});
    if (typeof value === 'object' && !Array.isArray(value)) return new Options(at, value as Record<string, unknown>);
    throw new Inexpressible(at, `must be a mapping, got ${Array.isArray(value) ? 'a list' : typeof value}`);
  }

  has(key: string): boolean {
    return Object.hasOwn(this.value, key) && this.value[key] !== undefined && this.value[key] !== null;
  }

  take(key: string): unknown {
    this.#left.delete(key);
    return Object.hasOwn(this.value, key) ? this.value[key] : undefined;
  }

  /** Text, as YAML's scalars are for Go: a number or a truth value is its spelling. */
  text(key: string): string | undefined {
    const value = this.take(key);
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw new Inexpressible(this.path(key), 'must be a text');
  }

  flag(key: string): boolean {
    const value = this.take(key);
    return value === true || value === 'true';
  }

  list(key: string): readonly unknown[] {
    const value = this.take(key);
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value as readonly unknown[];
    throw new Inexpressible(this.path(key), 'must be a list');
  }

  options(key: string): Options {
    return Options.of(this.path(key), this.take(key));
  }

  /** Pairs of texts; `null` is the empty text. */
  texts(key?: string): readonly (readonly [string, string])[] {
    const inner = key === undefined ? this : this.options(key);
    return Object.keys(inner.value).map((name) => [name, inner.text(name) ?? ''] as const);
  }

  path(key: string): string {
    return this.at === '' ? key : `${this.at}.${key}`;
  }

  keys(): readonly string[] {
    return Object.keys(this.value);
  }

  /** Keys that have no part in what is sent. */
  leaveOut(why: string, ...keys: readonly string[]): readonly Note[] {
    return keys.flatMap((key): readonly Note[] => {
      if (!this.has(key)) return [];
      this.take(key);
      return [{ at: this.path(key), kind: 'left out', what: key, why }];
    });
  }

  /** What nobody took. */
  rest(): readonly Note[] {
    return [...this.#left].map((key): Note => {
      const why = 'Promtail has no such option, or it is not known here';
      return { at: this.path(key), kind: 'left out', what: key, why };
    });
  }
}
