import { Ref } from '../../../../pipeline/ref';
import type { RefSpec } from '../../../../pipeline/ref-spec';
import { Stage } from '../../../../pipeline/stage';
import { timeFormat } from '../go-layout';
import { Inexpressible } from '../note';
import { nonEmpty } from '../state';
import type { StageReader } from './context';

/** `timestamp`: the entry's time. */
export const timestamp: StageReader = (options, { state }) => {
  const source = options.text('source') ?? '';
  const layouts = [options.text('format') ?? '', ...options.list('fallback_formats').map(String)];
  const zone = options.text('location');
  const onFailure = options.text('action_on_failure') ?? 'fudge';
  const value = state.value(source, options.at);
  const formats = nonEmpty([...new Set(layouts.map((layout) => timeFormat(layout, options.path('format'))))]);
  if (formats === undefined) throw new Inexpressible(options.at, 'has no format');
  if (value === undefined) {
    state.note({
      at: options.at,
      kind: 'left out',
      what: 'timestamp',
      why: `nothing extracts ${source}: each line keeps its time of reading`,
    });
    return;
  }
  if (value.spec.of === 'constant') throw new Inexpressible(options.at, 'reads a time that is the same for all lines');
  if (onFailure === 'fudge') {
    state.note({
      at: options.at,
      kind: 'differs',
      what: 'action_on_failure: fudge',
      why: 'a line whose time cannot be read keeps that of its reading; Promtail gave it a nanosecond more than the line before it',
    });
  }
  const [only] = formats;
  const format = formats.length > 1 ? { format: formats } : only === 'iso8601' ? {} : { format: only };
  // UTC is what a text without a zone is.
  const zoned = zone === undefined || zone === '' || zone === 'UTC' ? {} : { zone };
  state.add(Stage.time(new Ref(value.use() as RefSpec), { ...format, ...zoned }));
};
