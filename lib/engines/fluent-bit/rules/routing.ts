import type { Finding } from '../../../findings/finding';
import { partsOf } from '../../../text/live-text';
import { textOf } from '../config/print';
import { finding, valueOf, wordsOf } from './rule';
import type { ConfigRule, Placed } from './rule';
import { mayMeet } from './tag-pattern';

/** A tag as far as it is known: `*` for what is not. */
interface Tagged {
  readonly at: string;
  readonly tag: string;
}

/** What has no `match` sees nothing, what matches no tag neither; and what no output matches is dropped. */
export const routing: ConfigRule = ({ plugins, isRouted = false }) => {
  const placed = plugins.filter(({ isWithin }) => !isWithin);
  const tags = tagsOf(placed);
  const matching = placed.filter(({ plugin }) => plugin.section === 'filters' || plugin.section === 'outputs');
  const unmatched = matching.flatMap(({ plugin, at }): readonly Finding[] => {
    const [match, regex] = [valueOf(plugin, 'match'), valueOf(plugin, 'match_regex')];
    if (regex !== undefined) return [];
    if (match === undefined) {
      const message = "'match' or 'matchRegex' must say which tags it sees; without one it sees nothing";
      return [finding('fluent-bit/no-match', 'error', at, 'none', message, "give the inputs' tag, or '*' for all")];
    }
    const pattern = patternOf(match);
    if (tags.some(({ tag }) => mayMeet(pattern, tag))) return [];
    const known = [...new Set(tags.map(({ tag }) => tag))].join(', ');
    const message = `'match' must match a tag that something has, which are ${known}`;
    return [finding('fluent-bit/unknown-tag', 'error', at, pattern, message, 'correct one of them')];
  });
  const patterns = matching.map(({ plugin }) => ({ plugin, pattern: patternOf(valueOf(plugin, 'match')) }));
  const unsent = tags.filter(
    ({ tag }) =>
      !patterns.some(
        ({ plugin, pattern }) =>
          (plugin.section === 'outputs' || decides.has(plugin.type)) &&
          (valueOf(plugin, 'match_regex') !== undefined || mayMeet(pattern, tag)),
      ),
  );
  // Which output an input names is not looked into.
  if (isRouted) return loops(placed);
  return [
    ...unmatched,
    ...unsent.map(({ at, tag }) => {
      const message = 'a tag must be matched by an output, or its records are dropped without a word';
      return finding(
        'fluent-bit/unsent',
        'warning',
        at,
        tag,
        message,
        "give an output whose 'match' it is, or routable: false",
      );
    }),
    ...loops(placed),
  ];
};

/** Filters that may take records away, or give them another tag. */
const decides: ReadonlySet<string> = new Set(['lua', 'rewrite_tag', 'log_to_metrics', 'grep', 'wasm']);

/** A record with a new tag begins at the first filter. */
function loops(placed: readonly Placed[]): readonly Finding[] {
  return placed.flatMap(({ plugin, at }) => {
    if (plugin.type !== 'rewrite_tag' || valueOf(plugin, 'match') === undefined) return [];
    const pattern = patternOf(valueOf(plugin, 'match'));
    const rules = (plugin.options as { readonly rule?: readonly { readonly tag: unknown }[] }).rule ?? [];
    return rules.flatMap(({ tag }) => {
      if (typeof tag !== 'string' || tag.includes('$') || !mayMeet(pattern, tag)) return [];
      const message =
        "'tag' must not be one that the filter itself matches, where the record would come round for ever";
      return [finding('fluent-bit/tag-loop', 'error', at, tag, message, "choose another tag, or a narrower 'match'")];
    });
  });
}

function tagsOf(placed: readonly Placed[]): readonly Tagged[] {
  return placed.flatMap(({ plugin, at }): readonly Tagged[] => {
    if (plugin.section === 'inputs') {
      const { type } = plugin;
      if (valueOf(plugin, 'routable') === false) return [];
      const [tag] = wordsOf(valueOf(plugin, 'tag'));
      const isOpen = !knowsTags.has(type);
      if (type === 'forward' && valueOf(plugin, 'tag_prefix') !== undefined) {
        return [{ at, tag: `${wildOf(valueOf(plugin, 'tag_prefix'))}*` }];
      }
      if (tag === undefined)
        return [
          { at, tag: isOpen ? '*' : at.startsWith(`inputs.${type}.`) ? at.slice('inputs.'.length) : `${type}.*` },
        ];
      const written = wildOf(valueOf(plugin, 'tag'));
      if (type === 'tail' || type === 'systemd') return [{ at, tag: written.replace(/<[^>]*>/g, '*') }];
      return [{ at, tag: isOpen && type !== 'forward' ? '*' : written }];
    }
    if (plugin.type === 'log_to_metrics') return [{ at, tag: wildOf(valueOf(plugin, 'tag')) }];
    if (plugin.type === 'rewrite_tag') {
      const rules = (plugin.options as { readonly rule?: readonly { readonly tag: unknown }[] }).rule;
      if (rules === undefined) return [{ at, tag: '*' }];
      return rules.map(({ tag }) => ({
        at,
        tag: typeof tag === 'string' ? tag.replace(/\$(?:TAG|\w+|\d)(?:\[[^\]]*\])*/g, '*') : '*',
      }));
    }
    // They may name tags in ways of their own.
    return plugin.section === 'filters' && plugin.type === 'wasm' ? [{ at, tag: '*' }] : [];
  });
}

/** Inputs whose records all have the tag that is given. */
const knowsTags: ReadonlySet<string> = new Set([
  ...[
    'tail',
    'dummy',
    'systemd',
    'fluentbit_metrics',
    'fluentbit_logs',
    'cpu',
    'mem',
    'disk',
    'kmsg',
    'random',
    'head',
  ],
  ...['node_exporter_metrics', 'prometheus_scrape', 'stdin', 'exec', 'process_exporter_metrics', 'kubernetes_events'],
]);

function wildOf(value: ReturnType<typeof valueOf>): string {
  const [word] = wordsOf(value);
  if (word === undefined) return '*';
  return partsOf(textOf(word))
    .map((part) => (typeof part === 'string' ? part : '*'))
    .join('');
}

function patternOf(value: ReturnType<typeof valueOf>): string {
  return value === undefined ? '' : wildOf(value);
}
