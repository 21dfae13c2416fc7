import { join } from 'node:path';
import { placeOf, placeOfBytes } from '../../place';
import type { Place } from '../../place';
import { Instance } from '../../wasm/instance';
import { compileModule } from '../../wasm/module';
import type { AlloyStatement } from './tree';

/** What Alloy's parser says of a text, in its own words. */
export interface AlloyDiagnostic {
  readonly message: string;
  readonly place: Place;
}

/** A text as Alloy's own parser read it. */
export interface ParsedAlloy {
  readonly source: string;
  /** All errors, in the parser's order; none where the text can be read. */
  readonly diagnostics: readonly AlloyDiagnostic[];
  /** The statements, where the text can be read. */
  readonly tree?: readonly AlloyStatement[];
}

/** Reads a text with Alloy's own parser, which is loaded when this is called first. */
export function parseAlloy(source: string): ParsedAlloy {
  const reply = request(source, wants.tree);
  if ('panic' in reply) return { source, diagnostics: [panicked(source, reply.panic)] };
  const diagnostics = reply.diagnostics.map(({ message, start, end }) =>
    Object.freeze({ message, place: placeOfBytes(source, start, end) }),
  );
  return Object.freeze({
    source,
    diagnostics: Object.freeze(diagnostics),
    ...(reply.tree === undefined ? {} : { tree: reply.tree }),
  });
}

/**
 * The text as `alloy fmt` prints it.
 *
 * @throws if it cannot be read
 */
export function formatAlloy(source: string): string {
  const reply = request(source, wants.formatted);
  if ('formatted' in reply && reply.formatted !== undefined) return reply.formatted;
  const found = 'panic' in reply ? [panicked(source, reply.panic)] : parseAlloy(source).diagnostics;
  const said = found.map(({ message, place }) => `${place.line}:${place.column}: ${message}`).join('; ');
  throw new TypeError(`'source' must be Alloy, got errors: ${said}; correct it`);
}

/** As the module takes it. */
const wants = { formatted: 1, tree: 2 };

interface Reply {
  readonly diagnostics: readonly { readonly message: string; readonly start: number; readonly end: number }[];
  readonly formatted?: string;
  readonly tree?: readonly AlloyStatement[];
}

/** Read and compiled when first needed, once in a process. */
let compiled: object | undefined;
let current: Instance | undefined;

function request(source: string, wanted: number): Reply | { readonly panic: string } {
  current ??= new Instance((compiled ??= compileModule(join(__dirname, 'alloy.wasm'))));
  try {
    return JSON.parse(current.exchange(source, wanted)) as Reply;
  } catch (error) {
    // Its memory is as the panic left it. Go's stack ends with that of Node, as deep nesting makes it.
    const said = current.system.takeSaid().split('\n')[0] ?? '';
    current = undefined;
    return { panic: said === '' ? `${String(error)}, as deep nesting ends` : said };
  }
}

function panicked(source: string, reason: string): AlloyDiagnostic {
  return Object.freeze({ message: `the parser stopped: ${reason}`, place: placeOf(source, 0, 0) });
}
