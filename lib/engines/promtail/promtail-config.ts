import { FindingsError } from '../../findings/finding';
import type { Finding } from '../../findings/finding';
import { printYaml } from '../../languages/yaml/print';
import { livesOf } from '../../text/live-text';
import type { Text } from '../../text/live-text';
import { through } from '../../text/reader';
import { SecretRef } from '../../text/secret-ref';
import type { EngineConfig } from '../engine';
import { checkAll } from '../option-check';
import { besidesKept, ofTheSame } from '../loki-stages/judged-labels';
import { checkLabels, checkStages } from '../loki-stages/rules';
import { frozen } from '../loki-stages/setting';
import type { Setting as Copied } from '../loki-stages/setting';
import { configChecks } from './config/checks';
import type { PromtailConfigProps, StaticOptions } from './config/options';
import { printSettings } from './config/settings';
import type { Setting } from './config/settings';
import { promtailExpandEnv } from './interpolation';
import { checkVersion } from './versions';
import type { PromtailVersion } from './versions';

/** Where Promtail keeps its positions when nothing else is said. */
export const defaultDataDir = '/var/lib/promtail';

/** A configuration of Promtail. */
export class PromtailConfig implements EngineConfig {
  readonly version: PromtailVersion;
  readonly fileName = 'promtail.yaml';
  /** No further files. */
  readonly files: Readonly<Record<string, Text>> = Object.freeze({});
  /** None: variables are expanded where {@link arguments} say so. */
  readonly environment: Readonly<Record<string, string>> = Object.freeze({});
  private readonly props: PromtailConfigProps;

  /**
   * @param version - of the Promtail that will read it; the newest tested where none is said
   * @throws if an option is none, or the version is not one that is known
   */
  constructor(props: PromtailConfigProps, version?: PromtailVersion) {
    this.version = checkVersion(version);
    this.props = frozen(checkAll('props', props, configChecks) as unknown as Copied) as unknown as PromtailConfigProps;
    Object.freeze(this);
  }

  /** What is read, and what becomes of it. */
  get scrapeConfigs(): PromtailConfigProps['scrapeConfigs'] {
    return this.props.scrapeConfigs;
  }

  /** The same configuration with other parts. */
  with(changes: Partial<PromtailConfigProps>): PromtailConfig {
    const changed = new PromtailConfig({ ...this.props, ...changes }, this.version);
    return changes.scrapeConfigs === undefined ? ofTheSame(changed, this) : changed;
  }

  /** Command-line arguments that the program must be started with for the configuration to be read as meant. */
  get arguments(): readonly string[] {
    return this.expands ? ['-config.expand-env=true'] : [];
  }

  get variables(): { readonly env: readonly string[]; readonly secrets: readonly string[] } {
    const all = new Set(livesOf(this.text).flatMap(({ reader, name }) => (reader === 'env' ? [name] : [])));
    const secrets = secretsOf(this.props as unknown as Setting);
    const isSecret = new Set(secrets);
    return { env: [...all].filter((name) => !isSecret.has(name)).sort(), secrets };
  }

  /** What is wrong with it beyond its types. */
  check(): readonly Finding[] {
    const names = this.props.scrapeConfigs.map(({ jobName }) => jobName);
    const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
    return [
      ...[...twice].map((name): Finding => ({
        rule: 'promtail/unique-names',
        severity: 'error',
        at: name,
        got: `two scrape configs named ${name}`,
        message: "'jobName' must be that of one scrape config",
        remedy: 'rename one of them',
      })),
      ...this.props.scrapeConfigs.flatMap(({ jobName, pipelineStages = [] }) => [
        ...checkStages(pipelineStages, jobName),
        ...besidesKept(this, checkLabels(pipelineStages, jobName)),
      ]),
    ];
  }

  /** The configuration as YAML. @throws FindingsError with all errors of {@link check} */
  print(): Text {
    FindingsError.throwIfAny(this.check());
    return this.expands ? through(this.text, promtailExpandEnv) : this.text;
  }

  private get expands(): boolean {
    return livesOf(this.text).some(({ reader }) => reader === 'env');
  }

  private get text(): Text {
    const { server, positions, clients, targetConfig, limitsConfig, scrapeConfigs } = this.props;
    const settings: { readonly [option: string]: unknown } = {
      server,
      positions,
      clients,
      targetConfig,
      limitsConfig,
      scrapeConfigs: scrapeConfigs.map(({ staticConfigs, ...rest }) => ({
        ...rest,
        ...(staticConfigs === undefined ? {} : { staticConfigs: staticConfigs.map(staticConfig) }),
      })),
    };
    return printYaml(printSettings(settings as Setting));
  }
}

/** Promtail wants a target beside the labels that say the path. */
function staticConfig({ path, pathExclude, labels }: StaticOptions): object {
  return {
    targets: ['localhost'],
    labels: {
      ...labels,
      __path__: path,
      ...(pathExclude === undefined ? {} : { __path_exclude__: pathExclude }),
    },
  };
}

function secretsOf(setting: Setting): readonly string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (SecretRef.is(value)) found.add(value.variable);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(setting);
  return [...found].sort();
}
