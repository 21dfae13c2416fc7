import { join } from 'node:path';
import { Instance as Program } from '../../wasm/instance';
import { compileModule } from '../../wasm/module';
import type { SystemInterface } from '../../wasm/system-interface';

/** Read and compiled when first needed, once in a process. */
let compiled: object | undefined;
let current: Instance | undefined;

/** The compiler stopped half-way: a fault of its own, which Vector's has as well, or a program too deep for its stack. */
export class VrlPanic extends Error {
  override readonly name = 'VrlPanic';
}

/** The compiler in memory of its own. */
export class Instance {
  readonly #program = new Program((compiled ??= compileModule(join(__dirname, 'vrl.wasm'))));

  private constructor() {
    Object.freeze(this);
  }

  /** The instance at work. One that has panicked is not used again. */
  static get current(): Instance {
    return (current ??= new Instance());
  }

  static isCurrent(instance: Instance): boolean {
    return current === instance;
  }

  get system(): SystemInterface {
    return this.#program.system;
  }

  /** @throws VrlPanic if the compiler stops half-way; programs that the instance held are gone */
  request(message: object): Readonly<Record<string, unknown>> {
    const request = JSON.stringify(message);
    let reply: string;
    try {
      reply = this.#program.exchange(request);
    } catch (error) {
      // Its memory is as the panic left it.
      if (current === this) current = undefined;
      throw new VrlPanic(this.system.takeSaid() || `${String(error)}, as deep nesting ends`, { cause: error });
    }
    const answer = JSON.parse(reply) as Readonly<Record<string, unknown>>;
    if (typeof answer['refused'] === 'string') throw new TypeError(answer['refused']);
    return answer;
  }
}
