import { Duration } from 'cdk8s';
import type { PromtailConfigProps, ScrapeOptions } from '../config/options';
import type { Finding } from '../../../findings/finding';
import type { EngineName } from '../../../pipeline/engine-name';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { NonEmpty } from '../../../pipeline/non-empty';
import { PromtailConfig } from '../promtail-config';
import { readClients } from './clients';
import type { ImportedClient } from './clients';
import { nativeScrape } from './native';
import { Inexpressible } from './note';
import type { Note } from './note';
import { Options } from './options';
import { overlap } from './overlap';
import { importScrape } from './scrape';
import type { ImportedPipeline } from './scrape';
import { bytes, milliseconds } from './units';
import { textOf } from './variables';

/** Who runs what is made. */
export interface ImportTarget {
  /** Whether stages may be Alloy's own code. */
  readonly mayBeNative: boolean;
  /** What the agent says of pipelines that it is to run. */
  readonly check: (pipelines: readonly LogPipeline<EngineName>[]) => readonly Finding[];
}

/** What became of a configuration. */
export interface ImportedConfig {
  readonly clients: NonEmpty<ImportedClient>;
  readonly pipelines: readonly ImportedPipeline[];
  /** Scrape configs that stay in Promtail's own language. */
  readonly native?: PromtailConfigProps;
  /** What is to be said beside each of them, in their order. */
  readonly nativeReasons: readonly string[];
  /** What concerns the whole of the configuration. */
  readonly about: readonly Note[];
  /** Scrape configs that have no typed form either. */
  readonly leftOut: readonly Note[];
  readonly notes: readonly Note[];
}

/** Sources of lines that are none of files or pods, and what there is in their place. */
const sources: Readonly<Record<string, string>> = {
  syslog: 'it listens for syslog, which no source here does',
  gcplog: "it takes logs from Google's Pub/Sub, which no source here does",
  loki_push_api: 'it takes what other agents push, which no source here does',
  windows_events: 'it reads the event log of Windows, which no source here does',
  kafka: 'it reads topics of Kafka, which no source here does',
  azure_event_hubs: "it reads Azure's Event Hubs, which no source here does",
  gelf: 'it listens for GELF, which no source here does',
  cloudflare: 'it asks Cloudflare for its logs, which no source here does',
  heroku_drain: "it listens for Heroku's drains, which no source here does",
  docker_sd_configs:
    "it finds containers through Docker, which Promtail and Alloy do not do here; Source.docker() is one of Vector's",
  file_sd_configs: 'its targets stand in other files; write their paths as sources',
  consul_sd_configs: 'it finds targets through Consul; write their paths as sources',
  consulagent_sd_configs: 'it finds targets through Consul; write their paths as sources',
};
const stay = 'keep it in a Promtail, or move it by `alloy convert`';

const agentsOwn = "it is the agent's own: ports, logs and traces of what is deployed";

/** Makes pipelines of a configuration of Promtail. @throws Inexpressible where it is none, or sends to nothing */
export function importConfig(config: Options, { mayBeNative, check }: ImportTarget): ImportedConfig {
  const notes: Note[] = [];
  const about: Note[] = [
    ...config.leaveOut(agentsOwn, 'server', 'tracing', 'wal', 'options'),
    ...config.leaveOut('the agent looks for files by itself', 'target_config', 'global'),
  ];
  const positions = readPositions(config.options('positions'), about);
  const maxLineBytes = readLimits(config.options('limits_config'), about);
  const [client, ...others] = readClients(config);
  if (client === undefined) throw new Inexpressible('clients', 'is empty: Promtail does not start without one');
  const clients: NonEmpty<ImportedClient> = [client, ...others];
  const names = new Set<string>();
  const pipelines: ImportedPipeline[] = [];
  const refuses = (made: readonly LogPipeline<EngineName>[]): Finding | undefined =>
    check([...pipelines.map(({ pipeline }) => pipeline), ...made]).find(({ severity }) => severity === 'error');
  const context = { clients, mayBeNative, maxLineBytes, refuses, nameOf: (job: string) => uniqueName(job, names) };
  const native: ScrapeOptions[] = [];
  const reasons: string[] = [];
  const leftOut: Note[] = [];
  config.list('scrape_configs').forEach((value, index) => {
    const at = `scrape_configs[${index}]`;
    const job = Options.of(at, value);
    const what = job.text('job_name') ?? at;
    const foreign = job
      .keys()
      .find((key) => Object.hasOwn(sources, key) || (/_sd_configs$/.test(key) && key !== 'kubernetes_sd_configs'));
    if (foreign !== undefined) {
      const why = `${sources[foreign] ?? 'it finds targets in a way that no source here does'}; ${stay}`;
      leftOut.push({ at: `${at}.${foreign}`, kind: 'left out', what, why });
      return;
    }
    const before = [...names];
    try {
      const made = importScrape(value, at, context);
      const twice = overlap(made, pipelines);
      if (twice !== undefined) throw new Inexpressible(at, twice);
      notes.push(...made.flatMap(({ notes: own }) => own));
      pipelines.push(...made);
    } catch (error) {
      if (!(error instanceof Inexpressible)) throw error;
      names.clear();
      for (const name of before) names.add(name);
      stayNative(value, at, what, error);
    }
  });
  function stayNative(value: unknown, at: string, what: string, error: Inexpressible): void {
    const why = `${error.at === at ? '' : `${error.at.replace(`${at}.`, '')} `}${error.why}`;
    try {
      native.push(nativeScrape(value, at, textOf));
      reasons.push(why);
      notes.push({ at: error.at, kind: 'native', what, why: error.why });
    } catch (refused) {
      if (!(refused instanceof Inexpressible)) throw refused;
      leftOut.push({
        at: error.at,
        kind: 'left out',
        what,
        why: `${error.why}; and ${refused.at} ${refused.why}; ${stay}`,
      });
    }
  }
  about.push(...config.rest());
  notes.push(...about, ...clients.flatMap((one) => one.notes), ...leftOut);
  const [first, ...rest] = native;
  if (first === undefined) return { clients, pipelines, nativeReasons: [], about, leftOut, notes };
  const [own, ...more] = clients.map((one) => one.native);
  const props: PromtailConfigProps = {
    clients: [own ?? client.native, ...more],
    // It reads on where it was.
    positions,
    scrapeConfigs: [first, ...rest],
  };
  // Refuses here what it would at synth.
  const { arguments: needed } = new PromtailConfig(props);
  for (const argument of needed) {
    notes.push({
      at: 'scrape_configs',
      kind: 'supply',
      what: argument,
      why: 'what stays in Promtail must be started with it',
    });
  }
  return { clients, pipelines, native: props, nativeReasons: reasons, about, leftOut, notes };
}

function readPositions(positions: Options, notes: Note[]): PromtailConfigProps['positions'] {
  const filename = positions.text('filename') ?? '/var/log/positions.yaml';
  const period = positions.text('sync_period');
  const ignores = positions.flag('ignore_invalid_yaml');
  notes.push(...positions.rest(), {
    at: 'positions',
    kind: 'differs',
    what: 'positions',
    why: 'the agent keeps its own, and begins each file anew: expect lines that Promtail sent once more',
  });
  return {
    filename,
    ...(period === undefined ? {} : { syncPeriod: Duration.millis(milliseconds(period, 'positions.sync_period')) }),
    ...(ignores ? { ignoreInvalidYaml: true } : {}),
  };
}

function readLimits(limits: Options, notes: Note[]): number | undefined {
  const size = limits.text('max_line_size');
  const truncates = limits.flag('max_line_size_truncate');
  notes.push(
    ...limits.leaveOut(
      'a pipeline limits with Stage.throttle(), where lines shall be lost',
      'readline_rate_enabled',
      'readline_rate',
      'readline_burst',
      'readline_rate_drop',
    ),
    ...limits.leaveOut('Loki has its own limit of streams', 'max_streams'),
    ...limits.rest(),
  );
  const most = size === undefined ? 0 : bytes(size, limits.path('max_line_size'));
  if (truncates) {
    notes.push({
      at: limits.path('max_line_size_truncate'),
      kind: 'differs',
      what: 'max_line_size_truncate',
      why: 'a pipeline skips a line that is too long, and counts it; it cuts none',
    });
  }
  return most === 0 ? undefined : most;
}

/** A name that a pipeline can have. */
function uniqueName(job: string, names: Set<string>): string {
  const plain =
    job
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+|-+$/g, '')
      .slice(0, 36)
      .replace(/-+$/, '') || 'logs';
  let name = plain;
  for (let count = 2; names.has(name); count += 1) name = `${plain}-${count}`;
  names.add(name);
  return name;
}
