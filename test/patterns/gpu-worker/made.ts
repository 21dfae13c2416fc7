import { field, GpuWorkerLogs, LogPipeline, secret, Sink } from 'cdk8s-logging';
import type { GpuWorkerLogsProps } from 'cdk8s-logging';

/** Where lines of the tests stand. */
export const at = { path: '/var/log/pm2/mailer-out.log' };

/** The pattern to Dash0. */
export function pipeline(props: GpuWorkerLogsProps = {}): LogPipeline {
  const logs = new GpuWorkerLogs(props);
  const { resource } = logs;
  const options = { resource, traceId: field('trace_id'), spanId: field('span_id') };
  return new LogPipeline('gpu-worker', {
    sources: logs.sources,
    stages: [...logs.stages, ...logs.messageAsBody],
    sinks: [Sink.dash0({ region: 'eu-west-1', token: secret('DASH0_TOKEN') }, options)],
  });
}
