import type { Condition } from '../../lib/pipeline/condition';
import type { EngineName } from '../../lib/pipeline/engine-name';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { fields } from '../../lib/pipeline/ref';
import type { Value } from '../../lib/pipeline/ref';
import type { Origin } from '../../lib/pipeline/record';
import { Sink } from '../../lib/pipeline/sink';
import type { LokiTarget } from '../../lib/pipeline/sink-spec';
import { Source } from '../../lib/pipeline/source';
import type { PodsOptions } from '../../lib/pipeline/source';
import type { Stage } from '../../lib/pipeline/stage';
import { Size } from 'cdk8s';
import type { FileStep } from './file-steps';

/** What a case is about: a line of the table of docs/model.md, a stage, or another of its parts. */
export const topics = [
  ...['end of line', 'last line without LF', 'over-long line', 'invalid UTF-8', 'empty line', 'label values'],
  ...['structured metadata', 'JSON', 'patterns', 'replacement text', 'order', 'equal lines at equal times'],
  ...['sources that overlap', "a record's own JSON", 'reading a value', 'conditions', 'labels', 'sinks'],
  ...['parseJson', 'parseLogfmt', 'parsePattern', 'parseRegex', 'parsePath', 'when', 'rename', 'set', 'remove', 'time'],
  ...['level', 'classify', 'joinLines', 'keep', 'drop', 'sample', 'throttle', 'replace', 'line', 'count', 'measure'],
  ...['native', 'rotation', 'OTLP', 'files', 'pods'],
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
  /** What becomes of the files, moment by moment: each when what was there before has been sent. @default - nothing */
  readonly moments?: readonly (readonly FileStep[])[];
  /** What every push says of itself. @default - no tenant, nobody */
  readonly carried?: Carried;
  readonly expected: readonly ExpectedEntry[];
  /** How many entries a busy machine is waited for. @default - none: all has come when nothing comes for a while */
  readonly awaited?: number;
}

/** What a push says in its headers. */
export interface Carried {
  readonly tenant?: string;
  readonly authorization?: string;
}

/** What runners give the programs to read secrets from. */
export const variables: Readonly<Record<string, string>> = { CONTRACT_SECRET: 's3cret' };

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
  /** Fields that are shown in structured metadata. */
  readonly show?: readonly [string, ...string[]];
  readonly metadata?: Readonly<Record<string, Value>>;
  readonly labels?: Readonly<Record<string, Value>>;
  readonly allowHighCardinality?: readonly string[];
  readonly when?: Condition;
  /** Of the Loki. */
  readonly to?: Pick<LokiTarget, 'tenant' | 'auth' | 'maxLabels'>;
  readonly carried?: Carried;
  /** Further sinks to the same Loki. */
  readonly also?: readonly Pick<CaseProps, 'labels' | 'metadata' | 'when'>[];
  /** In place of the Loki; what it prints is the line of an entry without labels. */
  readonly sink?: Sink;
  readonly maxLineBytes?: number;
  /** The first source, as a glob below the root. @default - all that ends with `.log` */
  readonly glob?: string;
  /** Further sources, as globs below the root. */
  readonly globs?: readonly string[];
  /** Globs below the root that no source reads. */
  readonly exclude?: readonly string[];
  /** Which pods the source selects. @default - those of the pod's namespace */
  readonly select?: PodsOptions;
  /** For a pod: its file as the container runtime wrote it, in place of `lines`. */
  readonly runtime?: string;
  /** What becomes of the files, moment by moment: each when what was there before has been sent. */
  readonly moments?: readonly (readonly StepProps[])[];
  readonly expected: readonly (ExpectedEntry | string)[];
}

/** A step as its author writes it. */
export type StepProps =
  Exclude<FileStep, { readonly append: string }> | { readonly append: string; readonly bytes: Buffer | string };

/** Cases about one topic, by name. */
export function about(topic: Topic, cases: Readonly<Record<string, CaseProps>>): readonly ContractCase[] {
  return Object.entries(cases).map(([name, props]) => contractCase(topic, name, props));
}

function contractCase(topic: Topic, name: string, props: CaseProps): ContractCase {
  const { stages = [], pod, sink, also = [], runtime, moments, carried } = props;
  return {
    about: topic,
    name,
    pipeline: (to, folder = root) =>
      new LogPipeline<EngineName>('contract', {
        sources: pod === undefined ? sourcesOf(props, folder) : [podsOf(props, pod)],
        stages,
        sinks: [
          sink ?? lokiSink({ ...to, ...props.to }, props),
          ...also.map((one) => lokiSink({ ...to, ...props.to }, one)),
        ],
      }),
    files: filesOf(props),
    ...(pod === undefined ? {} : { pod }),
    ...(runtime === undefined ? {} : { runtimeFile: Buffer.from(runtime) }),
    ...(moments === undefined ? {} : { moments: moments.map((steps) => steps.map(step)) }),
    ...(carried === undefined ? {} : { carried }),
    awaited: props.expected.length,
    expected: props.expected.map((entry) => (typeof entry === 'string' ? { line: entry } : entry)),
  };
}

function lokiSink(
  to: LokiTarget,
  { show, metadata, labels = { job: 'contract' }, when, ...rest }: Partial<CaseProps>,
): Sink {
  const { allowHighCardinality } = rest;
  return Sink.loki(to, {
    labels,
    structuredMetadata: { ...(show === undefined ? {} : fields(...show)), ...metadata },
    ...(when === undefined ? {} : { when }),
    ...(allowHighCardinality === undefined ? {} : { allowHighCardinality }),
  });
}

function step(written: StepProps): FileStep {
  return 'append' in written ? { append: written.append, bytes: Buffer.from(written.bytes as string) } : written;
}

/** Of the case's own namespace: a container is read by one pipeline. */
function podsOf({ select, maxLineBytes }: CaseProps, { namespace }: Origin): Source {
  return Source.pods({
    ...(select ?? (namespace === undefined ? {} : { namespaces: [namespace] })),
    ...(maxLineBytes === undefined ? {} : { maxLineBytes: Size.kibibytes(maxLineBytes / 1024) }),
  });
}

function sourcesOf(props: CaseProps, folder: string): readonly [Source, ...Source[]] {
  const { maxLineBytes, glob = '**/*.log', globs = [], exclude } = props;
  const below = (path: string): `/${string}` => `${folder}/${path}` as `/${string}`;
  const options = {
    ...(maxLineBytes === undefined ? {} : { maxLineBytes: Size.kibibytes(maxLineBytes / 1024) }),
    ...(exclude === undefined ? {} : { exclude: exclude.map(below) }),
  };
  const source = (one: string): Source => Source.files(below(one), options);
  return [source(glob), ...globs.map(source)];
}

function filesOf({ lines, bytes, files, path = 'case.log' }: CaseProps): readonly InputFile[] {
  if (files !== undefined) return Object.entries(files).map(([name, all]) => ({ path: name, bytes: ended(all) }));
  return [{ path, bytes: bytes === undefined ? ended(lines ?? []) : Buffer.from(bytes as string) }];
}

function ended(lines: readonly string[]): Buffer {
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}
