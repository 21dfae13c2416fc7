import { Regex } from '../../languages/regex/regex';
import type { StageData } from './stage-data';

/**
 * The names that stages extract, in their order; `undefined` once a stage extracts names that only the lines know. The labels
 * that an entry comes with are extracted too, by their names.
 */
export class Extracted {
  readonly #names = new Set<string>();
  #isOpen = false;

  /** Whether a value of this name may have been extracted. */
  has(name: string): boolean {
    return this.#isOpen || this.#names.has(name);
  }

  get names(): readonly string[] {
    return [...this.#names];
  }

  /** What a stage adds. */
  add({ type, settings }: StageData): void {
    const names = extractedBy[type.alloy]?.(settings as never) ?? [];
    if (names === 'any') this.#isOpen = true;
    else for (const name of names) this.#names.add(name);
  }
}

type Keys = { readonly [name: string]: string };

const extractedBy: { readonly [stage: string]: (settings: never) => readonly string[] | 'any' } = {
  cri: () => ['time', 'stream', 'flags', 'content'],
  docker: () => ['output', 'stream', 'timestamp', 'time', 'log'],
  json: ({ expressions }: { expressions: Keys }) => Object.keys(expressions),
  logfmt: ({ mapping }: { mapping: Keys }) => Object.keys(mapping),
  regex: ({ expression }: { expression: string }) => Regex.parse(expression).groups,
  pattern: ({ pattern }: { pattern: string }) =>
    [...pattern.matchAll(/<([A-Za-z_]\w*)>/g)].map(([, name = '']) => name),
  template: ({ source }: { source: string }) => [source],
  // Groups without a name have numbers, and a match's stages extract what they like.
  replace: () => 'any',
  match: () => 'any',
  eventlogmessage: () => 'any',
};
