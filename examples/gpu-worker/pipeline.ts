import { env, field, GpuWorkerLogs, LogPipeline, secret, Sink, Source } from 'cdk8s-logging';
import { examples } from './examples';

const switches = { disabled: env('DISABLE_FLUENT_BIT_LOGGING'), logLevel: env('LOG_LEVEL') };

/** What workers write, to Dash0: findable by job, trace, machine and class of error. */
const from = (...sources: readonly Source[]) => {
  const logs = new GpuWorkerLogs({ sources: [...GpuWorkerLogs.files, ...sources], ...switches });
  return new LogPipeline('gpu-worker', {
    sources: logs.sources,
    stages: [...logs.stages, ...logs.messageAsBody],
    sinks: [
      Sink.dash0(
        { region: 'eu-west-1', token: secret('DASH0_TOKEN'), dataset: env('DASH0_DATASET') },
        { resource: logs.resource, traceId: field('trace_id'), spanId: field('span_id') },
      ),
    ],
    examples,
  });
};

/** Files of a pod. */
export const pipeline = from();
/** Files of a machine, and what the services of docker compose print. */
export const compose = from(Source.docker());
