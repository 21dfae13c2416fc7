import { printInstant } from '../../languages/time/instant';
import type { Entry, JsonEntry, LokiEntry, OtlpEntry } from '../entry';
import { levelOf } from '../level-table';
import type { ByName } from '../non-empty';
import type { ValueSpec } from '../ref-spec';
import type { SinkOf, SinkSpec } from '../sink-spec';
import { conditionTest } from './condition-test';
import { byKey } from './json-printer';
import { cleaned, cutToLimit } from './label-value';
import { textReader, valueReader } from './ref-reader';
import type { Tally } from './report';
import { plainObject } from './value';
import type { FieldValue } from './value';
import type { WorkingRecord } from './working-record';

/** The entry that a sink sends for a record; undefined where its `when` does not hold. */
export type Writer = (record: WorkingRecord) => Entry | undefined;

/** What writers tell while they write. */
export interface WriterContext {
  readonly cut: Tally;
  readonly cleaned: Tally;
  /** The field that the pipeline's last `level` stage names. */
  readonly levelField: string | undefined;
}

/** A sink, compiled. */
export function sinkWriter(spec: SinkSpec, context: WriterContext): Writer {
  const write = entryWriter(spec, context);
  if (spec.when === undefined) return write;
  const test = conditionTest(spec.when);
  return (record) => (test(record) ? write(record) : undefined);
}

function entryWriter(spec: SinkSpec, context: WriterContext): (record: WorkingRecord) => Entry {
  switch (spec.kind) {
    case 'loki':
      return lokiWriter(spec, context);
    case 'otlp':
      return otlpWriter(spec, context);
    case 'http':
    case 'stdout':
      return writeJson;
  }
}

type Pairs = readonly (readonly [name: string, value: ValueSpec])[];

function lokiWriter({ labels, structuredMetadata }: SinkOf<'loki'>, context: WriterContext) {
  const readLabels = namedTexts(labels, (name, text) => {
    const clean = cleaned(text);
    if (clean !== text) context.cleaned.add(name);
    const cut = cutToLimit(clean);
    if (cut.length !== clean.length) context.cut.add(name);
    return cut;
  });
  const readMetadata = namedTexts(structuredMetadata, (_name, text) => cleaned(text));
  return (record: WorkingRecord): LokiEntry => ({
    labels: readLabels(record),
    structuredMetadata: readMetadata(record),
    time: printInstant(record.time),
    line: record.line,
  });
}

function otlpWriter(spec: SinkOf<'otlp'>, { levelField }: WriterContext) {
  const resource = namedTexts(spec.resource, (_name, text) => text);
  const attributes = spec.attributes?.map(([name, value]) => [name, valueReader(value)] as const);
  const traceId = spec.traceId === undefined ? undefined : idReader(spec.traceId, 32);
  const spanId = spec.spanId === undefined ? undefined : idReader(spec.spanId, 16);
  return (record: WorkingRecord): OtlpEntry => {
    const level = levelField === undefined ? undefined : record.fields.get(levelField);
    const severity = typeof level === 'string' && levelOf.get(level) === level ? level : undefined;
    const trace = traceId?.(record);
    const span = spanId?.(record);
    return {
      time: printInstant(record.time),
      body: record.line,
      ...(severity === undefined ? {} : { severity }),
      ...(trace === undefined ? {} : { traceId: trace }),
      ...(span === undefined ? {} : { spanId: span }),
      resource: resource(record),
      attributes: attributes === undefined ? plainFields(record) : plainObject(present(attributes, record)),
    };
  };
}

function writeJson(record: WorkingRecord): JsonEntry {
  const { fields, origin } = record;
  return {
    time: printInstant(record.time),
    line: record.line,
    ...(fields.size === 0 ? {} : { fields: plainFields(record) }),
    ...(Object.keys(origin).length === 0 ? {} : { origin }),
  };
}

function plainFields({ fields }: WorkingRecord): ByName<unknown> {
  return plainObject([...fields].sort(byKey));
}

function present(
  attributes: readonly (readonly [string, (record: WorkingRecord) => FieldValue | undefined])[],
  record: WorkingRecord,
): [string, FieldValue][] {
  return attributes.flatMap(([name, read]) => {
    const value = read(record);
    return value === undefined ? [] : [[name, value]];
  });
}

/** Texts by name; what is absent or empty is left out. */
function namedTexts(
  pairs: Pairs,
  finish: (name: string, text: string) => string,
): (record: WorkingRecord) => Record<string, string> {
  const readers = pairs.map(([name, value]) => [name, textReader(value)] as const);
  return (record) => {
    const texts: [string, string][] = [];
    for (const [name, read] of readers) {
      const text = read(record);
      if (text !== undefined && text !== '') texts.push([name, finish(name, text)]);
    }
    return Object.fromEntries(texts);
  };
}

function idReader(spec: ValueSpec, digits: number): (record: WorkingRecord) => string | undefined {
  const read = textReader(spec);
  const pattern = new RegExp(`^(?!0+$)[0-9a-f]{${digits}}$`);
  return (record) => {
    const id = read(record)?.toLowerCase();
    return id !== undefined && pattern.test(id) ? id : undefined;
  };
}
