import type { Finding } from '../../findings/finding';
import type { Component } from './config/component';
import type { LokiOptions } from './config/loki';
import { ByName } from './config/settings';
import { leastDiskBuffer } from './config/sink-options';
import type { Buffer } from './config/sink-options';
import { isFrom } from './versions';
import type { VectorVersion } from './versions';

/** What the rules know of a configuration. */
export interface CheckedConfig {
  readonly version: VectorVersion;
  readonly dataDir: string;
  readonly components: readonly Component[];
}

/** What Vector would refuse of a configuration, or lose in silence. */
export function checkConfig(config: CheckedConfig): readonly Finding[] {
  return [
    ...checkNames(config),
    ...checkDataDir(config),
    ...config.components.flatMap((component) =>
      componentRules.flatMap((rule) => {
        const found = rule(component, config.version);
        return found === undefined ? [] : [{ ...found, at: `${component.section}.${component.name}` }];
      }),
    ),
  ];
}

type ComponentRule = (component: Component, version: VectorVersion) => Omit<Finding, 'at'> | undefined;

const componentRules: readonly ComponentRule[] = [
  function bufferMinimum({ options }) {
    const buffer = options['buffer'] as Buffer | undefined;
    if (buffer?.type !== 'disk' || (Number.isSafeInteger(buffer.maxSize) && buffer.maxSize >= leastDiskBuffer))
      return undefined;
    return {
      rule: 'vector/buffer-minimum',
      severity: 'error',
      got: String(buffer.maxSize),
      message: `'buffer.maxSize' must be a whole number of bytes from ${leastDiskBuffer} on`,
      remedy: 'give more disk, or a memory buffer',
    };
  },

  function compression({ type, options }) {
    const got = options['compression'] as LokiOptions['compression'];
    if (type !== 'loki' || got === undefined || got === 'gzip' || got === 'none') return undefined;
    return {
      rule: 'vector/loki-compression',
      severity: 'error',
      got,
      message: "'compression' of a loki sink must be gzip or none",
      remedy: 'use gzip: with snappy a label value can add labels, and one quote in it loses the batch',
    };
  },

  function structuredMetadata({ type, options }, version) {
    const metadata = options['structuredMetadata'];
    const has = metadata instanceof ByName || options['removeStructuredMetadataFields'] !== undefined;
    if (type !== 'loki' || !has || isFrom(version, '0.41.0')) return undefined;
    return {
      rule: 'vector/structured-metadata',
      severity: 'error',
      got: `version ${version}`,
      message: "'structuredMetadata' must go to Vector 0.41 or later",
      remedy: 'declare a later version and run it, or put the values into the line',
    };
  },

  function acknowledgements({ section, options }) {
    const buffer = options['buffer'] as Buffer | undefined;
    if (section !== 'sinks' || buffer?.whenFull !== 'drop_newest') return undefined;
    return {
      rule: 'vector/drops-when-full',
      severity: 'warning',
      got: 'drop_newest',
      message: "'buffer.whenFull' must be block, or events are lost while the sink is away",
      remedy: 'leave it out, so that what feeds the sink waits',
    };
  },
];

function checkNames({ components }: CheckedConfig): readonly Finding[] {
  const twice = new Set(
    components.map(({ name }) => name).filter((name, index, names) => names.indexOf(name) !== index),
  );
  return [...twice].map((name) => ({
    rule: 'vector/unique-names',
    severity: 'error',
    at: name,
    got: components.flatMap((one) => (one.name === name ? [`${one.section}.${one.type}`] : [])).join(' and '),
    message: "'name' must be that of one component",
    remedy: 'rename one of them',
  }));
}

function checkDataDir({ dataDir }: CheckedConfig): readonly Finding[] {
  if (dataDir.startsWith('/')) return [];
  return [
    {
      rule: 'vector/data-dir',
      severity: 'error',
      at: 'data_dir',
      got: dataDir,
      message: "'dataDir' must be an absolute path",
      remedy: 'begin it with /',
    },
  ];
}
