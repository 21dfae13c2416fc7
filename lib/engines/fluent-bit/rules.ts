import type { Finding } from '../../findings/finding';
import { classic } from './rules/classic';
import { bodyKey, bounded, early, health, retryLimit, storage } from './rules/delivery';
import { expandedTwice } from './rules/expansion';
import { oneListener } from './rules/listeners';
import { lokiWorkers } from './rules/loki';
import { modifyValues } from './rules/modify';
import { parsersKnown, uniqueParsers } from './rules/parsers';
import { known } from './rules/properties';
import { routing } from './rules/routing';
import type { CheckedConfig, ConfigRule, PluginRule } from './rules/rule';
import { encryption, plainSecrets, plainVariables } from './rules/security';
import { longLines, oneDb, positions, refreshInterval } from './rules/tail';

const configRules: readonly ConfigRule[] = [
  uniqueParsers,
  parsersKnown,
  routing,
  storage,
  early,
  bounded,
  lokiWorkers,
  oneDb,
  oneListener,
  health,
  classic,
];

const pluginRules: readonly PluginRule[] = [
  known,
  longLines,
  refreshInterval,
  positions,
  retryLimit,
  bodyKey,
  modifyValues,
  plainSecrets,
  encryption,
  expandedTwice,
];

/** What Fluent Bit would refuse of a configuration, or lose in silence. */
export function checkConfig(config: CheckedConfig): readonly Finding[] {
  return [...configRules.flatMap((rule) => rule(config)), ...checkPlugins(config)];
}

/** The same, of what each plugin and variable is by itself: for a part of a configuration. */
export function checkPlugins(config: CheckedConfig): readonly Finding[] {
  return [
    ...plainVariables(config),
    ...config.plugins.flatMap((placed) => pluginRules.flatMap((rule) => rule(placed, config))),
  ];
}
