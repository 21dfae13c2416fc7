import { comment, path, vrl, Vrl } from '../../../languages/vrl';
import { cleaned, cutToLimit, maxLabelBytes } from '../../../pipeline/interpreter/label-value';
import type { ValueSpec } from '../../../pipeline/ref-spec';
import type { Auth, SinkOf } from '../../../pipeline/sink-spec';
import { livesOf } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import { through } from '../../../text/reader';
import { Unspellable } from '../../../text/unspellable';
import type { Consumer, NonEmpty, Output } from '../config/component';
import { loki, structuredMetadataSince } from '../config/loki';
import type { HttpAuth } from '../config/sink-options';
import { fieldTemplate, vectorTemplate } from '../field-template';
import { isFrom } from '../versions';
import type { VectorVersion } from '../versions';
import { leastDiskBuffer } from '../config/sink-options';
import { expandable, splitNames } from './named-texts';
import type { Origins } from './origins';
import type { Program } from './program';
import { isAbsent, isBeyondText, read } from './refs';

type Pairs = readonly (readonly [name: string, value: ValueSpec])[];

/** What a sink asks of the event, and the sink itself. */
export interface PreparedSink {
  prepare(program: Program): void;
  make(name: string, inputs: NonEmpty<Output>): Consumer;
}

/** What a sink needs to know of its pipeline. */
export interface SinkSurroundings {
  readonly version: VectorVersion;
  readonly origins: Origins;
  /** The key of an event that tells equal lines apart; undefined where their times do. */
  readonly tieBreak: string | undefined;
}

/** How long a batch waits for more: a task's last lines should not wait a second for none. */
const batchSeconds = 0.25;

/** Labels and metadata: what stands in the sink, and what its templates read of each event. */
export function dividedNames(
  spec: SinkOf<'loki'>,
  { version, origins }: Omit<SinkSurroundings, 'tieBreak'>,
): { readonly labels: Divided; readonly metadata: Divided } {
  return {
    labels: divide(spec.labels, origins, (text) => cutToLimit(cleaned(text))),
    metadata: divide(hasStructuredMetadata(version) ? spec.structuredMetadata : [], origins, cleaned),
  };
}

function hasStructuredMetadata(version: VectorVersion): boolean {
  return isFrom(version, structuredMetadataSince);
}

export function lokiSink(spec: SinkOf<'loki'>, surroundings: SinkSurroundings): PreparedSink {
  const { version, origins, tieBreak } = surroundings;
  const { labels, metadata } = dividedNames(spec, surroundings);
  const labelNames = splitNames(labels.perRecord.map(([name]) => name));
  const metadataNames = splitNames(metadata.perRecord.map(([name]) => name));
  return {
    prepare(program) {
      if (labels.perRecord.length > 0) {
        program.add(
          comment('Loki refuses a push for one label with a control character or U+FFFD, and for one that is too long'),
          texts('labels', labels.perRecord, program, maxLabelBytes),
          ...labelNames.written.flatMap((name) => expandable('labels', name)),
        );
      }
      if (metadata.perRecord.length > 0) {
        program.add(
          texts('structured_metadata', metadata.perRecord, program),
          ...metadataNames.written.flatMap((name) => expandable('structured_metadata', name)),
        );
      }
      if (origins.pods) program.add(comment('The buffer holds what is sent'), vrl`del(.fields)`, vrl`del(.kubernetes)`);
    },
    make(name, inputs) {
      const structuredMetadata = {
        ...(tieBreak === undefined ? {} : tieBreakOf(spec, tieBreak)),
        ...metadata.settled,
        ...metadataNames.templates('structured_metadata'),
      };
      const hasMetadata = hasStructuredMetadata(version) && Object.keys(structuredMetadata).length > 0;
      return loki(name, {
        inputs,
        endpoint: spec.to.url,
        ...(spec.to.tenant === undefined ? {} : { tenantId: through(spec.to.tenant, vectorTemplate) }),
        ...(spec.to.auth === undefined ? {} : { auth: authOf(spec.to.auth) }),
        labels: { ...labels.settled, ...labelNames.templates('labels') },
        ...(hasMetadata ? { structuredMetadata } : {}),
        encoding: { codec: 'text' },
        // Deflated JSON: see the option.
        compression: 'gzip',
        batch: { timeoutSecs: batchSeconds },
        // What was read of files is read again where it did not arrive, what was read of pods is not.
        ...(origins.files ? { acknowledgements: { enabled: true } } : {}),
        ...(origins.pods ? { buffer: { type: 'disk', maxSize: leastDiskBuffer, whenFull: 'block' } } : {}),
      });
    },
  };
}

/** What tells equal lines of equal times apart, of which Loki would keep one. */
function tieBreakOf({ labels, structuredMetadata }: SinkOf<'loki'>, key: string): { readonly [name: string]: Text } {
  const taken = [...labels, ...structuredMetadata].map(([name]) => name);
  return { [tieBreakName(taken, key)]: through(fieldTemplate(key), vectorTemplate) };
}

/** What it is called where these names are the user's. */
export function tieBreakName(taken: readonly string[], key: string): string {
  let name = key;
  while (taken.includes(name)) name = `file_${name}`;
  return name;
}

export function authOf(auth: Auth): HttpAuth {
  return auth.bearer === undefined
    ? { strategy: 'basic', user: auth.user, password: auth.password }
    : { strategy: 'bearer', token: auth.bearer };
}

interface Divided {
  readonly settled: Readonly<Record<string, Text>>;
  readonly perRecord: Pairs;
}

/** What is the same for all records stands in the sink, the rest is put together for each. */
function divide(pairs: Pairs, origins: Origins, finish: (text: string) => string): Divided {
  const settled: Record<string, Text> = {};
  const perRecord: (readonly [string, ValueSpec])[] = [];
  for (const [name, value] of pairs) {
    if (isAbsent(value, origins)) continue;
    const text = value.of === 'constant' ? settledText(value.text, finish) : undefined;
    if (text === undefined) perRecord.push([name, value]);
    else if (text !== '') settled[name] = text;
  }
  return { settled, perRecord };
}

/** A text as the sink can hold it; none where its characters mean something to the sink, or a program reads it. */
function settledText(text: Text, finish: (text: string) => string): Text | undefined {
  // A variable is read by a program: what Vector puts into the file's text could be more than a value.
  if (livesOf(text).some(({ reader }) => reader === 'env')) return undefined;
  try {
    return through(typeof text === 'string' ? finish(text) : text, vectorTemplate);
  } catch (error) {
    if (error instanceof Unspellable) return undefined;
    throw error;
  }
}

/** Sets a key of the event to an object of clean texts, without what is absent or empty. */
function texts(key: string, pairs: Pairs, program: Program, maxBytes?: number): Vrl {
  const reads = pairs.map(([name, value]) => [name, read(value, program)] as const);
  const values = reads.map(([name, { code }]) => vrl`${name}: ${code}`);
  // Where the compiler knows that all are text, it refuses the handling of an error: compact makes it forget.
  const known = reads.every(([, { type }]) => type !== 'any');
  const text = reads.some(([, { isJson }]) => isJson)
    ? vrl`if ${isBeyondText(vrl`value`)} { "" } else { to_string(value) ?? "" }`
    : vrl`to_string(value) ?? ""`;
  const clean = vrl`replace(text, r'[\x00-\x1f\x7f-\x9f\x{fffd}]', "?")`;
  const cut = vrl`if length(text) > ${maxBytes ?? 0} { replace(slice!(text, 0, ${maxBytes ?? 0}), r'\x{fffd}$', "") } else { text }`;
  const finish = maxBytes === undefined ? clean : Vrl.lines(vrl`text = ${clean}`, cut);
  const [open, close] = known ? [vrl`compact({`, vrl`})`] : [vrl`{`, vrl`}`];
  return vrl`
    ${path(key)} = compact(map_values(${open}
      ${Vrl.join(values, ',\n')}
    ${close}) -> |value| {
      text = ${text}
      ${finish}
    })`;
}
