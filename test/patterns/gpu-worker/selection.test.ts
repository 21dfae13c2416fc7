import { records } from 'cdk8s-logging';
import type { OtlpEntry } from 'cdk8s-logging';
import { at, pipeline } from './made';

describe('what is sent of many lines', () => {
  const info = (n: number) =>
    `{"timestamp":"2026-11-21T00:00:${String(n % 60).padStart(2, '0')}Z","level":"info","message":"step ${n} of job_${n.toString(16)}f0"}`;
  const bodies = (entries: readonly unknown[]) => (entries as OtlpEntry[]).map(({ body }) => body);

  test('is a share of the ordinary, every failure, every slow job, and the first of each shape', () => {
    const sampled = pipeline({ sample: '0%' });
    const lines = [
      ...Array.from({ length: 100 }, (_, n) => info(n)),
      '{"level":"error","message":"step 1 failed"}',
      '{"level":"error","message":"step 2 failed"}',
      '{"level":"info","message":"job done","processing_time_ms":12}',
      '{"level":"info","message":"job done","processing_time_ms":12}',
      '{"level":"info","message":"job done","processing_time_ms":31000}',
      'Prompt executed in 30.00 seconds',
      'Prompt executed in 31.00 seconds',
      'Prompt executed in 1.00 seconds',
      'Prompt executed in 2.00 seconds',
    ];
    expect(bodies(sampled.run(records(lines, at)))).toEqual([
      'step 0 of job_0f0',
      'step 1 failed',
      'step 2 failed',
      'job done',
      'job done',
      'Prompt executed in 30.00 seconds',
      'Prompt executed in 31.00 seconds',
      'Prompt executed in 1.00 seconds',
    ]);
  });

  test('has all fields that the log had', () => {
    const log = '{"level":"info","message":"latents","shape":[1,4,128],"written":12}';
    const [entry] = pipeline({ sample: '0%' }).run(records([log], at)) as OtlpEntry[];
    expect(entry?.attributes).toEqual({ level: 'info', shape: [1, 4, 128], written: 12 });
  });

  test('is at most so many lines a second of one file, and ten times as many failures', () => {
    const bound = pipeline({ sample: '100%', linesPerSecond: 10 });
    const time = '2026-11-21T00:00:00Z';
    const flood = Array.from(
      { length: 200 },
      (_, n) => `{"timestamp":"${time}","level":"${n % 2 ? 'error' : 'info'}","message":"${n}"}`,
    );
    const entries = bound.run(records(flood, at)) as OtlpEntry[];
    expect(entries.filter(({ severity }) => severity === 'info')).toHaveLength(10);
    expect(entries.filter(({ severity }) => severity === 'error')).toHaveLength(50);
    const other = bound.run([...records(flood, at), ...records(flood, { path: '/workspace/logs/b.log' })]);
    expect(other).toHaveLength(2 * entries.length);
  });

  test('is nothing while logging is turned off', () => {
    for (const off of ['true', '1', 'TRUE', 'on'])
      expect(pipeline({ disabled: off }).run(records(['x'], at))).toEqual([]);
    for (const on of ['false', '0', ''])
      expect(bodies(pipeline({ disabled: on }).run(records(['x'], at)))).toEqual(['x']);
  });

  test('is nothing below the least level, except what has none', () => {
    const lines = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'].map(
      (level) => `{"level":"${level}","message":"${level}"}`,
    );
    const sent = (logLevel: string) =>
      bodies(pipeline({ sample: '100%', logLevel }).run(records([...lines, 'none'], at)));
    expect(sent('WARNING')).toEqual(['warn', 'error', 'fatal', 'none']);
    expect(sent('info')).toEqual(['info', 'warn', 'error', 'fatal', 'none']);
    expect(sent('fatal')).toEqual(['fatal', 'none']);
    expect(sent('')).toHaveLength(7);
    const [entry] = pipeline({ logLevel: 'info' }).run(records(['{"level":"warn","message":"x"}'], at)) as OtlpEntry[];
    expect(entry).toMatchObject({ severity: 'warn', attributes: { level: 'warn' } });
    expect(entry?.attributes).not.toHaveProperty('least_level');
  });
});
