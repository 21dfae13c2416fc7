import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { GpuWorkerLogs, LogPipeline, not, records, secret, Sink, Source } from 'cdk8s-logging';
import type { GpuWorkerLogsProps, LokiEntry, OtlpEntry } from 'cdk8s-logging';
import { at, pipeline } from './made';

const data = join(__dirname, '..', '..', 'data', 'logs', 'pm2-7.0.4');
const everything = pipeline({ sample: '100%' });
const run = (...lines: string[]) => everything.run(records(lines, at)) as OtlpEntry[];
const one = (...lines: string[]) => {
  const entries = run(...lines);
  expect(entries).toHaveLength(1);
  return entries[0] as OtlpEntry;
};
const classOf = (line: string) => one(line).attributes['error_class'];

describe('GpuWorkerLogs', () => {
  test('makes a pipeline without findings, for files, for docker compose and for a Loki', () => {
    expect(everything.check()).toEqual([]);
    const compose = pipeline({ sources: [...GpuWorkerLogs.files, Source.docker()] });
    expect(compose.check()).toEqual([]);
    expect(pipeline({ sources: [Source.docker()] }).check()).toEqual([]);
    expect(pipeline({ sources: [Source.journal()] }).check()).toEqual([]);
    const { sources, stages, labels, structuredMetadata } = new GpuWorkerLogs();
    const sinks = [Sink.loki({ url: 'http://loki' }, { labels, structuredMetadata })] as const;
    expect(new LogPipeline('gpu-worker', { sources, stages, sinks }).check()).toEqual([]);
  });

  test('says of each entry which worker it was, whatever a log says', () => {
    const { resource, attributes } = one(
      '{"level":"info","message":"x","machine_id":"mach-05","service.name":"other"}',
    );
    expect(resource).toEqual({
      'service.name': 'gpu-worker',
      'host.name': '${HOST_NAME}',
      machine_id: '${MACHINE_ID}',
      worker_id: '${WORKER_ID}',
      'deployment.environment.name': '${DEPLOYMENT_ENVIRONMENT}',
      'cloud.region': '${REGION}',
    });
    expect(attributes).toMatchObject({ machine_id: 'mach-05' });
  });

  test.each([
    [{ linesPerSecond: 0 }, `'linesPerSecond' must be a whole number from 1 on, got 0`],
    [{ slow: Duration.millis(0) }, `'slow' must be whole milliseconds from 1 on`],
    [{ service: '' }, `'service' must not be empty`],
    [{ logLevels: 'x' }, `'props' must have no other names than its own, got "logLevels"; did you mean logLevel?`],
  ])('fails when a value cannot be meant: %j', (props, message) => {
    expect(() => new GpuWorkerLogs(props as GpuWorkerLogsProps)).toThrow(message);
  });
});

describe("PM2's files", () => {
  test('with a date before each line become their JSON: time, severity, trace and job', () => {
    const entries = everything.run(records({ file: join(data, 'mailer-out.log') }, at)) as OtlpEntry[];
    expect(entries).toHaveLength(64);
    expect(entries[1]).toMatchObject({
      time: '2026-11-21T00:24:22.005Z',
      body: 'job accepted',
      severity: 'info',
      traceId: '4b73112e627c66bb0d9ef2bc99be659e',
      attributes: { job_id: 'job_da207fb5', worker_id: 'mailer-0' },
    });
    const failed = entries.filter(({ body }) => body === 'job failed');
    expect(failed.map(({ attributes }) => [attributes['error_class'], attributes['exception.type']])).toEqual([
      ['decoder', 'Error'],
      ['invalid_input', 'RangeError'],
    ]);
    // Of text between the JSON PM2's date is the time.
    const text = entries.filter(({ body }) => body.startsWith('plain text'));
    expect(text.map(({ time, severity }) => [time, severity])).toEqual([['2026-11-21T00:24:22.220Z', undefined]]);
    expect(entries.filter(({ body }) => /^\d{4}-/.test(body))).toEqual([]);
  });

  test('have a stack trace in one entry, an error of its class, at its time', () => {
    const entries = everything.run(records({ file: join(data, 'mailer-error.log') }, at)) as OtlpEntry[];
    expect(
      entries.map(({ body, severity, time, attributes }) => [
        body.split('\n').length,
        severity,
        time,
        attributes['error_class'],
      ]),
    ).toEqual([
      [10, 'error', '2026-11-21T00:24:22.422Z', 'decoder'],
      [4, 'error', '2026-11-21T00:24:22.422Z', 'invalid_input'],
    ]);
    expect(entries[0]?.body).toMatch(/^Error: no decoder for heic\n {4}at resize[^]*\n {2}cause: TypeError: [^]*\n\}$/);
  });

  test('without dates are read alike: every line stands in one entry', () => {
    const file = join(data, 'thumbnailer-error-0.log');
    const entries = everything.run(records({ file }, at)) as OtlpEntry[];
    expect(entries.reduce((sum, { body }) => sum + body.split('\n').length, 0)).toBe(59);
    const first = entries.map(({ body }) => body.split(/[: ]/, 1)[0]);
    expect(new Set(first)).toEqual(new Set(['Error', 'RangeError', 'stderr', '(node', '(Use']));
  });
});

describe('text as ComfyUI and Python print it', () => {
  test('has a traceback in one entry with the exception behind it', () => {
    const lines = [
      'got prompt',
      '!!! Exception during processing !!! Allocation on device 0 would exceed allowed memory. (out of memory)',
      'Traceback (most recent call last):',
      '  File "/opt/ComfyUI/execution.py", line 327, in execute',
      '    output_data = get_output_data(obj, input_data_all)',
      'torch.OutOfMemoryError: Allocation on device 0 would exceed allowed memory. (out of memory)',
      '',
      'Prompt executed in 41.52 seconds',
    ];
    const entries = run(...lines);
    expect(
      entries.map(({ body, severity, attributes }) => [body.split('\n')[0], severity, attributes['error_class']]),
    ).toEqual([
      ['got prompt', undefined, undefined],
      [
        '!!! Exception during processing !!! Allocation on device 0 would exceed allowed memory. (out of memory)',
        'error',
        'gpu_out_of_memory',
      ],
      ['Traceback (most recent call last):', 'error', 'gpu_out_of_memory'],
      ['Prompt executed in 41.52 seconds', undefined, undefined],
    ]);
    expect(entries[2]?.body).toContain('\ntorch.OutOfMemoryError: ');
    expect(entries[3]?.attributes).toMatchObject({ prompt_seconds: '41.52' });
  });

  test.each([
    ['2026-11-21 00:27:07,856 - root - ERROR - no', { time: '2026-11-21T00:27:07.856Z', severity: 'error' }],
    ['2026-11-21 00:27:07,856 - root - INFO - got prompt', { time: '2026-11-21T00:27:07.856Z', severity: 'info' }],
    ['[2026-11-21 00:27:07.856] got prompt', { time: '2026-11-21T00:27:07.856Z' }],
    ['[2026-11-21 00:27:07] [WARNING] low on memory', { time: '2026-11-21T00:27:07Z', severity: 'warn' }],
    ['2026-11-21T00:24:21: PM2 log: --- New PM2 Daemon started', { time: '2026-11-21T00:24:21Z' }],
    ['ERROR:root:!!! Exception during processing !!!', { severity: 'error' }],
    ['INFO:     10.2.0.1:56018 - "GET /queue HTTP/1.1" 200 OK', { severity: 'info' }],
    ['/opt/venv/lib/x.py:23: FutureWarning: torch.load is going to change', { severity: 'warn' }],
    ['Killed', { severity: 'error', attributes: { error_class: 'host_out_of_memory' } }],
    ['working on job_948fa8de', { attributes: { job_id: 'job_948fa8de' } }],
    [
      'start prompt_id=8f0c6a2e-1b77-4f0e-9c53-0a1e2b3c4d5e',
      { attributes: { job_id: '8f0c6a2e-1b77-4f0e-9c53-0a1e2b3c4d5e' } },
    ],
    [
      'call traceparent 00-9c0eb9542f03ca65a228090ad781f4b1-00f067aa0ba902b7-01',
      { traceId: '9c0eb9542f03ca65a228090ad781f4b1', spanId: '00f067aa0ba902b7' },
    ],
  ])('is understood: %s', (line, expected) => {
    expect(one(line)).toMatchObject({ body: line, ...expected });
  });

  test('is what a terminal shows of it: no colours, the end of a progress bar', () => {
    const bar = ['  0%|  | 0/20', ' 50%|# | 10/20', '100%|##| 20/20'].join('\r');
    expect(run('\x1b[32mgot prompt\x1b[0m', bar).map(({ body }) => body)).toEqual(['got prompt', '100%|##| 20/20']);
  });

  test('has no level where it says none, and none that is not one of the six', () => {
    expect(one('Requested to load SDXL')).not.toHaveProperty('severity');
    expect(one('{"level":"loud","message":"x"}').attributes).not.toHaveProperty('level');
  });
});

describe('JSON', () => {
  test('of other loggers has the same names', () => {
    expect(
      one(
        '{"level":50,"time":1795219200123,"msg":"job failed","jobId":"j-77","err":{"type":"E","message":"no","stack":"at"}}',
      ),
    ).toMatchObject({
      time: '2026-11-21T00:00:00.123Z',
      body: 'job failed',
      severity: 'error',
      attributes: { job_id: 'j-77', 'exception.type': 'E', 'exception.message': 'no', 'exception.stacktrace': 'at' },
    });
    expect(one('{"levelname":"WARNING","message":"m","traceId":"9C0EB9542F03CA65A228090AD781F4B1"}')).toMatchObject({
      severity: 'warn',
      traceId: '9c0eb9542f03ca65a228090ad781f4b1',
    });
  });

  test('with lines printed right behind it keeps them out of its fields, and all the same reads it', () => {
    expect(
      one('{"level":"error","message":"job failed","job_id":"job_1"}', '    at resize (/srv/app/worker.js:16:42)'),
    ).toMatchObject({
      severity: 'error',
      attributes: { job_id: 'job_1', error_class: 'other' },
    });
  });
});

describe('errors', () => {
  test.each([
    ['RuntimeError: CUDA error: device-side assert triggered', 'gpu_fault'],
    ['ERROR NVRM: Xid (PCI:0000:65:00): 79, GPU has fallen off the bus.', 'gpu_fault'],
    ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory', 'host_out_of_memory'],
    ["OSError: [Errno 28] No space left on device: '/workspace/out.png'", 'disk_full'],
    ['Error: connect ECONNREFUSED 10.0.0.5:6379', 'network'],
    ['requests.exceptions.ReadTimeout: HTTPSConnectionPool: Read timed out.', 'timeout'],
    ["FileNotFoundError: [Errno 2] No such file or directory: '/models/sdxl.safetensors'", 'model_missing'],
    [
      "TypeError: Cannot read properties of null (reading 'boom')\n    at Timeout._onTimeout (/srv/app/worker.js:42:58)",
      'other',
    ],
  ])('have a class: %s', (line, expected) => {
    expect(one(...line.split('\n')).attributes['error_class']).toBe(expected);
  });

  test('are found at any level where they cannot be mistaken, and nowhere else', () => {
    expect(one('{"level":"info","message":"retry: CUDA out of memory"}')).toMatchObject({
      severity: 'error',
      attributes: { error_class: 'gpu_out_of_memory' },
    });
    expect(classOf('{"level":"info","message":"timeout of 30 s set"}')).toBeUndefined();
    expect(
      one('Warning: Ran out of memory when regular VAE decoding, retrying with tiled VAE decoding.').severity,
    ).toBe('warn');
  });
});

describe('retention', () => {
  test('is 30 days, and 90 for failures, as a LokiStack takes it', () => {
    const { retention, retentionByStream } = GpuWorkerLogs.retention;
    expect(retention.toDays()).toBe(30);
    expect(retentionByStream.map(({ labels, keep }) => [labels, keep.toDays()])).toEqual([
      [{ level: 'error' }, 90],
      [{ level: 'fatal' }, 90],
    ]);
    const { sources, stages, labels } = new GpuWorkerLogs({ sample: '100%' });
    const loki = new LogPipeline('gpu-worker', {
      sources,
      stages,
      sinks: [Sink.loki({ url: 'http://loki' }, { labels })],
    });
    const entries = loki.run(records(['{"level":"CRITICAL","message":"x"}', 'Killed'], at)) as LokiEntry[];
    expect(entries.map((entry) => entry.labels['level'])).toEqual(['fatal', 'error']);
    expect(entries[0]?.line).toBe('{"level":"CRITICAL","message":"x"}');
  });

  test('of Dash0 is that of a dataset: failures may have one of their own', () => {
    const { sources, stages, resource, isFailure } = new GpuWorkerLogs({ sample: '100%' });
    const dataset = (name: string) => ({ region: 'eu-west-1', token: secret('DASH0_TOKEN'), dataset: name }) as const;
    const sinks = [
      Sink.dash0(dataset('gpu'), { resource, when: not(isFailure) }),
      Sink.dash0(dataset('gpu-errors'), { resource, when: isFailure }),
    ] as const;
    const both = new LogPipeline('gpu-worker', { sources, stages, sinks });
    expect(both.check()).toEqual([]);
    expect((both.run(records(['fine', 'Killed'], at)) as OtlpEntry[]).map(({ body }) => body)).toEqual([
      'fine',
      'Killed',
    ]);
  });
});
