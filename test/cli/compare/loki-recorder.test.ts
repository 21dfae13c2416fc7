import { gzipSync } from 'node:zlib';
import { LokiRecorder } from '../../../lib/cli/compare/loki-recorder';

describe('the recorder', () => {
  let recorder: LokiRecorder;
  beforeEach(async () => {
    recorder = await LokiRecorder.start();
  });
  afterEach(() => recorder.stop());

  const push = (to: string, stream: Record<string, string>, values: unknown[], headers: Record<string, string> = {}) =>
    fetch(`${recorder.url(to)}/loki/api/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', ...headers },
      body: gzipSync(JSON.stringify({ streams: [{ stream, values }] })),
    });

  test('keeps entries by the path they were sent to', async () => {
    const response = await push('a', { app: 'x' }, [['1700000000123456789', 'line', { offset: '0' }]], {
      'x-scope-orgid': 't',
    });
    expect(response.status).toBe(204);
    expect(recorder.entries('a')).toEqual([
      {
        labels: { app: 'x' },
        structuredMetadata: { offset: '0' },
        time: '2023-11-14T22:13:20.123456789Z',
        line: 'line',
      },
    ]);
    expect(recorder.entries('b')).toEqual([]);
    expect(recorder.pushes[0]?.tenant).toBe('t');
  });

  test('refuses what a Loki does', async () => {
    expect((await push('a', { app: 'x\ufffd' }, [['1', 'line']])).status).toBe(400);
    expect((await push('a', { '1a': 'x' }, [['1', 'line']])).status).toBe(400);
    expect((await push('a', { app: 'x' }, [], { 'content-type': 'text/plain' })).status).toBe(400);
    expect((await push('a', { app: 'x' }, [], { 'content-encoding': 'zstd' })).status).toBe(400);
    expect(recorder.refusals).toEqual([
      'a: U+FFFD in the label app',
      'a: the label name "1a"',
      'a: no decoder of text/plain',
      'a: the Content-Encoding zstd',
    ]);
    expect(recorder.entries('a')).toEqual([]);
  });

  test('keeps the other streams of a push that has one that a Loki refuses', async () => {
    const body = ['x\ufffd', 'y'].map((app) => ({ stream: { app }, values: [['1', app]] }));
    const response = await fetch(`${recorder.url('a')}/loki/api/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ streams: body }),
    });
    expect([response.status, recorder.refusals]).toEqual([400, ['a: U+FFFD in the label app']]);
    expect(recorder.entries('a').map(({ line }) => line)).toEqual(['y']);
  });

  test('says that it is ready', async () => {
    expect((await fetch(`${recorder.url()}/ready`)).status).toBe(200);
  });
});
