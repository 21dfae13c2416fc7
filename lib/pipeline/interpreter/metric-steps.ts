import type { StageOf } from '../stage-spec';
import { conditionTest } from './condition-test';
import { textReader, valueReader } from './ref-reader';
import type { MetricSample } from './report';
import type { Step, StepContext } from './stage-step';
import { numberOf } from './value';
import type { WorkingRecord } from './working-record';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The time series of a pipeline's metrics. */
export class MetricStore {
  private readonly series = new Map<string, Mutable<MetricSample>>();

  add(kind: MetricSample['kind'], metric: string, labels: readonly (readonly [string, string])[], value: number): void {
    const key = JSON.stringify([kind, metric, labels]);
    const known = this.series.get(key);
    const sample = known ?? { metric, kind, labels: Object.fromEntries(labels), count: 0, sum: 0 };
    sample.count += 1;
    sample.sum += value;
    if (known === undefined) this.series.set(key, sample);
  }

  get all(): readonly MetricSample[] {
    return [...this.series.values()].map((sample) => ({ ...sample }));
  }
}

export function countStep(spec: StageOf<'count'>, { metrics, use }: StepContext): Step {
  return metricStep(spec, (record, labels) => {
    use.applied += 1;
    metrics.add('count', spec.metric, labels(record), 0);
  });
}

export function measureStep(spec: StageOf<'measure'>, { metrics, use }: StepContext): Step {
  const read = valueReader(spec.value);
  return metricStep(spec, (record, labels) => {
    const value = read(record);
    const measured = value === undefined ? undefined : numberOf(value);
    if (measured === undefined) return;
    use.applied += 1;
    metrics.add('measure', spec.metric, labels(record), Number(measured));
  });
}

type LabelReader = (record: WorkingRecord) => readonly (readonly [string, string])[];

function metricStep(
  { when, labels }: Pick<StageOf<'count'>, 'when' | 'labels'>,
  add: (record: WorkingRecord, labels: LabelReader) => void,
): Step {
  const test = when === undefined ? () => true : conditionTest(when);
  const readers = labels.map(([name, value]) => [name, textReader(value)] as const);
  const read: LabelReader = (record) =>
    readers.flatMap(([name, reader]) => {
      const text = reader(record);
      return text === undefined || text === '' ? [] : [[name, text] as const];
    });
  return (record) => {
    if (test(record)) add(record, read);
    return true;
  };
}
