import { printAlloy } from '../../../../languages/alloy/document';
import { Stage } from '../../../../pipeline/stage';
import { settle } from '../../../../text/reader';
import { printAlloyStage } from '../../../loki-stages/stage-data';
import { Known } from '../known';
import { lokiStage } from '../native';
import { Inexpressible } from '../note';
import type { Options } from '../options';
import type { Extraction } from '../state';
import type { Context } from './context';

/** A stage in its own language: what it reads is extracted again within. */
export interface NativeStage {
  readonly template?: { readonly source: string; readonly template: string };
  readonly replace?: { readonly expression: string; readonly source?: string; readonly replace: string };
}

/**
 * A stage that a pipeline has no other words for, as Alloy's own code. It finds the line alone; so those stages come along that
 * extracted what it reads.
 *
 * @throws Inexpressible where it cannot stand by itself, or the agent is another one
 */
export function nativeRun(stage: NativeStage, options: Options, { state, mayBeNative, textOf }: Context): void {
  const { template, replace } = stage;
  const why = `computes ${template === undefined ? 'a replacement' : 'a text'} as no stage of a pipeline does`;
  if (!mayBeNative)
    throw new Inexpressible(options.at, `${why}, and Promtail's own code cannot stand in one; Alloy's can`);
  if (state.isWithin) throw new Inexpressible(options.at, `${why}, for some lines only`);
  const source = template?.source ?? replace?.source;
  const text = template?.template ?? replace?.replace ?? '';
  const mentioned = [...text.matchAll(/(?<![\w"`])\.([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
  const reads = [
    ...(source === undefined ? [] : [source]),
    ...mentioned.filter((name) => !['Value', 'Entry'].includes(name)),
  ];
  const before = extractionsOf(
    new Set(reads),
    state.extractions,
    state.lineVersion,
    template === undefined ? undefined : source,
  );
  if (before === undefined)
    throw new Inexpressible(options.at, `${why}, with values that are not extracted from the line beside it`);
  const stages = [...before, stage as unknown].map((one, index) => lokiStage(one, `${options.at}[${index}]`, textOf));
  const code = settle(printAlloy(stages.map(printAlloyStage)), 'alloy').trimEnd();
  const was = source === undefined ? undefined : state.extracted.get(source);
  if (source === undefined) {
    state.lineVersion += 1;
    for (const [, name = ''] of (replace?.expression ?? '').matchAll(/\(\?P?<(\w+)>/g))
      state.extracted.set(name, undefined);
  } else {
    state.claim(source, options.at, [source]);
    if (was?.isUsed === true && was.spec.of === 'field' && was.spec.path[0] === source) state.add(Stage.remove(source));
    state.extracted.set(source, Known.field([source], { isText: true }));
    state.extractions.push({ stage, names: [source], reads, lineVersion: state.lineVersion });
  }
  state.note({
    at: options.at,
    kind: 'native',
    what: template === undefined ? 'replace' : 'template',
    why: `Alloy's own code: it ${why}`,
  });
  state.add(Stage.native({ language: 'alloy', source: code }));
}

/** Stages that extract the names from the line, with those that they read; undefined where there are none for one of them. */
function extractionsOf(
  names: Set<string>,
  all: readonly Extraction[],
  lineVersion: number,
  made: string | undefined,
): readonly unknown[] | undefined {
  const chosen: unknown[] = [];
  const open = new Set(names);
  for (const { stage, names: extracted, reads, lineVersion: at } of [...all].reverse()) {
    const wanted = extracted.filter((name) => open.has(name));
    if (wanted.length === 0) continue;
    if (at !== lineVersion) return undefined;
    // A template changes what a stage before it extracted.
    for (const name of wanted) if (!reads.includes(name)) open.delete(name);
    for (const name of reads) open.add(name);
    chosen.unshift(narrowed(stage, wanted));
  }
  if (made !== undefined && names.has(made)) open.delete(made);
  return open.size === 0 ? chosen : undefined;
}

/** A stage for these names alone. */
function narrowed(stage: unknown, names: readonly string[]): unknown {
  const { json, logfmt } = stage as {
    readonly json?: { readonly expressions: object };
    readonly logfmt?: { readonly mapping: object };
  };
  const pick = (all: object): object =>
    Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
  if (json !== undefined) return { json: { ...json, expressions: pick(json.expressions) } };
  return logfmt === undefined ? stage : { logfmt: { ...logfmt, mapping: pick(logfmt.mapping) } };
}
