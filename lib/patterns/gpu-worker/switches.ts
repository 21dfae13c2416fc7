import { levels } from '../../pipeline/level-table';
import { field } from '../../pipeline/ref';
import { Stage } from '../../pipeline/stage';
import type { Text } from '../../text/live-text';

/** What an operator may turn off without another configuration; the agent reads them when it starts. */
export interface GpuWorkerSwitches {
  /** Nothing is sent while it is `true`, `1`, `yes` or `on`; lines of that time are never sent. @default - always sent */
  readonly disabled?: Text;
  /** The least level that is sent, in any spelling: `warn` leaves out info and below. What has no level is sent. @default - all */
  readonly logLevel?: Text;
}

/** Drops everything where logging is turned off: before anything costs time. */
export function offSwitch(disabled: Text): readonly Stage[] {
  return [
    Stage.set({ logging_disabled: disabled }),
    Stage.drop(field('logging_disabled').matches(/^(?:true|1|yes|on)$/i)),
    Stage.remove('logging_disabled'),
  ];
}

/** Drops what is below a level. Comes before the `level` stage of the record's own field, which names the severity. */
export function leastLevel(least: Text): readonly Stage[] {
  return [Stage.set({ least_level: least }), Stage.level('least_level')];
}

/** Drops what is below the level that {@link leastLevel} read. */
export function dropBelow(): readonly Stage[] {
  const below = levels.slice(1).map((least, index) => {
    const [first = least, ...rest] = levels.slice(0, index + 1);
    return Stage.when(field('least_level').is(least), Stage.drop(field('level').is(first, ...rest)));
  });
  return [...below, Stage.remove('least_level')];
}
