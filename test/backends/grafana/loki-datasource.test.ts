import * as fc from 'fast-check';
import { secret } from 'cdk8s-logging';
import { lokiDatasource, provisioningFile } from '../../../lib/backends/grafana/loki-datasource';
import { grafanaProvisioning } from '../../../lib/backends/grafana/provisioning';
import { env } from '../../../lib/text/live-text';
import type { LokiDatasource } from '../../../lib/backends/grafana/loki-datasource';

const variables = { LOKI_PASSWORD: 'p w', LOKI_TOKEN: 'abc', HOST: 'loki' };

/** What Grafana makes of a datasource's texts. */
function asGrafanaReads(value: unknown): unknown {
  if (typeof value === 'string') return grafanaProvisioning.read(value, variables);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(asGrafanaReads);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asGrafanaReads(item)]));
}
const plain = { name: 'Loki', uid: 'loki', loki: { url: 'http://loki' } };
const read = (datasource: Partial<LokiDatasource>) => asGrafanaReads(lokiDatasource({ ...plain, ...datasource }));

test('is no more than it has to be', () => {
  const datasource = lokiDatasource(plain);
  expect(datasource).toEqual({ name: 'Loki', uid: 'loki', type: 'loki', access: 'proxy', url: 'http://loki' });
  expect(provisioningFile(datasource)).toEqual({ apiVersion: 1, datasources: [datasource] });
});

test('asks as a tenant and a user, whose password Grafana has in a variable', () => {
  const auth = { user: 'us$er', password: secret('LOKI_PASSWORD') };
  const given = { loki: { url: env('HOST'), tenant: 'te$nant', auth } };
  expect(lokiDatasource({ ...plain, ...given })['secureJsonData']).toEqual({
    httpHeaderValue1: 'te$$nant',
    basicAuthPassword: '${LOKI_PASSWORD}',
  });
  expect(read(given)).toMatchObject({
    url: 'loki',
    basicAuth: true,
    basicAuthUser: 'us$er',
    jsonData: { httpHeaderName1: 'X-Scope-OrgID' },
    secureJsonData: { httpHeaderValue1: 'te$nant', basicAuthPassword: 'p w' },
  });
});

test('asks with a token, as a tenant or not: Grafana reads headers from number 1 to the first that is not there', () => {
  const auth = { bearer: secret('LOKI_TOKEN') };
  expect(read({ loki: { url: 'http://loki', auth } })).toMatchObject({
    jsonData: { httpHeaderName1: 'Authorization' },
    secureJsonData: { httpHeaderValue1: 'Bearer abc' },
  });
  expect(read({ loki: { url: 'http://loki', tenant: 'a', auth } })).toMatchObject({
    jsonData: { httpHeaderName1: 'X-Scope-OrgID', httpHeaderName2: 'Authorization' },
    secureJsonData: { httpHeaderValue1: 'a', httpHeaderValue2: 'Bearer abc' },
  });
});

describe('a link to traces', () => {
  const link = (field: string, from?: 'metadata') => {
    const traces = { field, datasourceUid: 'tempo', ...(from && { from }) };
    const { jsonData } = read({ traces }) as { jsonData: { derivedFields: readonly Record<string, string>[] } };
    return jsonData.derivedFields[0] ?? {};
  };

  test("leaves Grafana's own variable for it", () => {
    expect(lokiDatasource({ ...plain, traces: { field: 'trace_id', datasourceUid: 'tempo' } })).toMatchObject({
      jsonData: { derivedFields: [{ url: '$${__value.raw}' }] },
    });
    expect(link('trace_id')).toMatchObject({ name: 'trace_id', url: '${__value.raw}', datasourceUid: 'tempo' });
  });

  test.each([
    ['{"spans":[{"trace_id":"9c0e"}]}', '9c0e'],
    ['{"trace_id": "9c0e", "x":1}', '9c0e'],
    ['level=info trace_id=9c0e msg=x', '9c0e'],
    ['level=info trace_id="9c0e"', '9c0e'],
    ['{"message":"the \\"trace_id\\":\\"9c0e\\""}', undefined],
    ['{"parent_trace_id":"9c0e"}', undefined],
    ['{"trace_id":null}', undefined],
  ])('finds in %s %s', (line, id) => {
    expect(new RegExp(link('trace_id')['matcherRegex'] ?? '').exec(line)?.[1]).toBe(id);
  });

  test('finds it in structured metadata by its name', () => {
    expect(link('trace_id', 'metadata')).toMatchObject({ matcherType: 'label', matcherRegex: 'trace_id' });
  });
});

test('means for Grafana what was written, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('$', '{', '}', 'A', '_', ' ', 'é', '\\') }), (text) => {
      const given = { name: text, loki: { url: 'http://loki', tenant: text } };
      expect(read(given)).toMatchObject({ name: text, secureJsonData: { httpHeaderValue1: text } });
    }),
    { numRuns: 200 },
  );
});
