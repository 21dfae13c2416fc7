import type { LogPipeline } from '../../pipeline/log-pipeline';
import type { Engine, TranslateOptions } from '../engine';
import { checkPipelines, checkTranslateOptions } from '../engine-arguments';
import { refusals } from './translate/refusals';
import { translate } from './translate/translate';
import { defaultDataDir } from './vector-config';
import type { VectorConfig } from './vector-config';
import { checkVersion, vectorVersions } from './versions';

/** Vector, whose translations say which files they read. */
export interface VectorEngine extends Engine<'vector'> {
  translate(pipelines: readonly LogPipeline<'vector'>[], options?: TranslateOptions<'vector'>): VectorConfig;
}

/**
 * Vector, as shared code knows it.
 *
 * Its image is the Debian one: the sidecar drains by a shell script, and `distroless-libc` has no shell.
 */
export const vector: VectorEngine = Object.freeze({
  name: 'vector',
  versions: vectorVersions,
  dataDir: defaultDataDir,
  image: (version) => `timberio/vector:${checkVersion(version)}-debian`,
  check(pipelines, options = {}) {
    const { version, dataDir } = checkTranslateOptions(options);
    const known = checkVersion(version);
    const found = refusals(checkPipelines(pipelines), known);
    if (found.some(({ severity }) => severity === 'error')) return found;
    return [...found, ...translate(pipelines, known, dataDir).check()];
  },
  translate(pipelines, options = {}) {
    const { version, dataDir } = checkTranslateOptions(options);
    return translate(checkPipelines(pipelines), checkVersion(version), dataDir);
  },
} satisfies Engine<'vector'>);
