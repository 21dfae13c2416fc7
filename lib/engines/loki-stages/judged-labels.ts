import type { Finding } from '../../findings/finding';
import { labelLimit } from '../../pipeline/check/label-limit';
import type { Checked } from '../../pipeline/check/place';

/** Configurations of pipelines that all keep their Lokis' own limits, which the configurations do not know. */
const kept = new WeakSet();

/** The configuration, for which the pipelines answer where it comes to how many labels there are. */
export function ofPipelines<C extends object>(config: C, pipelines: readonly Checked[]): C {
  if (pipelines.every((pipeline) => labelLimit(pipeline).length === 0)) kept.add(config);
  return config;
}

/** A configuration made of another, whose pipelines answer for its labels as well. */
export function ofTheSame<C extends object>(config: C, other: C): C {
  if (kept.has(other)) kept.add(config);
  return config;
}

/** What is found in a configuration, without what its pipelines answer for. */
export function besidesKept(config: object, findings: readonly Finding[]): readonly Finding[] {
  return kept.has(config) ? besidesLabelLimit(findings) : findings;
}

/** What is found in a translation, without what the pipelines' own check says in their terms. */
export function besidesLabelLimit(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ rule }) => rule !== 'loki/label-limit');
}
