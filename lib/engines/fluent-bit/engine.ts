import type { LogPipeline } from '../../pipeline/log-pipeline';
import type { Engine, TranslateOptions } from '../engine';
import { checkPipelines, checkTranslateOptions } from '../engine-arguments';
import { defaultDataDir } from './fluent-bit-config';
import type { FluentBitConfig } from './fluent-bit-config';
import { refusals } from './translate/refusals';
import { translate } from './translate/translate';
import { checkVersion, fluentBitVersions } from './versions';

/** Fluent Bit, whose translations are configurations of inputs, filters and outputs, with a program of Lua for each pipeline. */
export interface FluentBitEngine extends Engine<'fluent-bit'> {
  translate(pipelines: readonly LogPipeline<'fluent-bit'>[], options?: TranslateOptions<'fluent-bit'>): FluentBitConfig;
}

/** Fluent Bit, as shared code knows it. Nothing listens, except for the metrics of a pipeline that makes some. */
export const fluentBit: FluentBitEngine = engine(false);

/** Fluent Bit where it is looked at: its health at port 2020, its metrics at port 2021 in any case. */
export const fluentBitOnNode: FluentBitEngine = engine(true);

function engine(isWatched: boolean): FluentBitEngine {
  return Object.freeze({
    name: 'fluent-bit',
    versions: fluentBitVersions,
    dataDir: defaultDataDir,
    image: (version) => `fluent/fluent-bit:${checkVersion(version)}`,
    check(pipelines, options = {}) {
      const { version, dataDir } = checkTranslateOptions(options);
      const known = checkVersion(version);
      const found = refusals(checkPipelines(pipelines));
      if (found.some(({ severity }) => severity === 'error')) return found;
      return [...found, ...translate(pipelines, { version: known, dataDir, isWatched }).check()];
    },
    translate(pipelines, options = {}) {
      const { version, dataDir } = checkTranslateOptions(options);
      return translate(checkPipelines(pipelines), { version: checkVersion(version), dataDir, isWatched });
    },
  } satisfies Engine<'fluent-bit'>);
}
