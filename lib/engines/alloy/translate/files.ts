import { Duration } from 'cdk8s';
import type { NonEmpty } from '../../../pipeline/non-empty';
import type { SourceOf } from '../../../pipeline/source-spec';
import { areApart, globRegex } from '../../glob';
import { discovery, local, loki } from '../config/components';
import type { HasComponent } from '../config/component';
import type { RelabelRule } from '../config/relabel-rule';
import type { LogsReceiver } from '../config/shape';

export type FilesSpec = SourceOf<'files'>;

/** How often new files are looked for: a task may live for seconds. */
export const syncPeriod = Duration.seconds(1);

/**
 * Reads files. One that several of these sources name is read once: Alloy tells them apart by path.
 *
 * @param claims - sources that read before; a file of theirs is left to them
 */
export function readFiles(
  name: string,
  sources: NonEmpty<FilesSpec>,
  claims: readonly FilesSpec[],
  forwardTo: NonEmpty<LogsReceiver>,
): HasComponent {
  const found = sources.map((source, index) => {
    const label = index === 0 ? name : `${name}_${index + 1}`;
    const { targets } = local.fileMatch(label, { pathTargets: [{ __path__: doublestar(source.glob) }], syncPeriod });
    const rule = leaveOut(source, claims);
    return rule.length === 0 ? targets : discovery.relabel(label, { targets, rule }).output;
  });
  return loki.source.file(name, { targets: found as unknown as NonEmpty<(typeof found)[number]>, forwardTo });
}

/** Rules that leave out files: `__path_exclude__` takes one pattern, and could not say what a claim excludes itself. */
function leaveOut({ glob, exclude }: FilesSpec, claims: readonly FilesSpec[]): readonly RelabelRule[] {
  const mark = '__tmp_read_elsewhere';
  return [
    ...exclude.map((one): RelabelRule => ({ ...path(one), action: 'drop' })),
    ...claims
      .filter((claim) => !areApart(claim.glob, glob))
      .flatMap((claim): readonly RelabelRule[] => {
        if (claim.exclude.length === 0) return [{ ...path(claim.glob), action: 'drop' }];
        return [
          { ...path(claim.glob), targetLabel: mark, replacement: 'yes' },
          ...claim.exclude.map((one): RelabelRule => ({ ...path(one), targetLabel: mark, replacement: '' })),
          { sourceLabels: [mark], regex: 'yes', action: 'drop' },
        ];
      }),
  ];
}

function path(glob: string): RelabelRule {
  return { sourceLabels: ['__path__'], regex: globRegex(glob).toGo() };
}

/** Braces are alternatives for Alloy, and characters for the model; a backslash is one that escapes. */
function doublestar(glob: string): string {
  return glob.replace(/[{}\\]/g, '\\$&').replace(/\[(!?)\]/g, '[$1\\]');
}
