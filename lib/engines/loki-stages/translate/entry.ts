import { quote } from '../../../languages/go-template/quote';
import { cleaned, cutToLimit, maxLabelBytes } from '../../../pipeline/interpreter/label-value';
import type { ValueSpec } from '../../../pipeline/ref-spec';
import type { SinkOf } from '../../../pipeline/sink-spec';
import type { Text } from '../../../text/live-text';
import { LokiStage } from '../loki-stage';
import { condition } from './conditions';
import { isAbsent, read, textOf } from './refs';
import type { Topology } from './topology';

type Pairs = readonly (readonly [name: string, value: ValueSpec])[];

/** Structured metadata that tells equal lines of equal times apart, of which Loki would keep one. */
const tieBreak = 'observed_timestamp';

/** Its name; none where the user has taken it. */
export function tieBreakName(taken: readonly string[]): string | undefined {
  return taken.includes(tieBreak) ? undefined : tieBreak;
}

/** The last of the stages: what becomes of a record in a Loki. `setsTime`: whether lines have other times than their reading. */
export function lokiEntry(sink: SinkOf<'loki'>, topology: Topology, setsTime: boolean): void {
  const labels = divide(sink.labels, topology, (text) => cutToLimit(cleaned(text)));
  const metadata = divide(sink.structuredMetadata, topology, cleaned);
  const { program } = topology;
  if (sink.when !== undefined) program.drop(condition({ test: 'not', condition: sink.when }, topology));
  const taken = [...sink.labels, ...sink.structuredMetadata].map(([name]) => name);
  const tie = setsTime && tieBreakName(taken) !== undefined;
  if (labels.perRecord.length + metadata.perRecord.length > 0 || tie) {
    write('labels', labels.perRecord, topology);
    write('metadata', metadata.perRecord, topology);
    clean(
      [...labels.perRecord, ...metadata.perRecord].some(([, value]) => !isName(value)),
      topology,
    );
    if (tie) {
      program.comment('Loki keeps one of several entries of one line, time and metadata');
      program.add(`$_ := set $metadata "${tieBreak}" (toString now.UnixNano)`);
    }
    topology.output('labels', '$labels');
    topology.output('metadata', '$metadata');
    topology.forget('labels', 'metadata');
  }
  const labelNames = labels.perRecord.map(([name]) => name);
  const metadataNames = [...metadata.perRecord.map(([name]) => name), ...(tie ? [tieBreak] : [])];
  for (const name of labelNames) topology.expression(`label_${name}`, `labels.${name}`);
  for (const name of metadataNames) topology.expression(`metadata_${name}`, `metadata.${name}`);
  const known = setsTime || program.changesTime || topology.knowsTime;
  if (known) topology.expression('record_time', 'time');
  topology.end();
  if (known) {
    const from = { source: 'record_time', format: 'UnixNs', actionOnFailure: 'skip' } as const;
    topology.before(LokiStage.timestamp({ ...from, ...topology.dialect.timestamp }));
  }
  const settledMetadata = Object.entries(metadata.settled);
  const settled = [
    ...Object.entries(labels.settled),
    ...settledMetadata.map(([name, text]) => [`metadata_${name}`, text] as const),
  ];
  if (settled.length > 0) topology.before(LokiStage.staticLabels({ values: Object.fromEntries(settled) }));
  if (labelNames.length > 0) {
    topology.before(
      LokiStage.labels({ values: Object.fromEntries(labelNames.map((name) => [name, `label_${name}`])) }),
    );
  }
  const all = [...metadataNames, ...settledMetadata.map(([name]) => name)];
  if (all.length > 0) {
    // What is no extracted value is taken from a label of that name, which goes.
    topology.before(
      LokiStage.structuredMetadata({ values: Object.fromEntries(all.map((name) => [name, `metadata_${name}`])) }),
    );
  }
}

/** A dict of the texts that are there and not empty. */
function write(dict: 'labels' | 'metadata', pairs: Pairs, topology: Topology): void {
  const { program } = topology;
  program.add(`$${dict} := dict`);
  for (const [name, value] of pairs) {
    const { filled } = textOf(read(value, topology), topology);
    program.block(`with ${filled}`, () => program.add(`$_ := set $${dict} ${quote(name)} .`));
  }
}

/** Loki refuses a whole push for one label with U+FFFD, and an entry for one that is too long. */
function clean(needed: boolean, { program }: Topology): void {
  if (!needed) return;
  const unclean = quote('[\\x00-\\x1f\\x7f-\\x{9f}\\x{FFFD}]');
  const all = program.variable('all', 'join "" (concat (values $labels) (values $metadata))');
  program.block(`if regexMatch ${unclean} ${all}`, () => {
    program.block('range $texts := list $labels $metadata', () => {
      program.block('range $name, $value := $texts', () => {
        program.add(`$_ := set $texts $name (regexReplaceAllLiteral ${unclean} $value "?")`);
      });
    });
  });
  program.block(`if gt (len ${all}) ${maxLabelBytes}`, () => {
    program.block('range $name, $value := $labels', () => {
      program.block(`if gt (len $value) ${maxLabelBytes}`, () => {
        const cut = `regexReplaceAllLiteral ${quote('[\\x{FFFD}]+$')} (trunc ${maxLabelBytes} $value) ""`;
        program.add(`$_ := set $labels $name (${cut})`);
      });
    });
  });
}

/** Whether Kubernetes allows no other characters than letters, digits, `-`, `_` and `.` in it. */
function isName(value: ValueSpec): boolean {
  return value.of === 'podLabel' || (value.of === 'origin' && value.name !== 'path');
}

/** What is the same for all records is a label from the start, the rest is put together for each. */
function divide(
  pairs: Pairs,
  topology: Topology,
  finish: (text: string) => string,
): { readonly settled: Record<string, Text>; readonly perRecord: Pairs } {
  const settled: Record<string, Text> = {};
  const perRecord: (readonly [string, ValueSpec])[] = [];
  for (const [name, value] of pairs) {
    if (isAbsent(value, topology)) continue;
    if (value.of !== 'constant') {
      perRecord.push([name, value]);
      continue;
    }
    const text = typeof value.text === 'string' ? finish(value.text) : value.text;
    if (text !== '') settled[name] = text;
  }
  return { settled, perRecord };
}
