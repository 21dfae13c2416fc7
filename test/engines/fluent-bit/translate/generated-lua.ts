import { assemble } from '../../../../lib/engines/fluent-bit/lua/assemble';
import { pipelineProgram } from '../../../../lib/engines/fluent-bit/translate/pipeline-program';
import type { PipelineProgram } from '../../../../lib/engines/fluent-bit/translate/pipeline-program';
import { printInstant, splitInstant } from '../../../../lib/languages/time/instant';
import { timeReader } from '../../../../lib/languages/time/time-reader';
import type { EngineName } from '../../../../lib/pipeline/engine-name';
import type { Entry } from '../../../../lib/pipeline/entry';
import { plainValue } from '../../../../lib/pipeline/interpreter/value';
import type { FieldValue } from '../../../../lib/pipeline/interpreter/value';
import type { MetricSample } from '../../../../lib/pipeline/interpreter/report';
import type { LogPipeline } from '../../../../lib/pipeline/log-pipeline';
import type { LogRecord } from '../../../../lib/pipeline/record';
import { printedEntry } from '../../../contract/printed-entry';
import { inputCode } from '../lua/input-code';
import type { LuaInput } from '../lua/input-code';

type Model = Pick<LogPipeline<EngineName>, 'stages' | 'sinks'>;

/** What a pipeline's program makes of records. */
export interface Made {
  /** Each with the index of its sink. */
  readonly entries: readonly (readonly [entry: Entry, sink: number])[];
  readonly metrics: readonly MetricSample[];
}

/** A pipeline's stages and sinks as Lua, with each record's own time for a clock. */
export class GeneratedLua {
  private readonly program: PipelineProgram;
  private readonly sinks: readonly string[];

  constructor({ stages, sinks }: Model) {
    this.program = pipelineProgram({ stages: stages.map(({ spec }) => spec), sinks: sinks.map(({ spec }) => spec) });
    this.sinks = sinks.map(({ spec }) => spec.kind);
  }

  /**
   * A chunk that takes the records, completes what is joined, and returns what {@link made} reads.
   *
   * @param records - their fields are texts, booleans and numbers with a fraction or within 2^53
   * @param times - how often they are taken, one after the other
   */
  chunk(records: readonly LogRecord[], times = 1): string {
    const program = assemble(this.program.modules, `local app = ${this.program.code}`);
    return `${program}\nlocal records, times = ${inputCode(records.map(luaRecord))}, ${times}\n${driver}`;
  }

  /** What the chunk returned. */
  made(returned: unknown): Made {
    const { entries, samples } = returned as { readonly entries: Sequence<Sent>; readonly samples: Sequence<Sample> };
    return {
      entries: listOf(entries).map((sent) => [this.entry(sent), sent.sink - 1] as const),
      metrics: this.metrics(listOf(samples)),
    };
  }

  private entry({ sink, sec, nsec, entry }: Sent): Entry {
    const time = printInstant(BigInt(sec) * 1_000_000_000n + BigInt(nsec));
    if (typeof entry === 'string') return printedEntry(entry);
    if (this.sinks[sink - 1] === 'loki') {
      const { labels, metadata, line } = entry as LokiTable;
      return { labels: { ...labels }, structuredMetadata: { ...metadata }, time, line };
    }
    const { body, severity, trace_id: traceId, span_id: spanId, resource, attributes } = entry as OtlpTable;
    return {
      time,
      body,
      ...(severity === undefined ? {} : { severity }),
      ...(traceId === undefined ? {} : { traceId }),
      ...(spanId === undefined ? {} : { spanId }),
      resource: { ...resource },
      attributes: plainValue(attributes) as Readonly<Record<string, unknown>>,
    };
  }

  private metrics(samples: readonly Sample[]): readonly MetricSample[] {
    const series = new Map<string, MetricSample>();
    for (const { metric: index, labels, value } of samples) {
      const { kind, metric } = this.program.metrics[index - 1] ?? { kind: 'count', metric: 'none' };
      const key = JSON.stringify([kind, metric, Object.entries(labels).sort()]);
      const { count, sum } = series.get(key) ?? { count: 0, sum: 0 };
      series.set(key, {
        metric,
        kind,
        labels: { ...labels },
        count: count + 1,
        sum: kind === 'count' ? 0 : sum + value,
      });
    }
    return [...series.values()];
  }
}

/** A list, which is an object where it is empty. */
type Sequence<T> = readonly T[] | Readonly<Record<string, never>>;

interface Sent {
  readonly sink: number;
  readonly sec: number;
  readonly nsec: number;
  readonly entry: string | LokiTable | OtlpTable;
}

interface LokiTable {
  readonly line: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
}

interface OtlpTable {
  readonly body: string;
  readonly severity?: string;
  readonly trace_id?: string;
  readonly span_id?: string;
  readonly resource: Readonly<Record<string, string>>;
  readonly attributes: FieldValue;
}

interface Sample {
  readonly metric: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const readTime = timeReader('iso8601');

function luaRecord({ line, time = '', origin = {}, fields = {} }: LogRecord): LuaInput {
  const [sec, nsec] = splitInstant(readTime(time) ?? 0n).map(Number) as [number, number];
  return { line, sec, nsec, fields: fields as Record<string, LuaInput>, origin: origin as Record<string, LuaInput> };
}

function listOf<T>(sequence: Sequence<T>): readonly T[] {
  return Array.isArray(sequence) ? (sequence as readonly T[]) : [];
}

const driver = `
local entries, samples = {}, {}
local function send(r)
  for sink = 1, #app.sinks do
    local entry = app.sinks[sink](r)
    if entry ~= nil then entries[#entries + 1] = { sink = sink, sec = r.sec, nsec = r.nsec, entry = entry } end
  end
end
local copy
function copy(t)
  local copied = {}
  for key, held in pairs(t) do copied[key] = type(held) == 'table' and getmetatable(held) == nil and copy(held) or held end
  return copied
end
for _ = 1, times do
  for i = 1, #records do
    local r = app.push(copy(records[i]))
    if r ~= nil then send(r) end
    for _, sample in ipairs(app.samples() or {}) do samples[#samples + 1] = sample end
  end
end
app.flush(nil, nil, send)
for _, sample in ipairs(app.samples() or {}) do samples[#samples + 1] = sample end
return { entries = entries, samples = samples }
`;
