import type * as Yaml from 'yaml';

/**
 * The values of a YAML 1.2 document.
 *
 * @throws if it is no YAML, or a key stands twice, naming line and column
 */
export function parseYaml(text: string): unknown {
  // Loaded when needed: most programs only print.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { parse } = require('yaml') as typeof Yaml;
  return parse(text, { uniqueKeys: true, maxAliasCount: 100 });
}
