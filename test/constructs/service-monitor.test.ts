import { Duration } from 'cdk8s';
import { LokiStack } from 'cdk8s-logging';
import { checkServiceMonitor, serviceMonitor } from '../../lib/constructs/service-monitor';

const services = { name: 'loki', selector: { 'app.kubernetes.io/name': 'loki' }, port: 'http-metrics' };

test('a ServiceMonitor reads each pod once', () => {
  expect(
    serviceMonitor({ from: ['monitoring'], labels: { release: 'x' }, interval: Duration.seconds(90) }, services),
  ).toEqual({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'loki', labels: { 'app.kubernetes.io/name': 'loki', release: 'x' } },
    spec: {
      selector: {
        matchLabels: { 'app.kubernetes.io/name': 'loki' },
        matchExpressions: [{ key: 'prometheus.io/service-monitor', operator: 'NotIn', values: ['false'] }],
      },
      endpoints: [{ port: 'http-metrics', path: '/metrics', interval: '1m30s' }],
    },
  });
});

test('a ServiceMonitor is refused without the namespace of Prometheus', () => {
  expect(() => checkServiceMonitor({ from: [] as never })).toThrow("'serviceMonitor.from'");
  expect(() => checkServiceMonitor({ from: ['monitoring'], labels: { release: 1 as never } })).toThrow(
    "'serviceMonitor.labels.release'",
  );
});

test('the metrics that are named do not include one that Loki never had', () => {
  expect(Object.values(LokiStack.metrics)).not.toContain('loki_ingester_bytes_received_total');
});
