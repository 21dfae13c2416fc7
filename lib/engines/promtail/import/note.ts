/** One part of a configuration that did not become what it was, where it stood, and why. */
export interface Note {
  /** A path in the file: `scrape_configs[0].pipeline_stages[2].timestamp`. */
  readonly at: string;
  /**
   * - `left out`: it has no part in what was made.
   * - `native`: it stayed in Promtail's or Alloy's own language.
   * - `differs`: it was carried over, and does something else in a corner.
   * - `supply`: it was carried over, and needs something of the user's.
   */
  readonly kind: 'left out' | 'native' | 'differs' | 'supply';
  readonly what: string;
  readonly why: string;
}

/** What cannot be said in a pipeline; the whole scrape config then keeps its own language. */
export class Inexpressible extends Error {
  override readonly name = 'Inexpressible';

  /** @param why - a sentence about what stands at the place, without its subject's path */
  constructor(
    readonly at: string,
    readonly why: string,
  ) {
    super(`${at}: ${why}`);
  }
}

/** What the library itself refuses, at its place. */
export function attempt<T>(at: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof Inexpressible) throw error;
    throw new Inexpressible(at, error instanceof Error ? error.message : String(error));
  }
}
