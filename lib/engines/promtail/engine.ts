import type { LogPipeline } from '../../pipeline/log-pipeline';
import type { Engine, TranslateOptions } from '../engine';
import { checkPipelines, checkTranslateOptions } from '../engine-arguments';
import { besidesLabelLimit } from '../loki-stages/judged-labels';
import { defaultDataDir } from './promtail-config';
import type { PromtailConfig } from './promtail-config';
import { refusals } from './translate/refusals';
import { translate } from './translate/translate';
import { checkVersion, promtailVersions } from './versions';

/** Promtail, whose configurations say how the program must be started. */
export interface PromtailEngine extends Engine<'promtail'> {
  translate(pipelines: readonly LogPipeline<'promtail'>[], options?: TranslateOptions<'promtail'>): PromtailConfig;
}

/** Promtail, as shared code knows it. Its life ended in March 2026: `alloy` runs the same pipelines. */
export const promtail: PromtailEngine = Object.freeze({
  name: 'promtail',
  versions: promtailVersions,
  dataDir: defaultDataDir,
  image: (version) => `grafana/promtail:${checkVersion(version)}`,
  check(pipelines, options = {}) {
    const { version, dataDir = defaultDataDir } = checkTranslateOptions(options);
    const known = checkVersion(version);
    const found = refusals(checkPipelines(pipelines));
    if (found.some(({ severity }) => severity === 'error')) return found;
    return [...found, ...besidesLabelLimit(translate(pipelines, known, dataDir).check())];
  },
  translate(pipelines, options = {}) {
    const { version, dataDir = defaultDataDir } = checkTranslateOptions(options);
    return translate(checkPipelines(pipelines), checkVersion(version), dataDir);
  },
} satisfies Engine<'promtail'>);
