import { knownOptions } from '../../../../lib/backends/loki/known-options/known-options';
import type { KnownBlock } from '../../../../lib/backends/loki/known-options/known-options';

const kinds = new Set(['boolean', 'int', 'bytes', 'float', 'duration', 'string', 'list', 'map']);

describe('the options that Loki has', () => {
  it('are all of a kind, and every block that is named is there', () => {
    const seen = new Set<KnownBlock>();
    const names: string[] = [];
    const visit = (block: KnownBlock, at: string): void => {
      expect([at, block.size > 0]).toEqual([at, true]);
      if (seen.has(block)) return;
      seen.add(block);
      for (const [name, kind] of block) {
        expect(`${at}.${name}`).toMatch(/^[\w.*-]+$/);
        names.push(name);
        if (typeof kind === 'function') visit(kind(), `${at}.${name}`);
        else expect([`${at}.${name}`, kinds.has(kind)]).toEqual([`${at}.${name}`, true]);
      }
    };
    visit(knownOptions(), 'loki');
    expect(names.length).toBeGreaterThan(1000);
  });

  it('are found inside the blocks that others share', () => {
    const at = (...path: readonly string[]) =>
      path.reduce<unknown>((block, name) => {
        const inner = (typeof block === 'function' ? (block as () => KnownBlock)() : block) as KnownBlock;
        return inner.get(name);
      }, knownOptions());
    expect(at('storage_config', 'aws', 's3forcepathstyle')).toBe('boolean');
    expect(at('ruler', 'ring', 'kvstore', 'consul', 'acl_token')).toBe('string');
    expect(at('query_range', 'results_cache', 'cache', 'redis', 'db')).toBe('int');
    expect(at('limits_config', 'no_such_option')).toBeUndefined();
  });
});
