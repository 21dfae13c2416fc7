import { locate, placeIn } from './diagnostic';
import type { VrlDiagnostic, VrlPlace, WireDiagnostic } from './diagnostic';
import { Instance, VrlPanic } from './instance';
import { olderSyntax } from './older-syntax';
import { vrlMinor } from './release';
import { fromWire, toWire } from './vrl-value';
import type { VrlValue } from './vrl-value';

/** The Vector whose compiler this is. */
const tested = '0.57.0';

/** How a program is to be compiled. */
export interface VrlCompileOptions {
  /** The version of Vector that shall run it, such as 0.57.0. @default - 0.57.0 */
  readonly vector?: string;
  /** Whether it is a condition: it changes nothing, and results in a boolean. @default - false */
  readonly condition?: boolean;
  /** Names of the enrichment tables that there are. @default - any name is taken */
  readonly tables?: readonly string[];
}

/** What a program finds around it when it runs. */
export interface VrlSurroundings {
  /** The event's metadata, `%`. @default - empty */
  readonly metadata?: VrlValue;
  /** For times without a zone, of the IANA database. @default - UTC */
  readonly timezone?: string;
  /** What `get_env_var` reads. @default - no variables */
  readonly environment?: Readonly<Record<string, string>>;
  /** What `get_hostname` answers. @default - localhost */
  readonly hostname?: string;
  /** Nanoseconds since 1970, for `now` and its kin. @default - the clock */
  readonly now?: bigint;
}

/** What became of an event. */
export type VrlOutcome =
  /** The program came to its end; `value` is that of its last expression. */
  | { readonly kind: 'done'; readonly event: VrlValue; readonly metadata: VrlValue; readonly value: VrlValue }
  /** `abort`: the event is dropped, or goes on as it had come, as the transform's options say. */
  | { readonly kind: 'aborted'; readonly message: string }
  /** An error that the program does not handle. */
  | { readonly kind: 'failed'; readonly message: string; readonly place?: VrlPlace };

/** The program came to a function that can only be run by Vector itself. */
export class VrlUnsupportedError extends Error {
  /** Tells it from other errors. */
  override readonly name = 'VrlUnsupportedError';

  constructor(
    /** What only Vector itself can run. */
    readonly functionName: string,
  ) {
    super(
      `'vrl' must use only functions that run without Vector, got ${functionName}; try such an event with 'vector test'`,
    );
  }
}

/** A program as the real compiler of VRL read it. */
export class CompiledVrl {
  /** Errors and warnings, in the compiler's order. */
  readonly diagnostics: readonly VrlDiagnostic[];
  /** Functions in it that only Vector itself can run: {@link run} throws when it comes to one. */
  readonly unsupported: readonly string[];
  /** Whether there is a program to run: no error among the diagnostics. */
  readonly ok: boolean;
  #held: Held | undefined;

  /** @internal Use {@link compileVrl}. */
  constructor(
    /** The program as it was given. */
    readonly source: string,
    private readonly options: VrlCompileOptions,
  ) {
    const { diagnostics, unsupported } = this.compile();
    const older = olderSyntax(source, this.minor);
    this.diagnostics = Object.freeze([...older, ...diagnostics.map((one) => locate(source, one))]);
    this.unsupported = Object.freeze(unsupported);
    this.ok = this.diagnostics.every(({ severity }) => severity !== 'error');
    Object.freeze(this);
  }

  /**
   * Runs it on an event, which stays as it is.
   *
   * @throws VrlUnsupportedError if it comes to a function that only Vector itself can run
   * @throws if it has errors, or the zone is not known
   */
  run(event: VrlValue, surroundings: VrlSurroundings = {}): VrlOutcome {
    const { now, metadata, ...rest } = surroundings;
    const { instance, handle } = this.held;
    instance.system.now = now;
    const message = { do: 'run', handle, event: toWire(event), ...rest };
    try {
      return this.outcome(
        instance.request(metadata === undefined ? message : { ...message, metadata: toWire(metadata) }),
      );
    } catch (error) {
      if (!(error instanceof VrlPanic)) throw error;
      return Object.freeze({ kind: 'failed', message: `panic: ${error.message}` });
    }
  }

  private get minor(): number {
    return vrlMinor(this.options.vector ?? tested);
  }

  private compile(): Pick<WireReply, 'diagnostics' | 'unsupported'> {
    const { condition = false, tables } = this.options;
    const { current: instance } = Instance;
    const program = toWire(this.source);
    this.#held = undefined;
    try {
      const reply = instance.request({ do: 'compile', program, vrl: this.minor, condition, tables });
      const { handle, diagnostics, unsupported } = reply as unknown as WireReply;
      if (handle !== null) {
        this.#held = { instance, handle };
        forgotten.register(this, this.#held);
      }
      return { diagnostics, unsupported };
    } catch (error) {
      if (!(error instanceof VrlPanic)) throw error;
      return { diagnostics: [panicked(error)], unsupported: [] };
    }
  }

  /** The program in the instance at work: another program's panic may have taken the one that held it. */
  private get held(): Held {
    if (this.ok && this.#held?.instance !== Instance.current) this.compile();
    if (this.ok && this.#held !== undefined) return this.#held;
    const errors = this.diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    throw new TypeError(`'vrl' must compile to be run, got ${errors.join(', ')}; see its diagnostics`);
  }

  private outcome(reply: Readonly<Record<string, unknown>>): VrlOutcome {
    const { unsupported, error, aborted } = reply;
    if (typeof unsupported === 'string') throw new VrlUnsupportedError(unsupported);
    if (typeof error === 'string') {
      const place = placeIn(this.source, error);
      return Object.freeze({ kind: 'failed', message: error, ...(place === undefined ? {} : { place }) });
    }
    if (typeof aborted === 'string') return Object.freeze({ kind: 'aborted', message: aborted });
    const [event, metadata, value] = [reply['event'], reply['metadata'], reply['value']].map(fromWire);
    return Object.freeze({ kind: 'done', event, metadata, value } as VrlOutcome);
  }
}

/**
 * Compiles a program with VRL's own compiler, which is loaded when this is called first.
 *
 * @throws if the version of Vector is not known
 */
export function compileVrl(source: string, options: VrlCompileOptions = {}): CompiledVrl {
  return new CompiledVrl(source, Object.freeze({ ...options }));
}

/** The names of the functions that VRL has in a version of Vector. @default - of 0.57.0 */
export function vrlFunctions(vector: string = tested): readonly string[] {
  return Object.freeze(Instance.current.request({ do: 'functions', vrl: vrlMinor(vector) })['functions'] as string[]);
}

interface Held {
  readonly instance: Instance;
  readonly handle: number;
}

interface WireReply {
  readonly handle: number | null;
  readonly diagnostics: readonly WireDiagnostic[];
  readonly unsupported: readonly string[];
}

/** Programs that nobody can run any more leave the compiler's memory. */
const forgotten = new FinalizationRegistry<Held>(({ instance, handle }) => {
  if (Instance.isCurrent(instance)) instance.request({ do: 'drop', handle });
});

function panicked({ message }: VrlPanic): WireDiagnostic {
  return { severity: 'error', code: 0, message: `panic: ${message}`, labels: [], notes: [], text: `panic: ${message}` };
}
