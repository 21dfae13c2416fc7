import type { LogPipeline } from '../../pipeline/log-pipeline';
import type { Engine, TranslateOptions } from '../engine';
import { checkPipelines, checkTranslateOptions } from '../engine-arguments';
import type { AlloyConfig } from './alloy-config';
import { besidesLabelLimit } from '../loki-stages/judged-labels';
import { refusals } from './translate/refusals';
import { translate } from './translate/translate';
import { alloyVersions, checkVersion } from './versions';

/** Alloy, whose translations are configurations of components. */
export interface AlloyEngine extends Engine<'alloy'> {
  translate(pipelines: readonly LogPipeline<'alloy'>[], options?: TranslateOptions<'alloy'>): AlloyConfig;
}

/** Alloy, as shared code knows it. Where it keeps its state is told to the program alone, by `--storage.path`. */
export const alloy: AlloyEngine = Object.freeze({
  name: 'alloy',
  versions: alloyVersions,
  dataDir: '/var/lib/alloy/data',
  image: (version) => `grafana/alloy:v${checkVersion(version)}`,
  check(pipelines, options = {}) {
    const version = checkVersion(checkTranslateOptions(options).version);
    const found = refusals(checkPipelines(pipelines));
    if (found.some(({ severity }) => severity === 'error')) return found;
    return [...found, ...besidesLabelLimit(translate(pipelines, version).check())];
  },
  translate(pipelines, options = {}) {
    return translate(checkPipelines(pipelines), checkVersion(checkTranslateOptions(options).version));
  },
} satisfies Engine<'alloy'>);
