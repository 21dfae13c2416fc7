import type { LogPipeline } from '../../pipeline/log-pipeline';
import type { Engine, EngineTests, TranslateOptions } from '../engine';
import { checkPipelines, checkTranslateOptions } from '../engine-arguments';
import type * as Tests from './tests/vector-tests';
import { refusals } from './translate/refusals';
import { translate } from './translate/translate';
import { defaultDataDir } from './vector-config';
import type { VectorConfig } from './vector-config';
import { checkVersion, vectorVersions } from './versions';
import type { VectorVersion } from './versions';

/** Vector, whose translations say which files they read. */
export interface VectorEngine extends Engine<'vector'> {
  translate(pipelines: readonly LogPipeline<'vector'>[], options?: TranslateOptions<'vector'>): VectorConfig;
  /** The pipelines' examples for `vector test`. @throws FindingsError with all errors of the pipelines */
  tests(pipelines: readonly LogPipeline<'vector'>[], options?: TranslateOptions<'vector'>): EngineTests;
}

/** What differs by the place where Vector runs. */
interface Place {
  /** Of its image's tag. */
  readonly flavour: 'debian' | 'distroless-libc';
  /** Whether its metrics are served in any case, also where no pipeline makes one. */
  readonly servesMetrics: boolean;
}

/**
 * Vector, as shared code knows it.
 *
 * Its image is the Debian one: the sidecar drains by a shell script, and `distroless-libc` has no shell.
 */
export const vector: VectorEngine = engineAt({ flavour: 'debian', servesMetrics: false });

/** Vector on a node, which needs no shell, and which is looked at by its metrics. */
export const vectorOnNode: VectorEngine = engineAt({ flavour: 'distroless-libc', servesMetrics: true });

function engineAt({ flavour, servesMetrics }: Place): VectorEngine {
  /** The last translation that began with a pipeline: one asks what is wrong with it, and then for the configuration. */
  const last = new WeakMap<LogPipeline<'vector'>, Translated>();
  const translated = (
    pipelines: readonly LogPipeline<'vector'>[],
    version: VectorVersion,
    dataDir: string | undefined,
  ): VectorConfig => {
    const [first] = pipelines;
    const known = first === undefined ? undefined : last.get(first);
    const isSame =
      known?.version === version &&
      known.dataDir === dataDir &&
      known.pipelines.length === pipelines.length &&
      known.pipelines.every((pipeline, index) => pipeline === pipelines[index]);
    if (isSame) return known.config;
    const config = translate(pipelines, { version, dataDir, servesMetrics });
    if (first !== undefined) last.set(first, { pipelines: [...pipelines], version, dataDir, config });
    return config;
  };
  return Object.freeze({
    name: 'vector',
    versions: vectorVersions,
    dataDir: defaultDataDir,
    image: (version) => `timberio/vector:${checkVersion(version)}-${flavour}`,
    check(pipelines, options = {}) {
      const { version, dataDir } = checkTranslateOptions(options);
      const known = checkVersion(version);
      const found = refusals(checkPipelines(pipelines), known);
      if (found.some(({ severity }) => severity === 'error')) return found;
      return [...found, ...translated(pipelines, known, dataDir).check()];
    },
    translate(pipelines, options = {}) {
      const { version, dataDir } = checkTranslateOptions(options);
      return translated(checkPipelines(pipelines), checkVersion(version), dataDir);
    },
    tests(pipelines, options = {}) {
      const { version, dataDir } = checkTranslateOptions(options);
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- no synth needs them
      const { VectorTests } = require('./tests/vector-tests') as typeof Tests;
      return new VectorTests(pipelines, translated(checkPipelines(pipelines), checkVersion(version), dataDir));
    },
  } satisfies Engine<'vector'>);
}

interface Translated {
  readonly pipelines: readonly LogPipeline<'vector'>[];
  readonly version: VectorVersion;
  readonly dataDir: string | undefined;
  readonly config: VectorConfig;
}
