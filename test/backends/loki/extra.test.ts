import { Duration, Size } from 'cdk8s';
import { checkExtra, merged } from '../../../lib/backends/loki/extra';
import type { Extra } from '../../../lib/backends/loki/extra';
import { env } from '../../../lib/text/live-text';
import { secret } from '../../../lib/text/secret-ref';

const found = (extra: Extra) => checkExtra(extra).map(({ rule, at, got, remedy }) => [rule, at, got, remedy]);

describe("options in Loki's own words", () => {
  it('are taken where Loki has them, deep down and by any name of a map', () => {
    expect(
      found({
        target: env('TARGET'),
        limits_config: {
          max_line_size: '256KB',
          volume_max_series: 3,
          query_timeout: Duration.minutes(1),
          max_query_length: '30d1h',
        },
        ingester_client: { grpc_client_config: { grpc_compression: 'snappy', tls_cert_path: '/cert' } },
        ruler: { ring: { kvstore: { etcd: { password: secret('ETCD') } } }, remote_write: { clients: { any: {} } } },
        distributor: { max_recv_msg_size: Size.mebibytes(8), write_failures_logging: { rate: '16KiB' } },
        memberlist: { join_members: ['a'], left_ingesters_timeout: '1h30m' },
      }),
    ).toEqual([]);
  });

  it('are found where Loki has none, with the name that was meant', () => {
    expect(found({ limits_config: { ingestion_rate: 4, max_line_sizes: 1 }, limit_config: {}, nonsense: 1 })).toEqual([
      ['loki/unknown-option', 'extra.limits_config', 'ingestion_rate', 'did you mean ingestion_rate_mb?'],
      ['loki/unknown-option', 'extra.limits_config', 'max_line_sizes', 'did you mean max_line_size?'],
      ['loki/unknown-option', 'extra', 'limit_config', 'did you mean limits_config?'],
      ['loki/unknown-option', 'extra', 'nonsense', 'leave it out, or look for its place in the reference'],
    ]);
  });

  it('are not taken from what every object has', () => {
    expect(
      found({ limits_config: JSON.parse('{"__proto__": 1, "constructor": 1}') as Extra }).map(([rule]) => rule),
    ).toEqual(['loki/unknown-option', 'loki/unknown-option']);
  });

  it.each([
    [{ auth_enabled: 'true' }, 'extra.auth_enabled', '"true"'],
    [{ limits_config: { max_line_size: 'big' } }, 'extra.limits_config.max_line_size', '"big"'],
    [{ limits_config: { max_line_size: env('SIZE') } }, 'extra.limits_config.max_line_size', 'a live text'],
    [{ limits_config: { query_timeout: 60 } }, 'extra.limits_config.query_timeout', '60'],
    // Loki's limits read days, its server does not: it would not start.
    [{ server: { http_server_idle_timeout: '1d' } }, 'extra.server.http_server_idle_timeout', '"1d"'],
    [{ limits_config: { query_timeout: '1.5h' } }, 'extra.limits_config.query_timeout', '"1.5h"'],
    [{ limits_config: { max_query_capacity: '1' } }, 'extra.limits_config.max_query_capacity', '"1"'],
    [{ limits_config: [] }, 'extra.limits_config', 'an empty list'],
    [{ limits_config: { required_labels: 'app' } }, 'extra.limits_config.required_labels', '"app"'],
    [{ ruler: { external_labels: [] } }, 'extra.ruler.external_labels', 'an empty list'],
    [{ target: 1 }, 'extra.target', '1'],
  ])('are found where they are of another kind: %#', (extra, at, got) => {
    expect(checkExtra(extra)).toMatchObject([{ rule: 'loki/option-kind', severity: 'error', at, got }]);
  });

  it('join what is typed block by block; what both say is told', () => {
    const twice: string[] = [];
    const all = merged({ a: { b: 1, c: { d: 2 } } }, { a: { c: { e: 3 }, b: 4 }, f: 5 }, (at) => twice.push(at));
    expect(all).toEqual({ a: { b: 1, c: { d: 2, e: 3 } }, f: 5 });
    expect(twice).toEqual(['extra.a.b']);
  });
});
