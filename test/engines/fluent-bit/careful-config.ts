import { Duration, Size } from 'cdk8s';
import type { Finding } from '../../../lib';
import { FluentBitConfig, Input, Output } from '../../../lib/engines/fluent-bit';
import type { FluentBitConfigProps, TailOptions } from '../../../lib/engines/fluent-bit';

/** A tail in which no rule finds anything. */
export const careful: TailOptions = {
  tag: 'app',
  path: ['/var/log/*.log'],
  skipLongLines: true,
  refreshInterval: Duration.seconds(2),
  db: '/var/lib/fluent-bit/tail.db',
  memBufLimit: Size.mebibytes(8),
};

/** A configuration of the same kind. */
export const good: FluentBitConfigProps = {
  inputs: [Input.tail(careful)],
  outputs: [Output.loki({ match: 'app', host: 'loki', retryLimit: 'no_limits' })],
};

/** What the rules find in it with other parts. */
export function found(changes: Partial<FluentBitConfigProps>): readonly Finding[] {
  return new FluentBitConfig({ ...good, ...changes }).check();
}

/** The tail with other options. */
export function tail(changes: Partial<TailOptions>): Partial<FluentBitConfigProps> {
  return { inputs: [Input.tail({ ...careful, ...changes })] };
}

export const loki = (options: object): ReturnType<typeof Output.loki> =>
  Output.loki({ match: 'app', host: 'loki', retryLimit: 'no_limits', ...options });
export const otlp = (options: object): ReturnType<typeof Output.opentelemetry> =>
  Output.opentelemetry({ match: 'app', host: 'h', retryLimit: 'no_limits', logsBodyKeyAttributes: true, ...options });
