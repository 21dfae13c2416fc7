import type { Finding } from '../findings/finding';
import { checkList, checkOptions, checkString, refusal } from './argument';
import { checkPipeline } from './check/check-pipeline';
import type { EngineName } from './engine-name';
import type { Entry } from './entry';
import type { Example } from './example';
import type * as Examples from './example-spec';
import type * as Interpretation from './interpreter/interpreter';
import type { ByName, NonEmpty } from './non-empty';
import type { LogRecord } from './record';
import { Sink } from './sink';
import { Source } from './source';
import { checkStages } from './stage';
import type { Stage } from './stage';

/** What a pipeline is made of. */
export interface LogPipelineProps<out N extends EngineName = never> {
  /** Where lines come from. */
  readonly sources: NonEmpty<Source>;
  /** What happens to them, in this order. @default - nothing */
  readonly stages?: readonly Stage<N>[];
  /** Where entries go: each sink gets all of them for which its `when` holds. */
  readonly sinks: NonEmpty<Sink>;
  /** What it does to a few records, by what that shows. Nothing of it is deployed. @default - none */
  readonly examples?: ByName<Example>;
}

/**
 * Where logs come from, what happens to them and where they go: an immutable value with a meaning of its own, which every
 * agent's configuration is held to. Findings, metrics and component names carry its name.
 */
export class LogPipeline<out N extends EngineName = never> implements LogPipelineProps<N> {
  /** Names its components in the agent, and the places of findings. */
  readonly name: string;
  /** Where its records come from. */
  readonly sources: NonEmpty<Source>;
  /** What happens to each record, in this order. */
  readonly stages: readonly Stage<N>[];
  /** Where every record goes that no stage dropped. */
  readonly sinks: NonEmpty<Sink>;
  /** By their names; `test`, matchers and `vector test` run them. */
  readonly examples: ByName<Example>;

  /**
   * @param name - lower-case letters, digits and `-`, at most 40
   * @throws if the name is none, or a list is empty or holds anything else
   */
  constructor(name: string, props: LogPipelineProps<N>) {
    this.name = checkName(name);
    const { sources, stages = [], sinks, examples = {} } = checkOptions(props, parts, 'props');
    this.sources = checkMembers(
      'sources',
      sources,
      (value) => Source.is(value),
      "add one such as Source.files('/var/log/**/*.log')",
    );
    this.stages = Object.freeze([...checkStages('stages', stages)]) as readonly Stage<N>[];
    this.sinks = checkMembers('sinks', sinks, (value) => Sink.is(value), 'add one such as Sink.loki(…)');
    this.examples = isEmpty(examples) ? noExamples : attached(examples);
    Object.freeze(this);
  }

  /** The same pipeline with other sources, stages, sinks or examples. */
  with<M extends EngineName = never>(changes: Partial<LogPipelineProps<M>>): LogPipeline<N | M> {
    const {
      sources = this.sources,
      stages = this.stages,
      sinks = this.sinks,
      examples = this.examples,
    } = checkOptions(changes, parts, 'changes');
    return new LogPipeline<N | M>(this.name, { sources, stages, sinks, examples });
  }

  /**
   * What the pipeline means, run here with no engine and no cluster. Entries come in the order of the records, for each
   * sink in turn.
   *
   *     const path = '/opt/airflow/logs/dag_id=etl/run_id=r1/task_id=load/map_index=2/attempt=1.log';
   *     const lines = ['[2026-11-21T00:22:41.116+0000] {a.py:1} ERROR - no'];
   *     const entries = pipeline({ url: 'http://loki' }).run(records(lines, { path }));
   *     expect(entries).toMatchObject([{ labels: { dag_id: 'etl', level: 'error' }, time: '2026-11-21T00:22:41.116Z' }]);
   *
   * @throws if a record has no time that can be read, or the pipeline holds native code that is not Vector's, does not
   *   compile, or calls what only Vector itself can run
   */
  run(records: Iterable<LogRecord>): Entry[] {
    if (typeof records !== 'object' || records === null || !(Symbol.iterator in records)) {
      throw refusal('records', 'be records', records, 'make them with records([…])');
    }
    const entries: Entry[] = [];
    // A synth runs no record, and need not load what does.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { Interpreter } = require('./interpreter/interpreter') as typeof Interpretation;
    const interpreter = new Interpreter(this, { onEntry: (entry) => entries.push(entry) });
    for (const record of records) interpreter.push(record);
    interpreter.flush();
    return entries;
  }

  /** All that is wrong with the pipeline as a whole, or looks so, whichever agent will run it. */
  check(): readonly Finding[] {
    return checkPipeline(this);
  }
}

const noExamples: ByName<Example> = Object.freeze({});

function isEmpty(examples: unknown): boolean {
  return typeof examples === 'object' && examples !== null && Object.keys(examples).length === 0;
}

function attached(examples: unknown): ByName<Example> {
  // Most pipelines have none, and need not load what reads them.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require('./example-spec') as typeof Examples).checkExamples(examples);
}

const parts = ['sources', 'stages', 'sinks', 'examples'] as const;

function checkName(name: unknown): string {
  const checked = checkString('name', name);
  if (/^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(checked)) return checked;
  // 40: agents and Kubernetes objects add to it, and 63 is what a name may have there.
  throw refusal('name', 'be lower-case letters, digits and -, at most 40', name, 'write one such as airflow-tasks');
}

function checkMembers<T>(
  property: string,
  given: unknown,
  is: (value: unknown) => value is T,
  remedy: string,
): NonEmpty<T> {
  const members = checkList(property, given, remedy);
  const wrong = members.findIndex((member) => !is(member));
  if (wrong >= 0) throw refusal(`${property}[${wrong}]`, 'be one of its kind', members[wrong], remedy);
  return members as NonEmpty<T>;
}
