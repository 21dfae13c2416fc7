import type { EngineConfig } from '../../engines/engine';
import { checkAll, maybe } from '../../engines/option-check';
import type { Checks } from '../../engines/option-check';
import { frozen, snakeCase } from '../../engines/loki-stages/setting';
import type { Setting } from '../../engines/loki-stages/setting';
import { FindingsError } from '../../findings/finding';
import type { Finding } from '../../findings/finding';
import { printYaml } from '../../languages/yaml/print';
import { checkPairs, refusal } from '../../pipeline/argument';
import { livesOf } from '../../text/live-text';
import type { Text } from '../../text/live-text';
import { through } from '../../text/reader';
import { SecretRef } from '../../text/secret-ref';
import { lokiExpandEnv } from './expand-env';
import { checkExtra, isBlock, merged } from './extra';
import type { Extra } from './extra';
import { LokiSchema } from './loki-schema';
import { limitsChecks } from './options/limits';
import { lokiChecks } from './options/loki-options';
import type { LokiOptions } from './options/loki-options';
import { printExtra, printOptions } from './options/print-options';
import type { YamlBlock } from './options/print-options';
import { checkConfig } from './rules/rules';
import type { ObjectStore } from './schema-period';
import { checkLokiVersion } from './versions';
import type { LokiVersion } from './versions';

/** A configuration of Loki: typed options, where chunks lie, and the rest in Loki's own words. */
export interface LokiConfigProps extends LokiOptions {
  /** From which day on chunks and index are kept how. */
  readonly schema: LokiSchema;
  /** Where periods keep their chunks that do not say so. */
  readonly objectStore: ObjectStore;
  /** Options that are not typed, by Loki's names; one that Loki does not have is a finding. @default - none */
  readonly extra?: Extra;
}

const checks: Checks<LokiConfigProps> = {
  ...lokiChecks,
  schema: (at, value) => {
    if (!(value instanceof LokiSchema))
      throw refusal(at, 'be a LokiSchema', value, "write LokiSchema.since('2024-04-01')");
  },
  objectStore: (at, value) => {
    const stores = ['filesystem', 's3', 'gcs', 'azure'];
    if (!stores.some((store) => store === value))
      throw refusal(at, `be ${stores.join(' or ')}`, value, 'write one of these');
  },
  extra: maybe((at, value) => void checkPairs(at, value, 'write { limits_config: { … } }')),
};

/** A configuration of Loki. */
export class LokiConfig implements EngineConfig {
  readonly version: LokiVersion;
  readonly fileName = 'loki.yaml';
  /** No further files. */
  readonly files: Readonly<Record<string, Text>> = Object.freeze({});
  /** None: variables are expanded where {@link arguments} say so. */
  readonly environment: Readonly<Record<string, string>> = Object.freeze({});
  /** Command-line arguments that the program must be started with: the text is escaped for the expansion of variables. */
  readonly arguments: readonly string[] = Object.freeze(['-config.expand-env=true']);
  readonly props: LokiConfigProps;

  /**
   * @param version - of the Loki that will read it; that of the chart, 3.7.6, where none is said
   * @throws if an option is none, or the version not one that is known
   */
  constructor(props: LokiConfigProps, version?: LokiVersion) {
    this.version = checkLokiVersion(version);
    this.props = frozen(checkAll('props', props, checks) as unknown as Setting) as unknown as LokiConfigProps;
    Object.freeze(this);
  }

  /** The same configuration with other parts. */
  with(changes: Partial<LokiConfigProps>): LokiConfig {
    return new LokiConfig({ ...this.props, ...changes }, this.version);
  }

  /** Variables that Loki must be given. */
  get variables(): { readonly env: readonly string[]; readonly secrets: readonly string[] } {
    const all = new Set(
      livesOf(printYaml(this.unescaped)).flatMap(({ reader, name }) => (reader === 'env' ? [name] : [])),
    );
    const secrets = secretsOf(this.props);
    return { env: [...all].filter((name) => !secrets.includes(name)).sort(), secrets };
  }

  /** The options by Loki's names, with live parts, and not escaped: for values of a chart. */
  get unescaped(): YamlBlock {
    return this.merged(() => undefined);
  }

  /** What is wrong with it beyond its types. */
  check(): readonly Finding[] {
    const { extra = {} } = this.props;
    const twice = new Set(typedLimits(extra));
    this.merged((at) => void twice.add(at));
    return [
      ...checkConfig(this.props),
      ...checkExtra(extra),
      ...[...twice].map((at): Finding => ({
        rule: 'loki/option-twice',
        severity: 'error',
        at,
        got: 'an option that is typed',
        message: `'${at}' must not say what there is a typed option for`,
        remedy: `write ${typedName(at)} in its place`,
      })),
    ];
  }

  /** The configuration as YAML, escaped for the expansion of variables. @throws FindingsError with all errors of {@link check} */
  print(): Text {
    FindingsError.throwIfAny(this.check());
    return through(printYaml(this.unescaped), lokiExpandEnv);
  }

  private merged(twice: (at: string) => void): YamlBlock {
    const { schema, objectStore, extra = {} } = this.props;
    const inOrder = Object.keys(lokiChecks).map((name) => [name, this.props[name as keyof LokiOptions]] as const);
    const typed = printOptions(Object.fromEntries(inOrder));
    const whole = { ...typed, schema_config: schema.print(objectStore) };
    return merged(whole, printExtra(extra), twice);
  }
}

/** `extra.limits_config.max_line_size` as `limitsConfig.maxLineSize`, which is `limits.maxLineSize` where there are limits only. */
function typedName(at: string): string {
  const typed = at.replace(/^extra\./, '').replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return typed.startsWith('limitsConfig.') ? `${typed.replace('limitsConfig', 'limits')}, or ${typed}` : typed;
}

/** Limits have rules, which judge those that are typed. */
function typedLimits({ limits_config: limits }: Extra): readonly string[] {
  if (limits === undefined || !isBlock(limits)) return [];
  const typed = new Set(Object.keys(limitsChecks).map(snakeCase));
  return Object.entries(limits)
    .filter(([name, value]) => typed.has(name) && !isBlock(value))
    .map(([name]) => `extra.limits_config.${name}`);
}

function secretsOf(value: unknown): readonly string[] {
  const found = new Set<string>();
  const visit = (one: unknown): void => {
    if (SecretRef.is(one)) found.add(one.variable);
    else if (typeof one === 'object' && one !== null) Object.values(one).forEach(visit);
  };
  visit(value);
  return [...found].sort();
}
