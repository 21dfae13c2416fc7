/** What is used of WebAssembly here: its types come with those of browsers only. */
export interface WebAssemblyMemory {
  readonly buffer: ArrayBuffer;
}

interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, (...given: never[]) => number>>>>,
  ) => { readonly exports: unknown };
}

/** Node's. */
export const webAssembly = (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly;
