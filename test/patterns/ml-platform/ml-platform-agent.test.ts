import { App, Chart } from 'cdk8s';
import { LogPipeline, MlPlatformAgent, MlPlatformLogs, mlPlatformSizes, Sink, Source } from 'cdk8s-logging';
import type { MlPlatformAgentProps } from 'cdk8s-logging';

const pipeline = new LogPipeline('ml-platform', {
  sources: [Source.pods({ namespaces: ['ml-platform'] })],
  stages: MlPlatformLogs.stages,
  sinks: [Sink.loki({ url: 'http://loki' }, { labels: MlPlatformLogs.labels })],
});

function made(props: Partial<MlPlatformAgentProps>) {
  const chart = new Chart(new App(), 'logging', { namespace: 'logging' });
  return new MlPlatformAgent(chart, 'agent', { agent: 'alloy', size: 'minikube', pipelines: [pipeline], ...props });
}

describe('MlPlatformAgent', () => {
  test.each([
    ['promtail', 'minikube', '128Mi'],
    ['promtail', 'production', '256Mi'],
    ['alloy', 'minikube', '256Mi'],
    ['alloy', 'production', '512Mi'],
  ] as const)('runs %s in size %s with up to %s', (agent, size, memory) => {
    const values = JSON.stringify(made({ agent, size }).agent.helmValues());
    expect(values).toContain(`"memory":"${memory}"`);
    expect(values).toMatch(/ml[-_]platform_?-?pods/);
  });

  test('takes resources that are given', () => {
    const { alloy } = mlPlatformSizes.production.resources;
    expect(JSON.stringify(made({ resources: alloy }).agent.helmValues())).toContain('"memory":"512Mi"');
  });

  test('passes the rest on', () => {
    expect(made({ name: 'logs' }).agent.name).toBe('logs');
  });

  test.each([
    [{ agent: 'vector' }, `'agent' must be 'promtail' or 'alloy', got "vector"; write one`],
    [{ agent: 'constructor' }, `'agent' must be 'promtail' or 'alloy', got "constructor"; write one`],
    [{ size: 'huge' }, `'size' must be 'minikube' or 'production', got "huge"; write one`],
  ])('fails when told %j', (props, message) => {
    expect(() => made(props as unknown as Partial<MlPlatformAgentProps>)).toThrow(message);
  });

  test('fails when told what no agent knows', () => {
    expect(() => made({ replicas: 2 } as unknown as Partial<MlPlatformAgentProps>)).toThrow(
      /'props' must have no other names/,
    );
  });
});

describe('mlPlatformSizes', () => {
  test('cannot be changed', () => {
    expect(Object.isFrozen(mlPlatformSizes) && Object.isFrozen(mlPlatformSizes.minikube.resources)).toBe(true);
  });
});
