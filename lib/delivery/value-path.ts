/** Where a value stands: keys and places in lists, from the outside in. */
export type ValuePath = readonly (string | number)[];

/** The path as Helm's `--set` writes it: `workers.env[0].value`, `grafana\.ini.server`. */
export function printPath(path: ValuePath): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : printKey(key, index === 0))).join('');
}

function printKey(key: string, first: boolean): string {
  return `${first ? '' : '.'}${key.replace(/[.\\[\]]/g, '\\$&')}`;
}

/**
 * Which values a rule of a chart is about: the one at a path such as `config.*.*`, and all below it. `*` is any one key or
 * place in a list; a dot in a key is written `\.`.
 */
export class PathPattern {
  readonly #keys: readonly string[];

  /** @throws if there is an empty key in it */
  constructor(readonly source: string) {
    this.#keys = (source.match(/(?:\\[\s\S]|[^.\\])+|\.(?=\.|$)|^\./g) ?? ['']).map(unescapeKey);
    if (this.#keys.some((key) => key === '' || key === '.')) {
      throw new Error(
        `'path' must be keys with dots between, got ${JSON.stringify(source)}; write \\. for a dot in a key`,
      );
    }
  }

  /** Negative where this one decides before another that matches too: it names more keys, or fewer by `*`. */
  compare(other: PathPattern): number {
    return other.#keys.length - this.#keys.length || this.wild - other.wild;
  }

  private get wild(): number {
    return this.#keys.filter((key) => key === '*').length;
  }

  matches(path: ValuePath): boolean {
    return this.#keys.length <= path.length && this.#keys.every((key, at) => key === '*' || key === String(path[at]));
  }
}

function unescapeKey(key: string): string {
  return key.replace(/\\([\s\S])/g, '$1');
}
