import type { Text } from '../../text/live-text';

/** Code that stands as it is among values. */
export abstract class Code {
  readonly #code = true;

  /** Whether a value is code. */
  static is(value: unknown): value is Code {
    return typeof value === 'object' && value !== null && #code in value;
  }

  /** The environment variables that its texts read when it runs, with repetitions. */
  abstract get variables(): readonly string[];

  /**
   * The code, whose live parts are for readers further out.
   *
   * @param margin - what its lines but the first begin with
   */
  abstract print(margin?: string): Text;
}
