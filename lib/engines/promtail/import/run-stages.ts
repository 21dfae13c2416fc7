import type { Text } from '../../../text/live-text';
import { parseRegex } from './tests';
import { Inexpressible } from './note';
import { Options } from './options';
import type { State } from './state';
import type { Context, StageReader } from './stages/context';
import { drop, limit, match, sampling } from './stages/flow';
import { labelAllow, labelDrop, labels, staticLabels, structuredMetadata, tenant } from './stages/labels';
import { cri, decolorize, docker, multiline, output, replace } from './stages/line';
import { metrics } from './stages/metrics';
import { json, logfmt, regex } from './stages/parse';
import { template } from './stages/template';
import { timestamp } from './stages/time';

/** Stages that are read, by Promtail's names. */
const readers: Readonly<Record<string, StageReader>> = {
  cri,
  decolorize,
  docker,
  drop,
  json,
  labelallow: labelAllow,
  labeldrop: labelDrop,
  labels,
  limit,
  logfmt,
  match,
  metrics,
  multiline,
  non_indexed_labels: structuredMetadata,
  output,
  regex,
  replace,
  sampling,
  static_labels: staticLabels,
  structured_metadata: structuredMetadata,
  template,
  tenant,
  timestamp,
};

/** Why no pipeline has such a stage. */
const reasons: Readonly<Record<string, string>> = {
  pack: "puts labels into the line, with Go's spelling of JSON and the time of sending; a pipeline writes its own",
  eventlogmessage: 'reads messages of Windows, which no stage of a pipeline does',
  geoip: 'looks up addresses in a database beside the agent, which no stage of a pipeline does',
};

export interface RunOptions {
  readonly textOf: (text: string) => Text;
  readonly isPods: boolean;
  readonly mayBeNative: boolean;
}

/** What all stages make of entries. @throws Inexpressible where a pipeline cannot say one of them */
export function runStages(stages: readonly unknown[], at: string, state: State, options: RunOptions): void {
  const context: Context = { ...options, state, run: (inner, place) => runAll(inner, place, context) };
  runAll(stages, at, context);
}

function runAll(stages: readonly unknown[], at: string, context: Context): void {
  stages.forEach((value, index) => {
    const stage = Options.of(`${at}[${index}]`, value);
    const [name, ...others] = stage.keys();
    if (name === undefined || others.length > 0) throw new Inexpressible(stage.at, 'must be one stage');
    const place = stage.path(name);
    const given = stage.take(name);
    const options = Options.of(place, Array.isArray(given) ? { values: given as unknown } : given);
    const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (reader === undefined) throw new Inexpressible(place, reasons[name] ?? 'is no stage that Promtail has');
    reader(options, context);
    if (!takesNames.has(name)) context.state.notes.push(...options.rest());
    remember(name, given, context.state);
  });
}

/** Stages whose keys are names of the user's. */
const takesNames = new Set(['labels', 'static_labels', 'structured_metadata', 'non_indexed_labels', 'metrics']);

/** What extracts something from the line, for native code that needs it. */
function remember(name: string, given: unknown, state: State): void {
  const options = (given ?? {}) as { readonly [option: string]: unknown };
  const names =
    name === 'json'
      ? Object.keys(options['expressions'] ?? {})
      : name === 'logfmt'
        ? Object.keys(options['mapping'] ?? {})
        : name === 'regex'
          ? parseRegex(String(options['expression']), '').groups
          : undefined;
  if (names === undefined) return;
  const { source } = options;
  state.extractions.push({
    stage: { [name]: given },
    names,
    reads: typeof source === 'string' ? [source] : [],
    lineVersion: state.isWithin ? -1 : state.lineVersion,
  });
}
