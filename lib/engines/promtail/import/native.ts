import { Duration, Size } from 'cdk8s';
import type { Text } from '../../../text/live-text';
import { LokiStage } from '../../loki-stages/loki-stage';
import { stageTypes } from '../../loki-stages/stage-types';
import { configChecks } from '../config/checks';
import type { ScrapeOptions } from '../config/options';
import { attempt, Inexpressible } from './note';
import { Options } from './options';
import { bytes, milliseconds } from './units';

type TextOf = (text: string) => Text;

const durations = ['max_wait_time', 'older_than', 'max_idle_duration', 'max_age'];
const sizes = ['longer_than', 'max_partial_line_size'];
const numbers = ['rate', 'burst', 'max_lines', 'max_partial_lines', 'max_distinct_labels', 'modulus'];
const mappings = ['expressions', 'mapping'];

/** A stage as it stands in a file, in its typed form. @throws Inexpressible where there is none */
export function lokiStage(value: unknown, at: string, textOf: TextOf): LokiStage {
  const stage = Options.of(at, value);
  const [promtail, ...others] = stage.keys();
  if (promtail === undefined || others.length > 0) throw new Inexpressible(at, 'must be one stage');
  const name = Object.entries(stageTypes).find(([, type]) => 'promtail' in type && type.promtail === promtail)?.[0];
  if (name === undefined) throw new Inexpressible(`${at}.${promtail}`, 'has no typed form');
  const options = Options.of(`${at}.${promtail}`, listed(stage.take(promtail)));
  const make = (LokiStage as unknown as Readonly<Record<string, (options: unknown) => LokiStage>>)[name];
  if (make === undefined) throw new Inexpressible(`${at}.${promtail}`, 'has no typed form');
  return attempt(options.at, () => make.call(LokiStage, optionsOf(name, options, textOf)));
}

function optionsOf(name: string, options: Options, textOf: TextOf): unknown {
  if (['labels', 'staticLabels', 'structuredMetadata'].includes(name)) {
    return {
      values: Object.fromEntries(
        options.texts().map(([key, text]) => [key, name === 'staticLabels' ? textOf(text) : text]),
      ),
    };
  }
  if (name === 'labelDrop' || name === 'labelKeep') return { values: options.list('values').map(String) };
  if (name === 'metrics') return options.keys().map((metric) => metricOf(metric, options.options(metric), textOf));
  if (name === 'docker' || name === 'decolorize') return undefined;
  return typed(options, textOf);
}

/** A list of names stands as an option of its own. */
function listed(value: unknown): unknown {
  return Array.isArray(value) ? { values: value as unknown } : value;
}

function metricOf(name: string, options: Options, textOf: TextOf): unknown {
  const config = options.options('config');
  const own = typed(config, textOf) as Readonly<Record<string, unknown>>;
  const type = (options.text('type') ?? '').toLowerCase();
  const rest = typed(options, textOf, ['config', 'type']);
  const buckets = Array.isArray(own['buckets']) ? { buckets: (own['buckets'] as readonly unknown[]).map(Number) } : {};
  return { name, type, ...rest, ...own, ...buckets };
}

/** Options by our names, in our units. */
export function typed(options: Options, textOf: TextOf, without: readonly string[] = []): object {
  return Object.fromEntries(
    options
      .keys()
      .filter((key) => !without.includes(key) && options.has(key))
      .map((key) => [camelCase(key), valueOf(key, options, textOf)]),
  );
}

function valueOf(key: string, options: Options, textOf: TextOf): unknown {
  const at = options.path(key);
  if (durations.includes(key)) return Duration.millis(milliseconds(options.text(key) ?? '', at));
  if (sizes.includes(key)) return sizeOf(bytes(options.text(key) ?? '', at));
  if (numbers.includes(key)) return Number(options.text(key));
  if (mappings.includes(key)) return Object.fromEntries(options.texts(key));
  const value = options.take(key);
  if (key === 'stages')
    return (value as readonly unknown[]).map((stage, index) => lokiStage(stage, `${at}[${index}]`, textOf));
  return plain(value, textOf);
}

function plain(value: unknown, textOf: TextOf): unknown {
  if (typeof value === 'string') return textOf(value);
  if (Array.isArray(value)) return value.map((item) => plain(item, textOf));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner, textOf)]));
}

/** A size in the largest unit of which it is a whole number. */
export function sizeOf(of: number): Size {
  return of > 0 && of % 1024 ** 2 === 0 ? Size.mebibytes(of / 1024 ** 2) : Size.kibibytes(of / 1024);
}

/** A scrape config in its typed form. @throws Inexpressible where there is none */
export function nativeScrape(value: unknown, at: string, textOf: TextOf): ScrapeOptions {
  const scrape = Options.of(at, value);
  const relabelConfigs = scrape.list('relabel_configs').map((rule, index) => {
    const options = Options.of(`${at}.relabel_configs[${index}]`, rule);
    const rest = typed(options, textOf, ['source_labels', 'action']) as Readonly<Record<string, unknown>>;
    const { targetLabel, replacement, ...others } = rest;
    return {
      ...(options.has('action') ? { action: options.text('action')?.toLowerCase() } : {}),
      ...(options.has('source_labels') ? { sourceLabels: options.list('source_labels').map(String) } : {}),
      ...others,
      ...(targetLabel === undefined ? {} : { targetLabel }),
      ...(replacement === undefined ? {} : { replacement }),
    };
  });
  const stages = scrape
    .list('pipeline_stages')
    .map((stage, index) => lokiStage(stage, `${at}.pipeline_stages[${index}]`, textOf));
  const made = {
    jobName: scrape.text('job_name') ?? '',
    ...optional(
      scrape
        .list('static_configs')
        .map((one, index) => staticOf(Options.of(`${at}.static_configs[${index}]`, one), textOf)),
      'staticConfigs',
    ),
    ...optional(
      scrape
        .list('kubernetes_sd_configs')
        .map((one, index) => typed(Options.of(`${at}.kubernetes_sd_configs[${index}]`, one), textOf)),
      'kubernetesSdConfigs',
    ),
    ...(scrape.has('journal') ? { journal: typed(scrape.options('journal'), textOf) } : {}),
    ...optional(relabelConfigs, 'relabelConfigs'),
    ...optional(stages, 'pipelineStages'),
  };
  const [unknown] = scrape.rest();
  if (unknown !== undefined) throw new Inexpressible(unknown.at, 'has no typed form');
  const check = configChecks.scrapeConfigs;
  attempt(at, () => check('scrapeConfigs', [made]));
  return made;
}

function staticOf(options: Options, textOf: TextOf): object {
  const { __path__: path, __path_exclude__: pathExclude, ...labels } = Object.fromEntries(options.texts('labels'));
  options.take('targets');
  const [unknown] = options.rest();
  if (unknown !== undefined) throw new Inexpressible(unknown.at, 'has no typed form');
  return {
    path,
    ...(pathExclude === undefined ? {} : { pathExclude }),
    ...(Object.keys(labels).length === 0 ? {} : { labels: plain(labels, textOf) }),
  };
}

function optional(items: readonly unknown[], name: string): object {
  return items.length === 0 ? {} : { [name]: items };
}

function camelCase(key: string): string {
  return key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
