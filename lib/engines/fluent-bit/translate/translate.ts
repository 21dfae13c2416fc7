import { Duration, Size } from 'cdk8s';
import { FindingsError } from '../../../findings/finding';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { SourceSpec } from '../../../pipeline/source-spec';
import type { SinkSpec } from '../../../pipeline/sink-spec';
import type { Live, Text } from '../../../text/live-text';
import { LiveText } from '../../../text/live-text';
import { lua as luaFilter } from '../config/lua';
import type { Filter, Input, Output, Step } from '../config/plugin';
import { defaultDataDir, FluentBitConfig } from '../fluent-bit-config';
import type { FluentBitVersion } from '../versions';
import { Lua, lua } from './code';
import { eventProgram, partOf } from './event-program';
import { readDocker } from './docker';
import { readFiles } from './files';
import type { FilesSpec } from './files';
import { readJournal } from './journal';
import { lokiSink } from './loki-sink';
import { metricFilters, metricServer } from './metrics';
import { otlpSink } from './otlp-sink';
import { pipelineProgram } from './pipeline-program';
import { readPods } from './pods';
import type { PodsSpec } from './pods';
import { livesIn, refusals } from './refusals';
import type { Place, Reader } from './reader';
import { Needs } from './scope';
import type { SentBy } from './sent';
import { stdoutSink } from './stdout-sink';
import { ticks, timed } from './ticks';

/** What will run a translation. */
export interface Target {
  readonly version: FluentBitVersion;
  /** @default - the engine's own */
  readonly dataDir?: string | undefined;
  /** Whether its health and metrics are served in any case. @default false */
  readonly isWatched?: boolean;
}

/**
 * Pipelines as one configuration of Fluent Bit.
 *
 * A program of Lua for each pipeline does what its stages say, since Fluent Bit's own filters mean other things: it makes a
 * record of what an input read and, of the record, what each sink sends. Where a pipeline has several sinks an event holds the
 * entries of all, and each output takes its own. What waits for a pause to end (`joinLines`), and metrics, come with the ticks
 * of a clock, five times a second; what waits is kept in a file over the end of the process, and of a kill.
 *
 * What waits for a receiver is kept on the disk, below `dataDir`, 1 GiB for each sink at most; beyond it the oldest chunks are
 * dropped, which Fluent Bit logs, and counts in its metrics. A receiver that is away is asked again without end, for each chunk
 * at least once a minute. Nothing slows reading down: of files with more than that, a receiver that takes them slower than they
 * are read may not get all.
 *
 * Pods are read from the disk of their node; Kubernetes' API is asked for each once a minute. Docker's logging driver `fluentd`
 * sends to port 24224. Fluent Bit's own metrics are served with those of pipelines, on port 2021, where a pipeline counts or
 * measures; a measure's buckets are from 0.005 to 1,000,000.
 *
 * Where Fluent Bit is not quite what docs/model.md says, beyond what {@link refusals} refuse:
 * - A time before 1970 or from 7 February 2106 on leaves the time of reading: Fluent Bit has no other. Standard output shows it.
 * - `throttle` counts by arrival, in seconds of the agent's clock; so do the periods of `sample`'s `first`. A restart forgets both.
 * - Lines that wait in `joinLines` take 64 MiB in a pipeline at most; one beyond that begins a new entry, which is reported.
 * - `**` stands for 8 folders at most, none of which begins with a dot. New files are looked for once a second.
 * - A file whose name ends in `.gz` is read decompressed. Of two carriage returns alone before LF the line keeps none, and NULs are
 *   left out where what is read at a time begins with them.
 * - A renamed file that the source names as well is read once while Fluent Bit runs, and again when it is started again.
 * - A line of `maxLineBytes` and one byte is reported and not counted; longer ones are counted by Fluent Bit, in
 *   `fluentbit_input_long_line_skipped_total`.
 * - Pods whose labels the API does not tell, since it does not answer or they have gone, have none; that is reported. They change
 *   within a minute of their change. Parts of a line wait for their end in memory alone: it is sent in two where Fluent Bit is
 *   started again between them.
 * - Attributes of OTLP: a whole number that was written with a point is whole, and one beyond 2^53 is the text of its digits.
 *
 * @throws FindingsError with all that Fluent Bit cannot do of these pipelines
 */
export function translate(pipelines: readonly LogPipeline<'fluent-bit'>[], target: Target): FluentBitConfig {
  FindingsError.throwIfAny(refusals(pipelines));
  const { version, dataDir = defaultDataDir, isWatched = false } = target;
  const lives = new Lives();
  const claims: Claims = { files: [], pods: [] };
  const parts = pipelines.map((pipeline) => translatePipeline(pipeline, { claims, lives, dataDir }));
  const hasMetrics = isWatched || parts.some(({ counts }) => counts);
  const served = hasMetrics ? metricServer() : undefined;
  return new FluentBitConfig({
    version,
    service: {
      flush: Duration.millis(200),
      grace: Duration.seconds(5),
      hotReload: false,
      ...(isWatched
        ? { httpServer: true, httpListen: '0.0.0.0', httpPort: 2020, healthCheck: true, storageMetrics: true }
        : {}),
      storagePath: `${dataDir}/chunks`,
      storageMaxChunksUp: chunksUp(pipelines, parts),
      storageDeleteIrrecoverableChunks: true,
      storageKeepRejected: true,
      storageRejectedPath: 'rejected',
      storageRejectedLimit: Size.mebibytes(16),
      schedulerBase: Duration.seconds(1),
      schedulerCap: Duration.seconds(60),
    },
    ...(lives.env === undefined ? {} : { env: lives.env }),
    scriptVariables: [...new Set(pipelines.flatMap(variablesRead))].sort(),
    inputs: [...parts.flatMap(({ inputs }) => inputs), ...(served === undefined ? [] : [served.input])] as unknown as [
      Input,
    ],
    filters: parts.flatMap(({ filters }) => filters),
    outputs: [
      ...parts.flatMap(({ outputs }) => outputs),
      ...(served === undefined ? [] : [served.output]),
    ] as unknown as [Output],
  });
}

/**
 * Chunks in memory at a time, of 2 MB at most. Each tag that is written to has one, and each file of a pod its own tag.
 */
function chunksUp(pipelines: readonly LogPipeline<'fluent-bit'>[], parts: readonly Part[]): number {
  const readsPods = pipelines.some(({ sources }) => sources.some(({ kind }) => kind === 'pods'));
  return readsPods ? 128 : 16 + parts.flatMap(({ inputs }) => inputs).length;
}

/** What sources before read. */
interface Claims {
  readonly files: FilesSpec[];
  readonly pods: PodsSpec[];
}

/** What pipelines share. */
interface Whole {
  readonly claims: Claims;
  readonly lives: Lives;
  readonly dataDir: string;
}

interface Part {
  readonly inputs: readonly Input[];
  readonly filters: readonly Filter[];
  readonly outputs: readonly Output[];
  /** Whether it makes metrics. */
  readonly counts: boolean;
}

function translatePipeline(pipeline: LogPipeline<'fluent-bit'>, { claims, lives, dataDir }: Whole): Part {
  const { name } = pipeline;
  const stages = pipeline.stages.map(({ spec }) => spec);
  const sinks = pipeline.sinks.map(({ spec }) => spec);
  const needs = new Needs();
  const readers = pipeline.sources.map(({ spec }, index) =>
    readerOf(`${name}.${index + 1}`, spec, {
      claims,
      place: { dataDir, hasTies: sinks.some(({ kind }) => kind === 'loki') },
      needs,
    }),
  );
  const program = pipelineProgram({ stages, sinks, readLive: (live) => lives.read(live) });
  const sent = sinks.map(sentBy);
  const joins = stages.some(({ kind }) => kind === 'joinLines');
  const code = eventProgram(program, readers, sent, {
    needs: [...needs.modules, ...(sinks.some(({ kind }) => kind === 'otlp') ? (['otlp'] as const) : [])],
    kept: joins ? `${dataDir}/${name}.open` : undefined,
  });
  const counts = program.metrics.length > 0;
  const hasTicks = counts || joins;
  return {
    inputs: [...readers.flatMap(({ inputs }) => inputs), ...(hasTicks ? [ticks(name)] : [])],
    filters: [
      ...readers.flatMap(({ filters }) => filters),
      luaFilter({
        match: `${name}.*`,
        alias: name,
        script: { file: `${name}.lua`, code },
        call: 'on_event',
        timeAsTable: true,
        enableFlbNull: true,
      }),
      ...metricFilters(name, program.metrics),
      ...(hasTicks ? [timed(name)] : []),
    ],
    outputs: sent.map((sink, index) => {
      const all: readonly Step[] = [...(sent.length > 1 ? [ownPart(index)] : []), ...(sink.steps ?? [])];
      return sink.make({
        match: `${name}.*`,
        alias: `${name}.${index + 1}`,
        ...(all.length === 0 ? {} : { processors: { logs: all } }),
      });
    }),
    counts,
  };
}

interface ReaderSurroundings {
  readonly claims: Claims;
  readonly place: Place;
  readonly needs: Needs;
}

/** What reads for a source; from then on what it reads is claimed. */
function readerOf(tag: string, spec: SourceSpec, { claims, place, needs }: ReaderSurroundings): Reader {
  switch (spec.kind) {
    case 'files': {
      const reader = readFiles(tag, spec, claims.files, place, needs);
      claims.files.push(spec);
      return reader;
    }
    case 'pods': {
      const reader = readPods(tag, spec, claims.pods, place, needs);
      claims.pods.push(spec);
      return reader;
    }
    case 'docker':
      return readDocker(tag, spec, needs);
    case 'journal':
      return readJournal(tag, spec, place, needs);
  }
}

function sentBy(spec: SinkSpec): SentBy {
  switch (spec.kind) {
    case 'loki':
      return lokiSink(spec);
    case 'otlp':
      return otlpSink(spec);
    case 'stdout':
    case 'http':
      return stdoutSink;
  }
}

/** Of events that hold the entries of several sinks, those of one. */
function ownPart(sink: number): Filter {
  const { body, metadata } = partOf(sink);
  const [own, about] = [new Lua(`given.${body}`), new Lua(`given.${metadata}`)];
  return luaFilter({
    call: 'own',
    timeAsTable: true,
    enableFlbNull: true,
    code: lua`
      function own(tag, at, group, metadata, given)
        if ${own} == nil then return -1, at, metadata, given end
        return 1, at, ${about} or {}, ${own}
      end
    `.source,
  });
}

/** What a chart or Flux fills in: in the configuration's own variables, where programs find it. */
class Lives {
  private readonly names = new Map<string, { readonly name: string; readonly text: Text }>();

  read(live: Live): string | undefined {
    if (live.reader === 'env') return undefined;
    const key = JSON.stringify([live.reader, live.name]);
    const known = this.names.get(key) ?? { name: `LIVE_${this.names.size + 1}`, text: new LiveText([live]) };
    this.names.set(key, known);
    return `(FLB_ENV.${known.name} or "")`;
  }

  get env(): Readonly<Record<string, Text>> | undefined {
    if (this.names.size === 0) return undefined;
    return Object.fromEntries([...this.names.values()].map(({ name, text }) => [name, text]));
  }
}

/** Variables that a program reads: the rest stands in outputs. */
function variablesRead({ stages, sinks }: LogPipeline<'fluent-bit'>): readonly string[] {
  const values = sinks.map(({ spec }) =>
    spec.kind === 'loki'
      ? [spec.labels, spec.structuredMetadata, spec.when]
      : spec.kind === 'otlp'
        ? [spec.resource, spec.attributes, spec.traceId, spec.spanId, spec.when]
        : spec.when,
  );
  return livesIn([stages.map(({ spec }) => spec), values]).flatMap(({ reader, name }) =>
    reader === 'env' ? [name] : [],
  );
}
