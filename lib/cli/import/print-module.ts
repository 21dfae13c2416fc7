import type { ImportedConfig } from '../../engines/promtail/import/import-config';
import type { ImportedPipeline } from '../../engines/promtail/import/scrape';
import type { Note } from '../../engines/promtail/import/note';
import type { ImportedClient } from '../../engines/promtail/import/clients';
import type { LokiTarget, SinkOf } from '../../pipeline/sink-spec';
import { repeated } from './repeated';
import { call, flatten, list, object, print, quoted, wrapped } from './code';
import type { Code, Entry } from './code';
import { printChart } from './print-chart';
import type { ImportAgent } from './print-chart';
import { NativePrinter } from './print-native';
import { StagePrinter } from './print-stages';
import { Imports, ValuePrinter } from './print-values';

/** What a module is made for. */
export interface ModuleOptions {
  /** Of the file, in the module's first line. */
  readonly file: string;
  readonly agent: ImportAgent;
}

/** A configuration that was imported, as one module: its pipelines, and a chart that runs them. */
export function printModule(config: ImportedConfig, { file, agent }: ModuleOptions): string {
  const imports = new Imports();
  const values = new ValuePrinter(imports);
  const names = new Names();
  const clients = config.pipelines.length === 0 ? [] : config.clients;
  const parts: string[] = clients.map((client) => printClient(client, values, names));
  for (const [name, spec] of repeated(config.pipelines.map(({ pipeline }) => pipeline))) {
    const code = values.ref(spec);
    const variable = names.take(camelCase(name.replace(/_/g, '-')));
    const head = `const ${variable} = `;
    parts.push(`${head}${print(code, 0, head.length, 1)};\n`);
    values.named.set(flatten(code) ?? '', variable);
  }
  const made = config.pipelines.map((one) => new PipelinePrinter(one, values, config.clients[0]));
  const shared = new Map<string, string>();
  for (const printer of made) {
    const code = print(printer.stages);
    const twins = made.filter(({ stages }) => print(stages) === code);
    if (twins.length < 2 || printer.stages.items.length === 0 || shared.has(code)) continue;
    const name = names.take(`${camelCase(printer.name.replace(/-[^-]+$/, ''))}Stages`);
    shared.set(code, name);
    parts.push(`const ${name} = ${print(printer.stages, 0, `const ${name} = `.length, 1)};\n`);
  }
  const variables = made.map((printer) => {
    const name = names.take(camelCase(printer.name));
    parts.push(...printer.print(name, shared.get(print(printer.stages)), names));
    return name;
  });
  let native: string | undefined;
  if (config.native !== undefined) {
    native = names.take('promtail');
    const head = `export const ${native} = `;
    const code = print(new NativePrinter(values).config(config.native, config.nativeReasons), 0, head.length, 1);
    parts.push(`/** What stays in Promtail's own language, for a Promtail beside the agent. */\n${head}${code};\n`);
  }
  for (const { what, why, at } of config.leftOut) parts.push(comment(`Left out: ${what} (${at}): ${why}.`));
  parts.push(printChart(config, variables, native, agent, values));
  const all = config.about.map(said).join('');
  const about = `/** What ${file} told Promtail: pipelines, and the chart that runs them. */\n`;
  return `${about}${printImports(imports)}\n${all === '' ? '' : `${all}\n`}${parts.join('\n')}`;
}

class Names {
  private readonly taken = new Set<string>([
    'line',
    'text',
    'env',
    'secret',
    'field',
    'fields',
    'origin',
    'firstOf',
    'not',
    'allOf',
    'anyOf',
    're2',
    'alloy',
    'to',
    'Logs',
  ]);

  take(wanted: string): string {
    let name = this.taken.has(wanted) ? `${wanted}Logs` : wanted;
    for (let count = 2; this.taken.has(name); count += 1) name = `${wanted}${count}`;
    this.taken.add(name);
    return name;
  }
}

/** What was not carried over, as a comment. */
function said({ what, why }: Note): string {
  return comment(`${what}: ${why}`);
}

function printClient({ name, target, notes }: ImportedClient, values: ValuePrinter, names: Names): string {
  const head = `const ${names.take(name)}: ${values.imports.type('LokiTarget')} = `;
  return `${notes.map(said).join('')}${head}${print(targetCode(target, values), 0, head.length, 1)};\n`;
}

function targetCode({ url, tenant, auth }: LokiTarget, values: ValuePrinter): Code {
  return object({
    url: values.text(url),
    tenant: tenant === undefined ? undefined : values.text(tenant),
    auth:
      auth === undefined
        ? undefined
        : auth.bearer === undefined
          ? object({ user: values.text(auth.user), password: values.secret(auth.password) })
          : object({ bearer: values.secret(auth.bearer) }),
  });
}

/** One pipeline, as a function of its Loki. */
class PipelinePrinter {
  readonly name: string;
  readonly stages;
  private readonly printer: StagePrinter;

  constructor(
    private readonly made: ImportedPipeline,
    private readonly values: ValuePrinter,
    private readonly main: ImportedClient,
  ) {
    const { pipeline, comments } = made;
    this.name = pipeline.name;
    this.printer = new StagePrinter(values, comments);
    this.stages = this.printer.stages(pipeline.stages.map(({ spec }) => spec));
  }

  print(name: string, sharedStages: string | undefined, names: Names): readonly string[] {
    const { pipeline } = this.made;
    const { imports } = this.values;
    const parts: string[] = [];
    const shared = this.sharedOptions();
    const own = shared === undefined ? undefined : names.take(`${name}Entry`);
    if (shared !== undefined && own !== undefined) {
      const head = `const ${own} = `;
      // Its names are labels, not any text.
      const narrow = shared['allowHighCardinality'] === undefined ? '' : ' as const';
      parts.push(`${head}${print(object(shared), 0, head.length, 1 + narrow.length)}${narrow};\n`);
    }
    const stages: Code = sharedStages ?? this.stages;
    const entries: readonly Entry[] = [
      { key: 'sources', value: list(pipeline.sources.map(({ spec }) => this.printer.source(spec))) },
      ...(this.stages.items.length === 0 ? [] : [{ key: 'stages', value: stages }]),
      { key: 'sinks', value: list(pipeline.sinks.map((_, index) => this.sink(index, own))) },
    ];
    const head = `export const ${name} = (to: ${imports.type('LokiTarget')} = ${this.main.name}) =>\n  `;
    const broken: Code = { kind: 'object', entries };
    const code = print(call(`new ${imports.use('LogPipeline')}`, quoted(pipeline.name), broken), 2, 2, 1);
    parts.push(`${this.made.about.map((one) => comment(one)).join('')}${head}${code};\n`);
    return parts;
  }

  /** What all sinks of several send, if it is the same. */
  private sharedOptions(): Readonly<Record<string, Code | undefined>> | undefined {
    const all = this.made.pipeline.sinks.map((_, index) => print(object(this.options(index))));
    return all.length > 1 && new Set(all).size === 1 ? this.options(0) : undefined;
  }

  private sink(index: number, shared: string | undefined): Code {
    const spec = this.specOf(index);
    const { client, tenant } = this.made.sinks[index] ?? { client: this.main };
    const name = client === this.main ? 'to' : client.name;
    const to: Code =
      tenant === undefined
        ? name
        : { kind: 'object', entries: [{ value: `...${name}` }, { key: 'tenant', value: this.values.text(tenant) }] };
    const when: readonly Entry[] =
      spec.when === undefined ? [] : [{ key: 'when', value: this.values.condition(spec.when) }];
    const sink = `${this.values.imports.use('Sink')}.loki`;
    if (shared !== undefined) {
      return call(
        sink,
        to,
        when.length === 0 ? shared : { kind: 'object', entries: [{ value: `...${shared}` }, ...when] },
      );
    }
    return call(sink, to, { kind: 'object', entries: [...object(this.options(index)).entries, ...when] });
  }

  private options(index: number): Readonly<Record<string, Code | undefined>> {
    const { labels, structuredMetadata, allowHighCardinality } = this.specOf(index);
    const pairs = (all: typeof labels): Code =>
      object(Object.fromEntries(all.map(([name, value]) => [name, this.values.value(value)])));
    return {
      labels: pairs(labels),
      structuredMetadata: structuredMetadata.length === 0 ? undefined : pairs(structuredMetadata),
      allowHighCardinality: allowHighCardinality === undefined ? undefined : this.values.strings(allowHighCardinality),
    };
  }

  private specOf(index: number): SinkOf<'loki'> {
    const spec = this.made.pipeline.sinks[index]?.spec;
    if (spec?.kind !== 'loki') throw new TypeError("'sinks' must be Lokis");
    return spec;
  }
}

const order = [
  'cdk8s',
  'cdk8s-logging',
  'cdk8s-logging/alloy',
  'cdk8s-logging/promtail',
  'cdk8s-plus-28',
  'constructs',
];

function printImports(imports: Imports): string {
  return order
    .flatMap((from) => [
      ...statement('import', imports.values.get(from), from),
      ...statement('import type', imports.types.get(from), from),
    ])
    .join('');
}

function statement(keyword: string, names: ReadonlySet<string> | undefined, from: string): readonly string[] {
  if (names === undefined) return [];
  const sorted = [...names].sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1));
  const flat = `${keyword} { ${sorted.join(', ')} } from '${from}';\n`;
  if (flat.length <= 121) return [flat];
  return [`${keyword} {\n${sorted.map((name) => `  ${name},\n`).join('')}} from '${from}';\n`];
}

function comment(text: string): string {
  return wrapped(text, 117)
    .map((line) => `// ${line}\n`)
    .join('');
}

function camelCase(name: string): string {
  const camel = name.replace(/-+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return /^[a-z]/.test(camel) ? camel : `logs${camel}`;
}
