import { shown } from '../findings/shown';
import { exampleSpec } from '../pipeline/example-spec';
import type { ExampleSpec, ExpectedSpec, Fact } from '../pipeline/example-spec';
import type { Example } from '../pipeline/example';
import type { MetricSample } from '../pipeline/interpreter/report';
import { align, failing, isOfOtherSink, nearest } from './alignment';
import type { Pairing } from './alignment';
import { assembled, held, said } from './fact';
import { printValue } from './print-value';
import { checkPipeline, shipped } from './shipped';
import type { AnyPipeline, Shipped, ShippedEntry } from './shipped';

/** Dropped records that are named. */
const mostNamed = 5;

/** What an example says and the pipeline does otherwise. */
export interface Difference {
  /** Where the example says it: `ships[1]`, `counts.errors_total`. */
  readonly at: string;
  /** What is expected; undefined for an entry that is not. */
  readonly expected: unknown;
  /** The same part of the entry that is nearest to it; undefined where there is none. */
  readonly got: unknown;
  /** For people, in lines: which record, which part, and where it was dropped. */
  readonly message: string;
}

/** How the two sides of a difference are shown. */
export type ShowDifference = (expected: unknown, got: unknown) => string | null | undefined;

/**
 * What an example says and the pipeline does otherwise; empty where they agree. Entries are compared in their order, each with
 * the one that it is nearest to.
 *
 * @throws if the example is none, or its records cannot be read
 */
export function differences(pipeline: AnyPipeline, example: Example, show?: ShowDifference): readonly Difference[] {
  checkPipeline(pipeline);
  const spec = exampleSpec(example);
  const got = shipped(pipeline, spec.records);
  const told = new Teller(spec, got, lines(spec), show);
  const entries = align(spec.ships, got.entries).flatMap((pairing) => told.entry(pairing));
  const metrics = spec.counts.flatMap(([metric, count]) => differentCount(metric, count, got.metrics));
  return Object.freeze([...entries, ...metrics]);
}

/** An example of a pipeline that it does otherwise. */
export interface ExampleDifference extends Difference {
  /** The example's name. */
  readonly example: string;
}

/** All that a pipeline does otherwise than its examples say; empty where it does what they say. */
export function checkExamples(pipeline: AnyPipeline, show?: ShowDifference): readonly ExampleDifference[] {
  checkPipeline(pipeline);
  const found = Object.entries(pipeline.examples).flatMap(([name, example]) =>
    differences(pipeline, example, show).map((difference) => Object.freeze({ example: name, ...difference })),
  );
  return Object.freeze(found);
}

function lines({ records }: ExampleSpec): readonly string[] {
  return [...records].map(({ line }) => line);
}

/** Puts differences into words. */
class Teller {
  constructor(
    private readonly spec: ExampleSpec,
    private readonly got: Shipped,
    private readonly lines: readonly string[],
    private readonly show: ShowDifference | undefined,
  ) {}

  entry({ expected, got }: Pairing): readonly Difference[] {
    const wanted = expected === undefined ? undefined : this.spec.ships[expected];
    const found = got === undefined ? undefined : this.got.entries[got];
    if (wanted === undefined || expected === undefined) return found === undefined ? [] : [this.unexpected(found)];
    return found === undefined ? [this.missing(expected, wanted)] : this.different(expected, wanted, found);
  }

  private different(index: number, wanted: ExpectedSpec, found: ShippedEntry): readonly Difference[] {
    const wrong = failing(wanted, found);
    const otherSink = isOfOtherSink(wanted, found);
    if (wrong.length === 0 && !otherSink) return [];
    const sides = this.sides(wanted, found);
    const message = [
      `ships[${index}] differs from the entry of ${this.record(found.record)}`,
      ...this.parts(sides, wrong, found),
      ...(otherSink ? [`  sink: expected ${wanted.sink}, got ${found.sink}`] : []),
    ].join('\n');
    return [Object.freeze({ at: `ships[${index}]`, ...sides, message })];
  }

  private missing(index: number, wanted: ExpectedSpec): Difference {
    const near = nearest(wanted, this.got.entries);
    const expected = assembled(wanted.facts, ({ must }) => said(must));
    const message = [
      `ships[${index}] is not shipped`,
      `  expected ${printValue(expected)}`,
      near === undefined
        ? `  no entry is like it`
        : `  the nearest is the entry of ${this.record(near.record)}: ${printValue(this.sides(wanted, near).got)}`,
      ...this.drops(),
    ].join('\n');
    return Object.freeze({ at: `ships[${index}]`, expected, got: undefined, message });
  }

  private drops(): readonly string[] {
    const { dropped } = this.got;
    const named = dropped.slice(0, mostNamed).map(({ record, line, stage }) => {
      return `  dropped by ${stage}: ${this.record(record, line)}`;
    });
    return dropped.length > mostNamed ? [...named, `  and ${dropped.length - mostNamed} more`] : named;
  }

  private unexpected({ entry, sink, record }: ShippedEntry): Difference {
    const message = [`an entry is shipped that is not expected, of ${this.record(record)}`, `  ${printValue(entry)}`];
    return Object.freeze({ at: `sinks[${sink}]`, expected: undefined, got: entry, message: message.join('\n') });
  }

  /** The parts of the entry that are compared; what holds is the same on both sides, patterns too. */
  private sides(wanted: ExpectedSpec, { entry }: ShippedEntry): { readonly expected: object; readonly got: object } {
    const wrong = new Set(failing(wanted, { entry, sink: 0, record: 0 }));
    return {
      expected: assembled(wanted.facts, (fact) => (wrong.has(fact) ? said(fact.must) : held(entry, fact))),
      got: assembled(wanted.facts, (fact) => held(entry, fact)),
    };
  }

  private parts(
    { expected, got }: { readonly expected: object; readonly got: object },
    wrong: readonly Fact[],
    { entry }: ShippedEntry,
  ): readonly string[] {
    const whole = wrong.length === 0 ? undefined : this.show?.(expected, got);
    if (typeof whole === 'string') return ['', whole, ''];
    return wrong.map((fact) => {
      const [wanted, found] = [said(fact.must), held(entry, fact)].map((value) => printValue(value));
      return `  ${fact.path.join('.')}: expected ${wanted}, got ${found}`;
    });
  }

  private record(index: number, line: string = this.lines[index] ?? ''): string {
    return this.lines.length === 1 ? `the record ${shown(line)}` : `record ${index + 1}, ${shown(line)}`;
  }
}

function differentCount(metric: string, expected: number, metrics: readonly MetricSample[]): readonly Difference[] {
  const got = metrics.reduce((sum, one) => (one.metric === metric ? sum + one.count : sum), 0);
  if (got === expected) return [];
  const message = `counts.${metric}: expected ${expected}, got ${got}`;
  return [Object.freeze({ at: `counts.${metric}`, expected, got, message })];
}
