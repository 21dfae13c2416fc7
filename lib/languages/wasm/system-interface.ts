import { randomFillSync } from 'node:crypto';
import type { WebAssemblyMemory } from './web-assembly';

const ok = 0;
const badFile = 8;
const notSupported = 52;
const standardError = 2;
const monotonic = 1;

/**
 * As much of WASI as a compiler asks for: clocks, random numbers and standard error; no files, no environment, no
 * arguments. Node's own module prints a warning, and gives a program more than it needs.
 */
export class SystemInterface {
  /** What the clock shows, in nanoseconds since 1970. @default - the system's */
  now: bigint | undefined;
  #memory: WebAssemblyMemory | undefined;
  #said = '';
  #isSeeded = false;

  /** The memory of the instance, once there is one. */
  attach(memory: WebAssemblyMemory): void {
    this.#memory = memory;
  }

  /** What was written to standard error since the last call: the message of a panic. */
  takeSaid(): string {
    const said = this.#said.trim();
    this.#said = '';
    return said;
  }

  get imports(): Readonly<Record<string, (...given: never[]) => number>> {
    return {
      random_get: (start: number, length: number) => {
        const place = new Uint8Array(this.memory.buffer, start, length);
        // The first asks for the key of hash tables, whose order shows in "did you mean": the same each time.
        if (this.#isSeeded) randomFillSync(place);
        else place.fill(0);
        this.#isSeeded = true;
        return ok;
      },
      clock_time_get: (clock: number, _precision: bigint, place: number) => {
        const time = clock === monotonic ? process.hrtime.bigint() : (this.now ?? systemTime());
        this.view.setBigUint64(place, BigInt.asUintN(64, time), true);
        return ok;
      },
      args_sizes_get: (count: number, size: number) => this.none(count, size),
      args_get: () => ok,
      environ_sizes_get: (count: number, size: number) => this.none(count, size),
      environ_get: () => ok,
      fd_write: (file: number, pieces: number, count: number, written: number) =>
        file === standardError ? this.write(pieces, count, written) : badFile,
      fd_close: () => badFile,
      fd_fdstat_get: () => badFile,
      fd_fdstat_set_flags: () => badFile,
      fd_filestat_get: () => badFile,
      fd_prestat_get: () => badFile,
      fd_prestat_dir_name: () => badFile,
      fd_read: () => badFile,
      path_filestat_get: () => notSupported,
      path_open: () => notSupported,
      // Nobody waits for anything here.
      poll_oneoff: () => notSupported,
      sched_yield: () => ok,
      proc_exit: (code: number) => {
        throw new Error(`the program left with ${code}`);
      },
    };
  }

  private none(count: number, size: number): number {
    this.view.setUint32(count, 0, true);
    this.view.setUint32(size, 0, true);
    return ok;
  }

  private write(pieces: number, count: number, written: number): number {
    let total = 0;
    for (let piece = pieces; piece < pieces + 8 * count; piece += 8) {
      const [start, length] = [this.view.getUint32(piece, true), this.view.getUint32(piece + 4, true)];
      this.#said += Buffer.from(this.memory.buffer, start, length).toString();
      total += length;
    }
    this.view.setUint32(written, total, true);
    return ok;
  }

  private get memory(): WebAssemblyMemory {
    if (this.#memory === undefined) throw new Error('the instance has no memory yet');
    return this.#memory;
  }

  private get view(): DataView {
    return new DataView(this.memory.buffer);
  }
}

/** To the microsecond, as far as Node tells. */
function systemTime(): bigint {
  return BigInt(Math.floor((performance.timeOrigin + performance.now()) * 1000)) * 1000n;
}
