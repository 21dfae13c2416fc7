import { maxLabelBytes } from '../interpreter/label-value';
import type { ValueSpec } from '../ref-spec';
import { partsOf } from '../../text/live-text';
import { finding } from './place';
import type { Rule } from './place';

/** No label whose own text is longer than Loki takes: each entry would have it cut. */
export const labelValue: Rule = (pipeline) =>
  pipeline.sinks.flatMap(({ spec }, index) => {
    if (spec.kind !== 'loki') return [];
    const long = spec.labels.flatMap(([name, value]) => {
      const bytes = writtenBytes(value);
      return bytes > maxLabelBytes ? [{ name, bytes }] : [];
    });
    return long.map(({ name, bytes }) =>
      finding(pipeline, 'loki/label-value', `sinks[${index}].labels.${name}`, {
        message: `'labels' must have values of at most ${maxLabelBytes} bytes`,
        got: `${bytes} in ${name}, by what is written alone`,
        remedy: `shorten it, or move ${name} to structuredMetadata`,
      }),
    );
  });

/** The least bytes that a value which is there can have. */
function writtenBytes(value: ValueSpec): number {
  switch (value.of) {
    case 'constant':
      return bytesOf(partsOf(value.text));
    case 'text':
      return bytesOf(value.parts);
    case 'firstOf':
      return Math.max(...value.values.map(writtenBytes));
    default:
      return 0;
  }
}

function bytesOf(parts: readonly unknown[]): number {
  return parts.reduce<number>((sum, part) => sum + (typeof part === 'string' ? Buffer.byteLength(part) : 0), 0);
}
