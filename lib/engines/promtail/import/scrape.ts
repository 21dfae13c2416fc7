import type { Finding } from '../../../findings/finding';
import type { EngineName } from '../../../pipeline/engine-name';
import { LogPipeline } from '../../../pipeline/log-pipeline';
import type { NonEmpty } from '../../../pipeline/non-empty';
import { Ref } from '../../../pipeline/ref';
import { Sink } from '../../../pipeline/sink';
import type { LokiSinkOptions } from '../../../pipeline/sink-options';
import type { Source } from '../../../pipeline/source';
import { Stage } from '../../../pipeline/stage';
import type { LokiTarget } from '../../../pipeline/sink-spec';
import type { ImportedClient } from './clients';
import { checkPaths, selected } from './discovery';
import { Known } from './known';
import { attempt, Inexpressible } from './note';
import type { Note } from './note';
import { Options } from './options';
import { Relabelling } from './relabel';
import { runStages } from './run-stages';
import { fileSources, podsSource, select } from './sources';
import type { Selection } from './sources';
import { State } from './state';
import { stagesOf } from './steps';
import type { Comments } from './steps';
import { tenantSinks } from './tenant-sinks';
import { textOf } from './variables';

/** A pipeline that was made of a scrape config, or of a part of one. */
export interface ImportedPipeline {
  readonly pipeline: LogPipeline<EngineName>;
  /** Of each sink: which client, and whether it is another tenant's. */
  readonly sinks: readonly ImportedSink[];
  readonly comments: Comments;
  /** What is to be said of the pipeline as a whole. */
  readonly about: readonly string[];
  /** What was not carried over as it was. */
  readonly notes: readonly Note[];
}

export interface ImportedSink {
  readonly client: ImportedClient;
  readonly tenant?: LokiTarget['tenant'];
}

/** What the pipelines are made for. */
export interface ScrapeContext {
  readonly clients: NonEmpty<ImportedClient>;
  readonly mayBeNative: boolean;
  /** What keeps the agent from running these pipelines beside those that are there. */
  readonly refuses: (made: readonly LogPipeline<EngineName>[]) => Finding | undefined;
  /** Of all lines, as the configuration's limits say. */
  readonly maxLineBytes: number | undefined;
  /** A name that no other pipeline has. */
  readonly nameOf: (jobName: string) => string;
}

/** The pipelines of a scrape config. @throws Inexpressible where a part of it can be said in none */
export function importScrape(value: unknown, at: string, context: ScrapeContext): readonly ImportedPipeline[] {
  const scrape = Options.of(at, value);
  const jobName = scrape.text('job_name') ?? '';
  if (scrape.has('journal')) {
    throw new Inexpressible(
      scrape.path('journal'),
      "reads the system's journal; Promtail and Alloy are given files and pods here",
    );
  }
  const stages = scrape.list('pipeline_stages');
  const rules = scrape.list('relabel_configs');
  const pods = scrape.list('kubernetes_sd_configs');
  const files = scrape.list('static_configs');
  const notes: Note[] = [];
  const [unknown] = scrape.rest();
  if (unknown !== undefined) throw new Inexpressible(unknown.at, 'is not known to a pipeline');
  if (pods.length > 0 && files.length > 0) throw new Inexpressible(at, 'reads pods and files by the same rules');
  if (pods.length > 1) throw new Inexpressible(at, 'finds pods in several ways');
  const read = { at, jobName, stages, rules, context, notes };
  const pipelines =
    pods.length > 0
      ? [podsPipeline(Options.of(`${at}.kubernetes_sd_configs[0]`, pods[0]), read)]
      : filePipelines(files, read);
  const refusal = context.refuses(pipelines.map(({ pipeline }) => pipeline));
  if (refusal !== undefined)
    throw new Inexpressible(at, `is more than the agent can: ${refusal.message}, got ${refusal.got}`);
  if (pipelines.length === 0) throw new Inexpressible(at, 'reads nothing');
  return pipelines;
}

interface Reading {
  readonly at: string;
  readonly jobName: string;
  readonly stages: readonly unknown[];
  readonly rules: readonly unknown[];
  readonly context: ScrapeContext;
  readonly notes: Note[];
}

function podsPipeline(discovery: Options, reading: Reading): ImportedPipeline {
  const { at, jobName, stages, rules, context } = reading;
  const role = discovery.text('role') ?? '';
  if (role !== 'pod') throw new Inexpressible(discovery.path('role'), `is ${role}; a source finds pods`);
  const selection = selected(discovery);
  const [unknown] = discovery.rest();
  if (unknown !== undefined) throw new Inexpressible(unknown.at, 'is not known to a source of pods');
  const state = new State();
  const relabelling = new Relabelling(state, new Map(), true, textOf);
  rules.forEach((rule, index) => relabelling.add(rule, `${at}.relabel_configs[${index}]`));
  checkPaths(relabelling.paths, at);
  const except: Selection = {};
  let hasExcept = false;
  for (const { test, keeps } of relabelling.tests) {
    if (test === keeps) continue;
    if (typeof test === 'boolean') throw new Inexpressible(at, 'reads no pod at all');
    if (keeps && select(selection, test)) continue;
    if (!keeps && !hasExcept && select(except, test)) hasExcept = true;
    else state.add(keeps ? Stage.keep(test) : Stage.drop(test));
  }
  const rulesEnd = state.takeSteps();
  begin(state, relabelling, Known.origin('path'));
  runStages(stages, `${at}.pipeline_stages`, state, { textOf, isPods: true, mayBeNative: context.mayBeNative });
  if (state.labels.get('stream')?.spec.of !== 'origin' && !readsCri(stages)) {
    throw new Inexpressible(
      `${at}.pipeline_stages`,
      'has no cri stage: it sends lines as the container runtime wrote them',
    );
  }
  state.insert(rulesEnd);
  const source = podsSource(selection, hasExcept ? except : undefined, limitOf(state, context));
  return finish(context.nameOf(jobName), [source], state, reading);
}

function readsCri(stages: readonly unknown[]): boolean {
  return stages.some((stage) => typeof stage === 'object' && stage !== null && Object.hasOwn(stage, 'cri'));
}

function filePipelines(files: readonly unknown[], reading: Reading): readonly ImportedPipeline[] {
  const { at, jobName, stages, rules, context, notes } = reading;
  const groups = new Map<
    string,
    {
      readonly sources: (readonly [string, string | undefined, string])[];
      readonly labels: readonly (readonly [string, string])[];
    }
  >();
  files.forEach((value, index) => {
    const one = Options.of(`${at}.static_configs[${index}]`, value);
    one.take('targets');
    const all = one.texts('labels');
    notes.push(...one.rest());
    const path = all.find(([name]) => name === '__path__')?.[1];
    const exclude = all.find(([name]) => name === '__path_exclude__')?.[1];
    if (path === undefined) throw new Inexpressible(one.at, 'has no __path__, so that Promtail reads nothing');
    const labels = all.filter(([name]) => name !== '__path__' && name !== '__path_exclude__').sort(byName);
    const key = JSON.stringify(labels);
    const group = groups.get(key) ?? { sources: [], labels };
    group.sources.push([path, exclude, one.at]);
    groups.set(key, group);
  });
  if (groups.size > 1 && JSON.stringify(stages).includes('"metrics"')) {
    throw new Inexpressible(at, 'counts in one metric what becomes several pipelines');
  }
  return [...groups.values()].map(({ sources, labels }, index) => {
    const state = new State();
    const given = new Map(
      labels.filter(([, text]) => text !== '').map(([name, text]) => [name, Known.constant(textOf(text))]),
    );
    const relabelling = new Relabelling(state, given, false, textOf);
    rules.forEach((rule, at_) => relabelling.add(rule, `${at}.relabel_configs[${at_}]`));
    if (relabelling.tests.some(({ test, keeps }) => test !== keeps))
      throw new Inexpressible(at, 'drops targets of its own by a rule');
    if (relabelling.labels.has('__path__') || relabelling.labels.has('__path_exclude__')) {
      throw new Inexpressible(at, 'makes the path by a rule');
    }
    const before = state.takeSteps();
    begin(state, relabelling, Known.origin('path'));
    runStages(stages, `${at}.pipeline_stages`, state, { textOf, isPods: false, mayBeNative: context.mayBeNative });
    state.insert(before);
    const name =
      groups.size === 1 ? jobName : `${jobName}-${given.get('job')?.literal ?? given.get('app')?.literal ?? index + 1}`;
    const read = sources.flatMap(([path, exclude, place]) =>
      fileSources(path, exclude, limitOf(state, context), place),
    );
    return finish(context.nameOf(name), read, state, reading, index > 0);
  });
}

function byName([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Labels as an entry has them when its stages begin. */
function begin(state: State, relabelling: Relabelling, path: Known): void {
  for (const [name, value] of relabelling.labels) if (!name.startsWith('__')) state.labels.set(name, value);
  state.labels.set('filename', path);
  for (const [name, value] of state.labels) state.extracted.set(name, value);
}

function limitOf(state: State, { maxLineBytes }: ScrapeContext): number | undefined {
  const limits = [state.maxLineBytes, maxLineBytes].filter((limit) => limit !== undefined);
  return limits.length === 0 ? undefined : Math.min(...limits);
}

function finish(
  name: string,
  sources: readonly Source[],
  state: State,
  reading: Reading,
  isRepeated = false,
): ImportedPipeline {
  const { at, context, notes } = reading;
  const comments: Comments = new Map();
  const sinks = tenantSinks(state).flatMap(({ tenant, when }) =>
    context.clients.map((client) => ({ client, ...(tenant === undefined ? {} : { tenant }), when })),
  );
  const options = context.clients.map((client) => sinkOptions(client, state, at));
  const made = (allow: readonly string[]): LogPipeline<EngineName> => {
    const all = sinks.map(({ client, tenant, when }) => {
      const own = options[context.clients.indexOf(client)] as LokiSinkOptions<Record<string, never>>;
      const allowed = allow.filter((label) => Object.hasOwn(own.labels, label));
      return Sink.loki(tenant === undefined ? client.target : { ...client.target, tenant }, {
        ...own,
        ...(allowed.length === 0 ? {} : { allowHighCardinality: allowed }),
        ...(when === undefined ? {} : { when }),
      });
    });
    return attempt(
      at,
      () => new LogPipeline<EngineName>(name, { sources: sources as never, stages, sinks: all as never }),
    );
  };
  const stages = attempt(at, () => stagesOf(state.steps, comments));
  const findings = made([]).check();
  const high = findings
    .filter(({ rule }) => rule === 'loki/label-cardinality')
    .map(({ at: place }) => place.split('.').at(-1) ?? '');
  const pipeline = made([...new Set(high)]);
  const error = pipeline.check().find(({ severity }) => severity === 'error');
  if (error !== undefined) throw new Inexpressible(at, `${error.message}, got ${error.got}`);
  // The stages are the same for each group of files.
  return { pipeline, sinks, comments, about: state.leftOver(), notes: isRepeated ? [] : [...notes, ...state.notes] };
}

function sinkOptions(
  { externalLabels }: ImportedClient,
  state: State,
  at: string,
): LokiSinkOptions<Record<string, never>> {
  const labels = new Map(state.labels);
  for (const [label, text] of externalLabels)
    labels.set(label, Known.firstOf(labels.get(label), Known.constant(text)) as Known);
  if (labels.size === 0) throw new Inexpressible(at, 'sends entries without labels');
  const values = (all: ReadonlyMap<string, Known>): object =>
    Object.fromEntries(
      [...all].map(([label, known]) => {
        const spec = known.use();
        return [label, spec.of === 'constant' ? spec.text : new Ref(spec)];
      }),
    );
  return {
    labels: values(labels) as never,
    ...(state.metadata.size === 0 ? {} : { structuredMetadata: values(state.metadata) as never }),
  };
}
