import { env, field, LogPipeline, records, secret, Sink, Source, Stage } from 'cdk8s-logging';

/** Each request of the web service, findable by its level and status; nobody needs the kubelet's probes. */
export const pipeline = new LogPipeline('web', {
  sources: [Source.files('/var/log/web/*.json')],
  stages: [
    Stage.parseJson(),
    Stage.drop(field('path').is('/healthz')),
    Stage.time(field('time')),
    Stage.level('severity'),
  ],
  sinks: [
    Sink.loki(
      { url: env('LOKI_URL'), tenant: 'shop', auth: { user: 'web', password: secret('LOKI_PASSWORD') } },
      {
        labels: { app: 'web', level: field('severity') },
        structuredMetadata: { pod: env('POD_NAME'), trace_id: field('trace_id'), status: field('status') },
      },
    ),
  ],
  examples: {
    'a request is sent as it was written, at its own time': {
      records: records([
        '{"time":"2026-11-21T10:00:00.250Z","severity":"WARNING","path":"/cart","status":503,"trace_id":"4bf92f35"}',
      ]),
      ships: [
        {
          labels: { app: 'web', level: 'warn' },
          structuredMetadata: { trace_id: '4bf92f35', status: '503' },
          time: '2026-11-21T10:00:00.250Z',
          line: /"path":"\/cart"/,
        },
      ],
    },
    'a probe is not sent': { records: records(['{"severity":"INFO","path":"/healthz","status":200}']), ships: [] },
  },
});
