import type { Finding } from '../../findings/finding';
import type { Component } from './config/component';
import { acknowledged } from './rules/acknowledgements';
import { oneListener, oneWriter } from './rules/claims';
import { componentRules } from './rules/component-rules';
import { inputsOnce, opentelemetryMetrics, unreadOutputs } from './rules/flow';
import { absoluteDataDir, apiOptions } from './rules/globals';
import { uniqueNames } from './rules/names';
import type { CheckedConfig, ConfigRule } from './rules/rule';
import {
  backendsByThemselves,
  noPlaceholders,
  secretBackendKnown,
  secretKeyKnown,
  variablesOfOneLine,
} from './rules/secrets';
import { memoryTable } from './rules/tables';
import type { VectorVersion } from './versions';

const configRules: readonly ConfigRule[] = [
  uniqueNames,
  absoluteDataDir,
  apiOptions,
  oneListener,
  oneWriter,
  inputsOnce,
  opentelemetryMetrics,
  unreadOutputs,
  acknowledged,
  secretBackendKnown,
  secretKeyKnown,
  backendsByThemselves,
  noPlaceholders,
  variablesOfOneLine,
  memoryTable,
];

/** What Vector would refuse of a configuration, or lose in silence. */
export function checkConfig(config: CheckedConfig): readonly Finding[] {
  return [
    ...configRules.flatMap((rule) => rule(config)),
    ...config.components.flatMap((component) => checkComponent(component, config.version)),
  ];
}

function checkComponent(component: Component, version: VectorVersion): readonly Finding[] {
  const { section, name, type, byVersion, check } = component;
  const options = { ...component.options, ...byVersion?.(version) };
  const own = check?.(version) ?? [];
  const found = componentRules.flatMap((rule) => rule({ section, type, options, spell: (option) => option }, version));
  return [...own, ...found.map(({ path: _path, ...finding }) => finding)].map((finding) => ({
    ...finding,
    at: `${section}.${name}`,
  }));
}
