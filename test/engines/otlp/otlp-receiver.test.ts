import { gzipSync } from 'node:zlib';
import { ExportLogsServiceRequest, ExportLogsServiceResponse } from './otlp-proto';
import type { AnyValue, KeyValue } from './otlp-proto';
import { OtlpReceiver } from './otlp-receiver';

let receiver: OtlpReceiver;
beforeEach(async () => {
  receiver = await OtlpReceiver.start();
});
afterEach(() => receiver.stop());

const pair = (key: string, value: AnyValue): KeyValue => ({ key, value });

/** As protobufjs takes 64 bits. */
const fixed64 = (value: bigint) => ({
  low: Number(BigInt.asIntN(32, value)),
  high: Number(value >> 32n),
  unsigned: true,
});

const request = ExportLogsServiceRequest.encode({
  resourceLogs: [
    {
      resource: { attributes: [pair('service.name', { stringValue: 'worker' })] },
      scopeLogs: [
        {
          logRecords: [
            {
              // 2026-11-21T00:00:00.123456789Z, beyond what a double holds.
              timeUnixNano: fixed64(1795219200123456789n),
              severityNumber: 17,
              severityText: 'error',
              body: { stringValue: 'CUDA out of memory' },
              traceId: Buffer.from('9c0eb9542f03ca65a228090ad781f4b1', 'hex'),
              spanId: Buffer.from('a228090ad781f4b1', 'hex'),
              attributes: [
                pair('whole', { intValue: 7 }),
                pair('part', { doubleValue: 0.5 }),
                pair('yes', { boolValue: true }),
                pair('none', {}),
                pair('list', { arrayValue: { values: [{ stringValue: 'a' }, { intValue: 0 }] } }),
                pair('inner', { kvlistValue: { values: [pair('__proto__', { stringValue: 'kept' })] } }),
              ],
            },
            { timeUnixNano: 0, body: { intValue: 5 } },
          ],
        },
      ],
    },
  ],
}).finish();

function post(body: Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const type = { 'content-type': 'application/x-protobuf' };
  return fetch(receiver.url, { method: 'POST', body: new Uint8Array(body), headers: { ...type, ...headers } });
}

test.each([
  ['plain', (body: Uint8Array) => body, {}],
  ['compressed', (body: Uint8Array) => gzipSync(body), { 'content-encoding': 'gzip' }],
])('records arrive as entries, %s', async (_, pack, headers) => {
  const response = await post(pack(request), { ...headers, authorization: 'Bearer x' });
  expect([response.status, receiver.refusals]).toEqual([200, []]);
  ExportLogsServiceResponse.decode(new Uint8Array(await response.arrayBuffer()));
  const [first, second] = receiver.entries();
  expect(first).toEqual({
    time: '2026-11-21T00:00:00.123456789Z',
    body: 'CUDA out of memory',
    severity: 'error',
    traceId: '9c0eb9542f03ca65a228090ad781f4b1',
    spanId: 'a228090ad781f4b1',
    resource: { 'service.name': 'worker' },
    attributes: {
      whole: 7,
      part: 0.5,
      yes: true,
      none: null,
      list: ['a', 0],
      inner: JSON.parse('{"__proto__":"kept"}') as unknown,
    },
  });
  expect(second).toMatchObject({ body: '5', attributes: {} });
  expect(receiver.requests[0]?.records[1]?.strangeBody).toBe(5);
  expect([receiver.count, receiver.requests[0]?.headers.authorization]).toEqual([2, 'Bearer x']);
});

test('nothing is kept of what is answered otherwise', async () => {
  for (const answer of [429, 503, 400] as const) {
    receiver.answer = answer;
    expect((await post(request)).status).toBe(answer);
  }
  receiver.answer = { status: 429, retryAfter: 3 };
  expect((await post(request)).headers.get('retry-after')).toBe('3');
  expect(receiver.count).toBe(0);
  expect([...receiver.answers]).toEqual([
    [429, 2],
    [503, 1],
    [400, 1],
  ]);
});

test('a request without an answer is one that never ends', async () => {
  receiver.answer = 'hang';
  const answered = await Promise.race([post(request), new Promise((resolve) => setTimeout(resolve, 100, 'none'))]);
  expect(answered).toBe('none');
});

test('what the protocol does not allow is refused', async () => {
  expect((await post(new Uint8Array([0x0a, 0x7f]))).status).toBe(400);
  expect((await post(request, { 'content-type': 'text/plain' })).status).toBe(400);
  expect((await post(request, { 'content-encoding': 'br' })).status).toBe(400);
  expect((await fetch(receiver.url)).status).toBe(400);
  expect(receiver.refusals).toEqual([
    expect.stringMatching(/index out of range/) as string,
    'content-type text/plain',
    'content-encoding br',
    'GET /v1/logs',
  ]);
});
