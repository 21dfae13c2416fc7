import type { SinkSpec } from '../pipeline/sink-spec';
import { partsOf } from '../text/live-text';
import type { Text } from '../text/live-text';

/** What tells the place that a sink sends to from others; none where nothing is stored. */
export function targetOf(sink: SinkSpec): string | undefined {
  if (sink.kind === 'stdout') return undefined;
  const parts = (text: Text = ''): unknown => partsOf(text);
  return JSON.stringify(sink.kind === 'loki' ? [parts(sink.to.url), parts(sink.to.tenant)] : [parts(sink.url)]);
}
