import { Duration, Testing } from 'cdk8s';
import { AirflowTaskLogs, FluentBitSidecarPodTemplate, LogPipeline, Sink } from 'cdk8s-logging';
import type { FluentBitSidecarPodTemplateProps } from 'cdk8s-logging';

const pipeline = new LogPipeline('tasks', {
  sources: [AirflowTaskLogs.files],
  stages: AirflowTaskLogs.stages,
  sinks: [Sink.loki({ url: 'http://loki:3100' }, { labels: { app: 'airflow', ...AirflowTaskLogs.labels } })],
});

function template(props: Partial<FluentBitSidecarPodTemplateProps> = {}) {
  return new FluentBitSidecarPodTemplate(Testing.chart(), 'tasks', {
    baseImage: 'apache/airflow:3.2.2',
    pipelines: [pipeline],
    ...props,
  });
}

const literals = (made: FluentBitSidecarPodTemplate): string =>
  made.podTemplate.parts.map((part) => (typeof part === 'string' ? part : '…')).join('');

describe('FluentBitSidecarPodTemplate', () => {
  test('is the task’s pod of Vector’s template, with Fluent Bit beside the task', () => {
    const text = literals(template());
    expect(text).toContain('- name: base\n      image: apache/airflow:3.2.2');
    expect(text).toMatch(
      /initContainers:[^]*- name: fluent-bit\n {6}image: fluent\/fluent-bit:5\.1\.1\n {6}restartPolicy: Always/,
    );
    expect(text).toMatch(/name: logs\n {10}mountPath: \/opt\/airflow\/logs\n {10}readOnly: true/);
    expect(text).toContain('cdk8s-logging/sidecar: fluent-bit');
    const codes = template().podTemplate.parts.map((part) => (typeof part === 'string' ? '' : part.name));
    expect(codes.find((code) => code.includes('kerberos'))).toContain('FluentBitSidecarPodTemplate.helmValues()');
  });

  test('gives values for the chart’s own task pod', () => {
    const values = template({ maxDrain: Duration.minutes(20) }).helmValues() as { workers: Record<string, unknown> };
    expect(values.workers).toMatchObject({
      extraInitContainers: [
        { name: 'fluent-bit', restartPolicy: 'Always', securityContext: { runAsUser: 50000, runAsGroup: 0 } },
      ],
      labels: { 'cdk8s-logging/sidecar': 'fluent-bit' },
      podAnnotations: { 'fluentbit.io/exclude': 'true' },
      terminationGracePeriodSeconds: 1205,
    });
    expect(values.workers['extraVolumes']).toEqual([
      { name: 'fluent-bit-config', configMap: { name: expect.any(String) as string } },
      { name: 'fluent-bit-data', emptyDir: {} },
    ]);
  });

  test('refuses versions without native sidecars', () => {
    expect(() => template({ baseImage: 'apache/airflow:2.8.1' })).toThrow('2.8.2 or later');
    expect(() => template({ kubernetesVersion: '1.28' })).toThrow("'kubernetesVersion' must be 1.29 or later");
  });
});
