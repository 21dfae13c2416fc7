import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { SystemInterface } from './system-interface';
import { webAssembly } from './web-assembly';
import type { WebAssemblyMemory } from './web-assembly';

interface Exports {
  readonly memory: WebAssemblyMemory;
  readonly _initialize: () => void;
  readonly reserve: (length: number) => number;
  readonly release: (start: number, length: number) => void;
  /** The reply's place in the upper half, its length in the lower one. */
  readonly call: (start: number, length: number) => bigint;
}

/** Read and compiled when first needed, once in a process. */
let compiled: object | undefined;
let current: Instance | undefined;

/** The compiler stopped half-way: a fault of its own, which Vector's has as well, or a program too deep for its stack. */
export class VrlPanic extends Error {
  override readonly name = 'VrlPanic';
}

/** The compiler in memory of its own. */
export class Instance {
  readonly system = new SystemInterface();
  readonly #exports: Exports;

  private constructor() {
    compiled ??= compileModule();
    const imports = { wasi_snapshot_preview1: this.system.imports };
    this.#exports = new webAssembly.Instance(compiled, imports).exports as Exports;
    this.system.attach(this.#exports.memory);
    this.#exports._initialize();
  }

  /** The instance at work. One that has panicked is not used again. */
  static get current(): Instance {
    return (current ??= new Instance());
  }

  static isCurrent(instance: Instance): boolean {
    return current === instance;
  }

  /** @throws VrlPanic if the compiler stops half-way; programs that the instance held are gone */
  request(message: object): Readonly<Record<string, unknown>> {
    const request = JSON.stringify(message);
    let reply: string;
    try {
      reply = this.exchange(request);
    } catch (error) {
      // Its memory is as the panic left it.
      if (current === this) current = undefined;
      throw new VrlPanic(this.system.takeSaid() || `${String(error)}, as deep nesting ends`, { cause: error });
    }
    const answer = JSON.parse(reply) as Readonly<Record<string, unknown>>;
    if (typeof answer['refused'] === 'string') throw new TypeError(answer['refused']);
    return answer;
  }

  private exchange(message: string): string {
    const { memory, reserve, call, release } = this.#exports;
    const length = Buffer.byteLength(message);
    const start = reserve(length);
    Buffer.from(memory.buffer, start >>> 0, length).write(message);
    const packed = BigInt.asUintN(64, call(start, length));
    const [at, size] = [Number(packed >> 32n), Number(packed & 0xffff_ffffn)];
    const reply = Buffer.from(memory.buffer, at, size).toString();
    release(at, size);
    return reply;
  }
}

/**
 * The module, never to be optimised: while V8 optimises what is used once, on as many threads as Node has, compiling a program
 * takes three times as long, and on a busy machine ten times. V8 takes no such wish with a module, so its flag is set for
 * these milliseconds.
 */
function compileModule(): object {
  const bytes = readFileSync(join(__dirname, 'vrl.wasm'));
  setFlagsFromString('--liftoff-only');
  try {
    return new webAssembly.Module(bytes);
  } finally {
    setFlagsFromString('--no-liftoff-only');
  }
}
