import type { Duration } from 'cdk8s';
import { optional } from '../../loki-stages/field';
import { duration } from '../../loki-stages/quantity';
import { component, Export } from './component';
import type { HasComponent } from './component';
import { targets } from './shape';
import type { Targets } from './shape';

/** Files by patterns of their paths. */
export interface LocalFileMatchOptions {
  /** `__path__` is a pattern such as `/var/log/**\/*.log`, `__path_exclude__` what is left out. */
  readonly pathTargets: Targets;
  /** How often new files are looked for. @default Duration.seconds(10) */
  readonly syncPeriod?: Duration;
  /** Leaves out files that were not written to for so long. @default - none is left out */
  readonly ignoreOlderThan?: Duration;
}

/** A target for each file. */
export interface LocalFileMatch extends HasComponent {
  readonly targets: Export<'targets'>;
}

/** @see https://grafana.com/docs/alloy/latest/reference/components/local/local.file_match/ */
export function localFileMatch(label: string, options: LocalFileMatchOptions): LocalFileMatch {
  const made = component('local.file_match', label, options, {
    pathTargets: targets,
    syncPeriod: optional(duration(1)),
    ignoreOlderThan: optional(duration(1)),
  });
  return Object.freeze({ component: made, targets: new Export(made, 'targets', 'targets') });
}
