import { re2 } from '../../languages/regex/regex';
import { allOf, not } from '../../pipeline/condition';
import { levels } from '../../pipeline/level-table';
import { field, line } from '../../pipeline/ref';
import { Stage } from '../../pipeline/stage';
import type { NonEmpty } from '../../pipeline/non-empty';

/**
 * Leaves in `level` one of the six levels, or nothing: a log cannot make more streams. An exception that nobody caught is
 * printed without a header, behind whatever was logged last; it is an error all the same.
 */
export function levelStages(): NonEmpty<Stage> {
  const [first, ...others] = levels;
  const unknown = not(field('level').exists());
  return [
    // /opt/venv/…/fluent.py:23: FutureWarning: …
    Stage.when(allOf(unknown, line.matches(re2`^/\S+\.py:\d+:? \w+Warning: `)), Stage.set({ level: 'warn' })),
    Stage.level('level'),
    Stage.when(not(field('level').is(first, ...others)), Stage.remove('level')),
    Stage.when(
      allOf(
        line.matches(re2`(?:^|\n)Traceback \(most recent call last\):`),
        not(field('level').is('warn', 'error', 'fatal')),
      ),
      Stage.set({ level: 'error' }),
    ),
  ];
}

/**
 * The event's time, where `timestamp` is more exact than what the container's runtime noted: it has a fraction, and it names
 * its zone. Others stay at the runtime's, which is nanoseconds of UTC.
 */
export function exactTime(): Stage {
  const timestamp = field('timestamp');
  return Stage.when(timestamp.matches(re2`:\d{2}[.,]\d+(?:Z|[+-]\d{2}:?\d{2})$`), Stage.time(timestamp));
}
