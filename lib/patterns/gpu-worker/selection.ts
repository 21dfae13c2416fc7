import { re2 } from '../../languages/regex/regex';
import { anyOf, not } from '../../pipeline/condition';
import { field, line } from '../../pipeline/ref';
import { Stage } from '../../pipeline/stage';
import type { Duration } from 'cdk8s';
import type { Condition } from '../../pipeline/condition';
import type { NonEmpty } from '../../pipeline/non-empty';
import type { Ref } from '../../pipeline/ref';

/** What is kept of many lines. */
export interface Selection {
  readonly isFailure: Condition;
  readonly isSlow: Condition;
  readonly share: `${number}%`;
  /** How often a message of one shape is shown at least. */
  readonly repeat: Duration;
  readonly linesPerSecond: number;
  /** What tells sources apart. Undefined: all together. */
  readonly per: Ref | undefined;
}

/** Fields of ours, for as long as it takes: a log has a `shape` of its own, such as a tensor's. */
const own = { shape: 'cdk8s-logging.shape', written: 'cdk8s-logging.written' } as const;

/** How much more than usual a source may write of failures. */
const failureBurst = 10;

/**
 * Bounds what a source may send, then samples: failures, slow jobs and the first message of each shape stay. A shape is a message
 * without its numbers and ids: `job #: step # of #`.
 */
export function selectionStages({
  isFailure,
  isSlow,
  share,
  repeat,
  linesPerSecond,
  per: ref,
}: Selection): NonEmpty<Stage> {
  const per = ref === undefined ? {} : { per: ref };
  const kept = anyOf(isFailure, isSlow);
  return [
    // A worker that fails in a loop is a flood, too.
    Stage.throttle({ linesPerSecond: failureBurst * linesPerSecond, ...per }),
    Stage.throttle({ linesPerSecond, ...per, unless: isFailure }),
    Stage.when(
      not(kept),
      Stage.set({ [own.written]: line }),
      Stage.line(field('message')),
      Stage.replace(re2`(?:\b|_)[0-9a-f]*\d[0-9a-f.:-]*`, '#'),
      Stage.set({ [own.shape]: line }),
      Stage.line(field(own.written)),
      Stage.remove(own.written),
    ),
    Stage.sample(share, { unless: kept, first: { of: field(own.shape), each: repeat } }),
    Stage.remove(own.shape),
  ];
}
