import { SystemInterface } from './system-interface';
import { webAssembly } from './web-assembly';
import type { WebAssemblyMemory } from './web-assembly';

interface Exports {
  readonly memory: WebAssemblyMemory;
  readonly _initialize: () => void;
  readonly reserve: (length: number) => number;
  readonly release: (start: number, length: number) => void;
  /** Takes the request with its memory. The reply's place is in the upper half, its length in the lower one. */
  readonly call: (start: number, length: number, ...more: readonly number[]) => bigint;
}

/** A program compiled to WebAssembly, in memory of its own, that answers one text with another. */
export class Instance {
  readonly system = new SystemInterface();
  readonly #exports: Exports;

  constructor(module: object) {
    const imports = { wasi_snapshot_preview1: this.system.imports };
    this.#exports = new webAssembly.Instance(module, imports).exports as Exports;
    this.system.attach(this.#exports.memory);
    this.#exports._initialize();
  }

  /** @throws if the program stops half-way: its memory is then as that left it, and it must not be used again */
  exchange(message: string, ...more: readonly number[]): string {
    const { memory, reserve, call, release } = this.#exports;
    const length = Buffer.byteLength(message);
    const start = reserve(length);
    Buffer.from(memory.buffer, start >>> 0, length).write(message);
    const packed = BigInt.asUintN(64, call(start, length, ...more));
    const [at, size] = [Number(packed >> 32n), Number(packed & 0xffff_ffffn)];
    const reply = Buffer.from(memory.buffer, at, size).toString();
    release(at, size);
    return reply;
  }
}
