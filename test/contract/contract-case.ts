import type { Condition } from '../../lib/pipeline/condition';
import type { EngineName } from '../../lib/pipeline/engine-name';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { fields } from '../../lib/pipeline/ref';
import type { Value } from '../../lib/pipeline/ref';
import type { Origin } from '../../lib/pipeline/record';
import { Sink } from '../../lib/pipeline/sink';
import type { LokiTarget } from '../../lib/pipeline/sink-spec';
import { Source } from '../../lib/pipeline/source';
import type { Stage } from '../../lib/pipeline/stage';
import { Size } from 'cdk8s';

/** What a case is about: a line of the table of docs/model.md, a stage, or another of its parts. */
export const topics = [
  ...['end of line', 'last line without LF', 'over-long line', 'invalid UTF-8', 'empty line', 'label values'],
  ...['structured metadata', 'JSON', 'patterns', 'replacement text', 'order', 'equal lines at equal times'],
  ...['sources that overlap', "a record's own JSON", 'reading a value', 'conditions', 'labels', 'sinks'],
  ...['parseJson', 'parseLogfmt', 'parsePattern', 'parseRegex', 'parsePath', 'when', 'rename', 'set', 'remove', 'time'],
  ...['level', 'classify', 'joinLines', 'keep', 'drop', 'sample', 'throttle', 'replace', 'line', 'count', 'measure'],
  ...['native'],
] as const;
export type Topic = (typeof topics)[number];

/** Where the files of a case lie for the agent; a runner that has them elsewhere says so in what it gives back. */
export const root = '/logs';

/** A file that the agent finds. */
export interface InputFile {
  /** Below {@link root}. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** What a Loki is to receive. */
export interface ExpectedEntry {
  readonly line: string;
  /** @default - the time of reading */
  readonly time?: string;
  /** @default - `job` alone, for a case that names no labels */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** One case of the contract: a pipeline, what it reads, and what a Loki receives. */
export interface ContractCase {
  readonly about: Topic;
  readonly name: string;
  /** The pipeline for an agent that finds the files below `folder`. */
  readonly pipeline: (to: LokiTarget, folder?: string) => LogPipeline<EngineName>;
  readonly files: readonly InputFile[];
  /** For a source of pods: who wrote the file; its lines are what the container wrote. */
  readonly pod?: Origin;
  /** For a source of pods: the file as the container runtime wrote it. @default - each line of the file is a whole one, written now */
  readonly runtimeFile?: Buffer;
  readonly expected: readonly ExpectedEntry[];
}

/** A case as its author writes it. */
export interface CaseProps {
  readonly stages?: readonly Stage<EngineName>[];
  /** Lines of one file, each ended by LF. */
  readonly lines?: readonly string[];
  /** Or one file as it is. */
  readonly bytes?: Buffer | string;
  /** Or several, each of lines. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
  /** Of the one file, below the root. */
  readonly path?: string;
  /** Makes the source one of pods. */
  readonly pod?: Origin;
  /** For a source of pods: the lines of its file as the container runtime wrote them. @default - each line of the file is a whole one */
  readonly runtimeLines?: readonly string[];
  /** Fields that are shown in structured metadata. */
  readonly show?: readonly [string, ...string[]];
  readonly metadata?: Readonly<Record<string, Value>>;
  readonly labels?: Readonly<Record<string, Value>>;
  readonly when?: Condition;
  readonly maxLineBytes?: number;
  /** Further sources, as globs below the root. */
  readonly globs?: readonly string[];
  readonly expected: readonly (ExpectedEntry | string)[];
}

/** Cases about one topic, by name. */
export function about(topic: Topic, cases: Readonly<Record<string, CaseProps>>): readonly ContractCase[] {
  return Object.entries(cases).map(([name, props]) => contractCase(topic, name, props));
}

function contractCase(topic: Topic, name: string, props: CaseProps): ContractCase {
  const { stages = [], show, metadata, labels = { job: 'contract' }, when, pod, runtimeLines } = props;
  return {
    about: topic,
    name,
    pipeline: (to, folder = root) =>
      new LogPipeline<EngineName>('contract', {
        sources: pod === undefined ? sourcesOf(props, folder) : [podsOf(pod)],
        stages,
        sinks: [
          Sink.loki(to, {
            labels,
            structuredMetadata: { ...(show === undefined ? {} : fields(...show)), ...metadata },
            ...(when === undefined ? {} : { when }),
          }),
        ],
      }),
    files: filesOf(props),
    ...(pod === undefined ? {} : { pod }),
    ...(runtimeLines === undefined ? {} : { runtimeFile: ended(runtimeLines) }),
    expected: props.expected.map((entry) => (typeof entry === 'string' ? { line: entry } : entry)),
  };
}

function sourcesOf({ maxLineBytes, globs = [] }: CaseProps, folder: string): readonly [Source, ...Source[]] {
  const options = maxLineBytes === undefined ? {} : { maxLineBytes: Size.kibibytes(maxLineBytes / 1024) };
  const source = (glob: string): Source => Source.files(`${folder}/${glob}` as `/${string}`, options);
  return [source('**/*.log'), ...globs.map(source)];
}

/** Of the case's own namespace: a container is read by one pipeline. */
function podsOf({ namespace }: Origin): Source {
  return Source.pods(namespace === undefined ? {} : { namespaces: [namespace] });
}

function filesOf({ lines, bytes, files, path = 'case.log' }: CaseProps): readonly InputFile[] {
  if (files !== undefined) return Object.entries(files).map(([name, all]) => ({ path: name, bytes: ended(all) }));
  return [{ path, bytes: bytes === undefined ? ended(lines ?? []) : Buffer.from(bytes as string) }];
}

function ended(lines: readonly string[]): Buffer {
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}
