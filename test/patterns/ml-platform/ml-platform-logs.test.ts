import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogPipeline, MlPlatformLogs, fields, records, Sink, Source, Stage } from 'cdk8s-logging';
import type { LokiEntry, Origin } from 'cdk8s-logging';

const data = join(__dirname, '..', '..', 'data', 'logs');
const sources = [Source.pods({ namespaces: ['ml-platform'] })] as const;
const loki = { url: 'http://loki' };
const pipeline = new LogPipeline('ml-platform', {
  sources,
  stages: MlPlatformLogs.stages,
  sinks: [Sink.loki(loki, { labels: MlPlatformLogs.labels, structuredMetadata: MlPlatformLogs.structuredMetadata })],
});
const at: Origin = {
  namespace: 'ml-platform',
  pod: 'mlflow-5d8c-x2x7k',
  container: 'mlflow',
  podLabels: { 'app.kubernetes.io/name': 'mlflow', app: 'other' },
};
const pod = {
  namespace: 'ml-platform',
  pod: 'mlflow-5d8c-x2x7k',
  container: 'mlflow',
  app: 'mlflow',
  job: 'ml-platform/mlflow',
};
const read = (file: string) => pipeline.run(records({ file: join(data, file) }, at)) as LokiEntry[];
const run = (...lines: string[]) => pipeline.run(records(lines, at)) as LokiEntry[];
const linesOf = (file: string) => readFileSync(join(data, file), 'utf8').split('\n').length - 1;
const countBy = (entries: readonly LokiEntry[], name: string) => {
  const counts: Record<string, number> = {};
  for (const { labels } of entries) counts[labels[name] ?? ''] = (counts[labels[name] ?? ''] ?? 0) + 1;
  return counts;
};

describe('MlPlatformLogs', () => {
  test('makes a pipeline without findings, frozen and the same each time', () => {
    expect(pipeline.check()).toEqual([]);
    expect(MlPlatformLogs.stages).toBe(MlPlatformLogs.stages);
    expect(Object.isFrozen(MlPlatformLogs.stages) && Object.isFrozen(MlPlatformLogs)).toBe(true);
  });

  test("names a pod's app and job as Promtail's chart does", () => {
    expect(run('INFO:     x')).toMatchObject([{ labels: { ...pod, level: 'info' } }]);
    const app = (podLabels: Record<string, string>) =>
      (pipeline.run(records(['x'], { ...at, podLabels })) as LokiEntry[])[0]?.labels;
    expect(app({ app: 'feature-server' })).toMatchObject({ app: 'feature-server', job: 'ml-platform/feature-server' });
    expect(app({})).toMatchObject({ app: 'mlflow', job: 'ml-platform/mlflow' });
  });

  test('refuses experiment_id as a label, and proposes structured metadata', () => {
    const labels = { ...MlPlatformLogs.labels, ...fields('experiment_id') };
    const many = pipeline.with({ sinks: [Sink.loki(loki, { labels })] });
    expect(many.check()).toMatchObject([
      { rule: 'loki/label-cardinality', remedy: expect.stringContaining('move experiment_id to structuredMetadata') },
    ]);
  });
});

describe("MLflow's server", () => {
  test('behind uvicorn has levels, and its probes are left out', () => {
    const entries = read('mlflow-3.17.2/server-uvicorn.txt');
    expect(entries).toHaveLength(19);
    expect(countBy(entries, 'level')).toEqual({ '': 1, info: 17, warn: 1 });
    // Four of /health, one of /version.
    expect(entries.reduce((sum, { line }) => sum + line.split('\n').length, 0)).toBe(
      linesOf('mlflow-3.17.2/server-uvicorn.txt') - 5,
    );
    expect(entries.filter(({ line }) => /GET \/(health|version) /.test(line))).toEqual([]);
  });

  test('behind gunicorn keeps what probes asked for in vain', () => {
    const entries = read('mlflow-3.17.2/server-gunicorn.txt');
    expect(entries).toHaveLength(18);
    const asked = entries.flatMap(({ line }) => /"(\w+ \S+) HTTP\/1.1" (\d+)/.exec(line)?.slice(1).join(' ') ?? []);
    expect(asked).toEqual([
      'GET /metrics 404',
      'GET /nope 404',
      'GET /api/2.0/mlflow/experiments/get?experiment_id=77 404',
      'POST /api/2.0/mlflow/experiments/create 200',
    ]);
  });
});

describe("Feast's feature server", () => {
  test('has each traceback in one entry, an error', () => {
    const entries = read('feast-0.67.0/feature-server.txt');
    expect(countBy(entries, 'level')).toEqual({ '': 6, info: 17, warn: 1, error: 2 });
    const errors = entries.filter(({ labels }) => labels['level'] === 'error');
    expect(errors.map(({ line }) => line.split('\n').length)).toEqual([172, 99]);
    for (const { line } of errors) expect(line).toMatch(/Traceback[^]*FeatureViewNotFoundException/);
    expect(entries.filter(({ line }) => line.includes('GET /health'))).toEqual([]);
  });
});

describe('training jobs', () => {
  test('have model_type as a label and experiment_id as metadata, from JSON', () => {
    const entries = read('mlflow-3.17.2/train.jsonl');
    expect(entries).toHaveLength(113);
    expect(countBy(entries, 'model_type')).toEqual({ '': 1, logreg: 53, mlp: 20, none: 1, random_forest: 32, svm: 6 });
    expect(countBy(entries, 'level')).toEqual({ info: 98, warn: 11, error: 4 });
    expect(entries[1]?.structuredMetadata).toEqual({ experiment_id: '6864f197946f4eb0a3053e88bc4380f3' });
    expect(entries[0]?.structuredMetadata).toEqual({});
  });

  test('are errors where they end with an exception, though the last line before it is info', () => {
    const entries = read('mlflow-3.17.2/train-failing.txt');
    expect(countBy(entries, 'level')).toEqual({ info: 29, warn: 8, error: 1 });
    expect(entries.at(-1)?.line).toMatch(
      /^2026-11-21 00:27:11,069 - experiments - INFO - all runs finished\nTraceback/,
    );
    expect(entries.reduce((sum, { line }) => sum + line.split('\n').length, 0)).toBe(60);
  });

  test('that log as the guide says have ids, time and level of each line', () => {
    const entries = read('python-3.11/train.jsonl');
    const own = entries.filter(({ structuredMetadata }) => structuredMetadata['experiment_id'] === '1');
    expect(own.map(({ line, labels }) => [labels['level'], (JSON.parse(line) as { message: string }).message])).toEqual(
      [
        ['info', 'training'],
        ['info', 'step'],
        ['info', 'step'],
        ['info', 'step'],
        ['warn', 'loss is not finite'],
        ['error', 'row left out'],
      ],
    );
    for (const { line, time, labels, structuredMetadata } of own) {
      expect(`${time.slice(0, -1)}+00:00`).toBe((JSON.parse(line) as { timestamp: string }).timestamp);
      expect(labels['model_type']).toBe('logreg');
      expect(structuredMetadata['run_id']).toMatch(/^[\da-f]{32}$/);
    }
    expect(entries.at(-1)).toMatchObject({ labels: { level: 'fatal' }, line: expect.stringContaining('KeyError: ') });
  });

  test('that log with structlog have the same', () => {
    const entries = read('python-3.11/structlog.jsonl');
    expect(entries.map(({ labels }) => [labels['level'], labels['model_type']])).toEqual([
      ['info', 'mlp'],
      ['warn', 'mlp'],
      ['error', 'mlp'],
    ]);
    for (const { structuredMetadata } of entries) {
      expect(structuredMetadata).toEqual({ experiment_id: '7', run_id: '0f3a' });
    }
  });
});

describe('noise', () => {
  test.each(['/health', '/healthz', '/mlflow/health', '/metrics', '/ready', '/livez'])(
    'is a good answer for %s',
    (path) => {
      const line = (status: number, method = 'GET') => `10.2.0.1:5 - "${method} ${path} HTTP/1.1" ${status}`;
      expect(run(line(200))).toEqual([]);
      expect(run(line(500))).toHaveLength(1);
      expect(run(line(200, 'POST'))).toHaveLength(1);
    },
  );

  test.each([
    'INFO:     could not GET /health of the tracking server',
    '{"level": "info", "message": "10.2.0.1 - \\"GET /health HTTP/1.1\\" 200"}',
    '10.2.0.1:5 - "GET /healthy-recipes HTTP/1.1" 200',
    '10.2.0.1:5 - "GET /experiments?next=/health HTTP/1.1" 200',
  ])('is not %s', (line) => expect(run(line)).toHaveLength(1));
});

describe('a sample of a tenth', () => {
  const sampled = pipeline.with({
    stages: [...MlPlatformLogs.stages, Stage.sample('10%', { unless: MlPlatformLogs.isError })],
  });
  const sample = (lines: readonly string[]) => sampled.run(records(lines, at)) as LokiEntry[];

  test('keeps about a tenth of what is no error', () => {
    const kept = sample(Array.from({ length: 3000 }, (_, index) => `INFO:     request ${index}`)).length;
    expect(kept).toBeGreaterThan(200);
    expect(kept).toBeLessThan(400);
  });

  test.each([
    ['level error', '{"level": "error", "n": #}'],
    ['level critical', '2026-11-21 00:27:07,856 - train - CRITICAL - #'],
    ['status 500', '10.2.0.1:5 - "POST /get-online-features?n=# HTTP/1.1" 503'],
    ['an exception without a level', 'ValueError: row #'],
    ['what the kernel says', 'Killed process #'],
  ])('keeps every %s', (_, line) => {
    const lines = Array.from({ length: 300 }, (__, index) => line.replace('#', String(index)));
    expect(lines.flatMap((one) => sample([one]))).toHaveLength(300);
  });

  test("keeps every error of Feast's real log", () => {
    const errors = sampled.run(records({ file: join(data, 'feast-0.67.0/feature-server.txt') }, at)) as LokiEntry[];
    expect(errors.filter(({ labels }) => labels['level'] === 'error')).toHaveLength(2);
  });
});
