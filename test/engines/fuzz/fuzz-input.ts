import { Size } from 'cdk8s';
import { Condition } from '../../../lib/pipeline/condition';
import type { ConditionSpec } from '../../../lib/pipeline/condition-spec';
import type { EngineName } from '../../../lib/pipeline/engine-name';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import type { Origin } from '../../../lib/pipeline/record';
import { Ref } from '../../../lib/pipeline/ref';
import type { ValueSpec } from '../../../lib/pipeline/ref-spec';
import { Sink } from '../../../lib/pipeline/sink';
import type { LokiTarget } from '../../../lib/pipeline/sink-spec';
import { Source } from '../../../lib/pipeline/source';
import type { StageSpec } from '../../../lib/pipeline/stage-spec';
import type { Text } from '../../../lib/text/live-text';
import { stageOf } from './stage-of';

/** A pipeline and what it reads: plain data, so that it can be made smaller. */
export interface FuzzInput {
  /** Of files. @default - the pods of {@link pod} */
  readonly sources: readonly FuzzSource[];
  readonly stages: readonly StageSpec[];
  readonly sinks: readonly FuzzSink[];
  readonly files: readonly FuzzFile[];
  /** Who writes the one file, where a pod does. */
  readonly pod?: Origin;
}

export interface FuzzSource {
  /** Below the folder of the case, as are those that are left out. */
  readonly glob: string;
  readonly exclude: readonly string[];
  readonly maxLineBytes?: number;
}

export interface FuzzSink {
  readonly labels: Pairs;
  readonly metadata: Pairs;
  readonly when?: ConditionSpec;
}

export interface FuzzFile {
  /** Below the folder of the case. */
  readonly path: string;
  /** Bytes, each with what ends them. */
  readonly lines: readonly Buffer[];
}

type Pairs = readonly (readonly [name: string, value: ValueSpec])[];

/** The pipeline for an agent that finds the files below `folder`. @throws if a part of the input is not allowed */
export function pipelineOf(input: FuzzInput, to: LokiTarget, folder: string): LogPipeline<EngineName> {
  const { sources, stages, sinks, pod } = input;
  const below = (glob: string): `/${string}` => `${folder}/${glob}` as `/${string}`;
  const read = sources.map(({ glob, exclude, maxLineBytes }) =>
    Source.files(below(glob), {
      exclude: exclude.map(below),
      ...(maxLineBytes === undefined ? {} : { maxLineBytes: Size.kibibytes(maxLineBytes / 1024) }),
    }),
  );
  return new LogPipeline<EngineName>('fuzz', {
    sources: (pod === undefined ? read : [Source.pods({ namespaces: [pod.namespace ?? ''] })]) as [Source],
    stages: stages.map(stageOf),
    sinks: sinks.map((sink) => sinkOf(sink, to)) as unknown as [Sink],
  });
}

function sinkOf({ labels, metadata, when }: FuzzSink, to: LokiTarget): Sink {
  const values = (pairs: Pairs): Readonly<Record<string, Ref | Text>> =>
    Object.fromEntries(pairs.map(([name, value]) => [name, value.of === 'constant' ? value.text : new Ref(value)]));
  return Sink.loki(to, {
    labels: values(labels),
    structuredMetadata: values(metadata),
    // A random name says nothing about how many values there are.
    allowHighCardinality: labels.map(([name]) => name),
    ...(when === undefined ? {} : { when: new Condition(when) }),
  });
}
