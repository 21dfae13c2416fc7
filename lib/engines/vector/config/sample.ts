import type { Text } from '../../../text/live-text';
import { checkSettings, transform } from './component';
import { anything, filled, maybe, text, vrlCode, whole } from './shape';
import type { Output, Reads } from './component';
import type { Vrl } from '../../../languages/vrl/vrl';

/** One in so many events, by their number. */
export interface SampleOptions extends Reads {
  /** One in `rate`. */
  readonly rate: number;
  /** A field whose value decides instead of the event's number. */
  readonly keyField?: string;
  /** A template: each value is counted by itself. */
  readonly groupBy?: Text;
  /** What passes without being counted. */
  readonly exclude?: Vrl;
}

/** @see https://vector.dev/docs/reference/configuration/transforms/sample/ */
export function sample(name: string, options: SampleOptions): Output {
  const { rate, keyField, groupBy, exclude } = checkSettings<SampleOptions>(name, options, {
    inputs: anything,
    rate: whole(1),
    keyField: maybe(filled),
    groupBy: maybe(text),
    exclude: maybe(vrlCode),
  });
  return transform('sample', name, options, { rate, keyField, groupBy, exclude });
}
