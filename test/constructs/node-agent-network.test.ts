import { env, Sink } from 'cdk8s-logging';
import type { Text } from 'cdk8s-logging';
import { networkPolicy } from '../../lib/constructs/node-agent-network';

const namespace = (name: string): object => ({
  to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } }],
});
const outside = (port: number): object => ({ ports: [{ port, protocol: 'TCP' }] });
const anywhere = { ports: [{ protocol: 'TCP' }] };

function egress(url: Text, proxied = false): unknown {
  const sinks = [Sink.loki({ url }, { labels: { app: 'x' } }).spec];
  const { spec } = networkPolicy({
    ...{ name: 'n', selector: {}, portName: 'http-metrics', metricsFrom: [], apiServerPorts: [], sinks, proxied },
  });
  return (spec as { egress: unknown[] }).egress.slice(1);
}

describe('networkPolicy', () => {
  test.each<[string, Text, readonly object[]]>([
    ['a service of a namespace', 'http://loki-gateway.loki.svc', [namespace('loki')]],
    ['one with the domain of its cluster', 'http://loki.logs.svc.cluster.local.:3100', [namespace('logs')]],
    ['a service of its own namespace', 'http://loki:3100', [{ to: [{ podSelector: {} }] }]],
    ['what may be either', 'http://loki.logs:3100', [namespace('logs'), outside(3100)]],
    ['a server outside', 'https://logs.prod.example.com', [outside(443)]],
    ['an address', 'http://10.1.2.3:3100', [anywhere]],
    ['an address of IPv6', 'http://[fd00::1]:3100', [anywhere]],
    ['what is known in the cluster', env('LOKI_URL'), [anywhere]],
  ])('lets the agent send to %s', (_, url, expected) => {
    expect(egress(url)).toEqual(expected);
  });

  test('lets it send anywhere behind a proxy', () => {
    expect(egress('http://loki.logs.svc', true)).toEqual([anywhere]);
  });

  test('lets nobody in who is not named', () => {
    const { spec } = networkPolicy({
      ...{ name: 'n', selector: { a: 'b' }, portName: 'http-metrics', metricsFrom: [], apiServerPorts: [6443] },
      ...{ sinks: [], proxied: false },
    });
    expect(spec).toMatchObject({
      podSelector: { matchLabels: { a: 'b' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
    });
    expect((spec as { egress: unknown[] }).egress[1]).toEqual(outside(6443));
  });
});
