import { components } from './components';
import { general } from './general';
import { stores } from './stores';

/** What an option holds; `bytes` have a unit, and a `list` and a `map` are not looked into. */
export type OptionKind = 'boolean' | 'int' | 'bytes' | 'float' | 'duration' | 'string' | 'list' | 'map';

/** Options by name; `*` stands for any name. */
export type KnownBlock = ReadonlyMap<string, OptionKind | (() => KnownBlock)>;

const outlines: Readonly<Record<string, string>> = { ...general, ...components, ...stores };
const blocks = new Map<string, KnownBlock>();

/** All options that a configuration of Loki 3.7 can have, as its reference names them. */
export function knownOptions(): KnownBlock {
  return named('loki');
}

function named(name: string): KnownBlock {
  let block = blocks.get(name);
  if (block === undefined) {
    block = new Outline(outlines[name] ?? '').block();
    blocks.set(name, block);
  }
  return block;
}

/** Reads `name:kind name:@block name:{…} ...block`. */
class Outline {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(text: string) {
    this.tokens = text.match(/[\w.*@:-]+|[{}]/g) ?? [];
  }

  block(): KnownBlock {
    const options = new Map<string, OptionKind | (() => KnownBlock)>();
    for (;;) {
      const token = this.tokens[this.at];
      this.at += 1;
      if (token === undefined || token === '}') return options;
      if (token.startsWith('...')) {
        for (const [name, kind] of named(token.slice(3))) options.set(name, kind);
        continue;
      }
      const [name = '', kind = ''] = token.split(':');
      if (kind === '') {
        this.at += 1;
        const inner = this.block();
        options.set(name, () => inner);
      } else if (kind.startsWith('@')) options.set(name, () => named(kind.slice(1)));
      else options.set(name, kind as OptionKind);
    }
  }
}
