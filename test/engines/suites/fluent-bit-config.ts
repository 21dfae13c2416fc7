import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { Duration, Size } from 'cdk8s';
import { Filter, FluentBitConfig, Input, Output, Parser, Processor } from '../../../lib/engines/fluent-bit';
import type { FluentBitConfigProps, Section } from '../../../lib/engines/fluent-bit';
import {
  knownPlugins,
  knownProperties,
} from '../../../lib/engines/fluent-bit/config/known-properties/known-properties';
import { fluentBitJudge } from '../../../lib/engines/fluent-bit/judge';
import type { PlacedFinding } from '../../../lib/engines/judge';
import { settle } from '../../../lib/text/reader';
import { program } from '../../contract/fluent-bit-process';
import { configs, everything } from '../fluent-bit/every-option';
import { dryRun, start } from '../fluent-bit/started-config';
import type { Context, Suite } from '../suite';

/** Fluent Bit's own word on what its typed configuration prints. */
export const suite: Suite = {
  name: 'fluent-bit-config',
  found: { program, by: 'set FLUENT_BIT, or put it on the PATH' },
  costs: () => 'every option of the typed configuration, at a dry run and a start',
  async run(context) {
    const fluentBit = program;
    checkSchema(fluentBit, context);
    const { onlyKnown, ...started } = configs;
    const classic = new FluentBitConfig({ ...everything, ...withoutProcessors, format: 'classic' });
    for (const [name, config] of Object.entries({ ...configs, classic })) {
      const { code, said } = dryRun(fluentBit, config);
      context.check(`dry run of ${name}`, code === 0, () => said);
    }
    context.check('there is a configuration that is not started', onlyKnown.inputs.length > 0, () => 'none');
    for (const [name, config] of Object.entries({ ...started, classic })) {
      const { errors } = await start(fluentBit, config, 2500);
      const bad = errors.filter((line) => !harmless.some((pattern) => pattern.test(line)));
      context.check(`start of ${name}`, bad.length === 0, () => bad.join('\n'));
    }
    await checkTexts(fluentBit, context);
    checkJudge(fluentBit, context);
    for (const [name, config] of Object.entries(refused)) {
      const { code, said } = dryRun(fluentBit, config);
      const { errors } = code === 0 ? await start(fluentBit, config, 1500) : { errors: [said] };
      const found = config.check().some(({ severity }) => severity === 'error');
      context.check(`what Fluent Bit refuses is found: ${name}`, found && errors.length > 0, () => errors.join('\n'));
    }
  },
};

/** Nobody listens where these configurations send to. */
const harmless = [
  /read error, check permissions|\[parser\] cannot parse/,
  /no upstream connections available|could not flush|connection #\d+|failed to flush|cannot be retried|Connection refused/,
  /tls|handshake|TCP connection|could not connect|getaddrinfo|retry|broken connection|no connection|net_connect|errno=/i,
];

/** Classic configuration can have all but these. */
const withoutProcessors: Partial<FluentBitConfigProps> = {
  env: { REGION: 'eu' },
  inputs: [
    Input.dummy({ tag: 'clock' }),
    Input.tail({ tag: 'files.*', path: ['/nowhere/*.log'], skipLongLines: true, db: 'tail.db' }),
  ],
  filters: (everything.filters ?? []).filter(({ type }) => !['sysinfo', 'multiline'].includes(type)),
  outputs: [
    Output.stdout({ match: '*' }),
    Output.prometheusExporter({ match: 'measured', host: '127.0.0.1', port: 24_394 }),
  ],
};

/** Configurations that Fluent Bit does not start with, each found by a rule. */
const refused: Readonly<Record<string, FluentBitConfig>> = {
  'an unknown property': unchecked({ outputs: [Output.stdout({ match: '*', extra: { formatt: 'json' } })] }),
  'an unknown plugin': unchecked({ outputs: [Output.other('stdoot', { match: '*' })] }),
  'an unknown parser': unchecked({ filters: [Filter.parser({ match: '*', keyName: 'log', parser: ['nothing'] })] }),
  'a filesystem without a folder': unchecked({ inputs: [Input.dummy({ tag: 'd', storageType: 'filesystem' })] }),
  'a buffer smaller than its chunks': unchecked({
    inputs: [
      Input.tail({
        tag: 'd',
        path: ['/nowhere'],
        skipLongLines: true,
        bufferChunkSize: Size.kibibytes(64),
        bufferMaxSize: Size.kibibytes(32),
      }),
    ],
  }),
};

function unchecked(changes: Partial<FluentBitConfigProps>): FluentBitConfig {
  return new FluentBitConfig({
    inputs: [Input.dummy({ tag: 'd' })],
    outputs: [Output.stdout({ match: '*' })],
    ...changes,
  });
}

interface Schema {
  readonly [section: string]: readonly {
    readonly name: string;
    readonly properties: Readonly<Record<string, readonly { readonly name: string; readonly type: string }[] | null>>;
  }[];
}

/** What is known of properties is what the program says of itself, and no more. */
function checkSchema(fluentBit: string, context: Context): void {
  const schema = JSON.parse(spawnSync(fluentBit, ['-J'], { encoding: 'utf8', maxBuffer: 1e8 }).stdout) as Schema;
  const besides = new Set(['workers', 'storage.total_limit_size', 'host', 'port', 'ipv6']);
  for (const section of ['inputs', 'filters', 'processors', 'outputs'] as const satisfies readonly Section[]) {
    const plugins = schema[section] ?? [];
    for (const { name, properties } of plugins) {
      const own = plugins.filter((one) => one.name === name).flatMap((one) => Object.values(one.properties).flat());
      const there = new Map(
        own.flatMap((one) =>
          one === null
            ? []
            : [[`${one.name.toLowerCase()}${one.type === 'prefixed string' ? '*' : ''}`, kinds[one.type] ?? 'text']],
        ),
      );
      const known = knownProperties(section, name);
      const listed = [...(known ?? [])].filter(
        ([property]) =>
          there.has(property) || !(property.startsWith('oauth2.') || (section === 'outputs' && besides.has(property))),
      );
      const differs = [
        ...[...there]
          .filter(([property, kind]) => known?.get(property) !== kind)
          .map(([property]) => `not listed: ${property}`),
        ...listed.filter(([property]) => !there.has(property)).map(([property]) => `listed: ${property}`),
      ];
      context.check(
        `properties of ${section} ${name}`,
        differs.length === 0 && Object.keys(properties).length > 0,
        () => differs.join(', '),
      );
    }
    const missing = knownPlugins(section).filter((type) => !plugins.some(({ name }) => name === type));
    if (missing.length > 0) context.leaveOut(`${section} that this build of Fluent Bit has not: ${missing.join(', ')}`);
  }
}

const kinds: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  integer: 'integer',
  size: 'size',
  time: 'time',
  double: 'double',
};

/** What `check` asks of the program, and what it makes of the answers. */
function checkJudge(fluentBit: string, context: Context): void {
  const real = fluentBitJudge.real;
  const said = spawnSync(fluentBit, [...real.versionArgs], { encoding: 'utf8' }).stdout;
  context.check('the judge knows the version', /^\d+\.\d+\.\d+$/.test(real.versionOf(said) ?? ''), () => said);
  const judged = (text: string): readonly PlacedFinding[] => {
    const config = { files: { 'fluent-bit.yaml': text }, args: [], environment: {} };
    const folder = mkdtempSync(join(tmpdir(), 'cdk8s-logging-fluent-bit-'));
    const prepared = real.prepare(config, folder, undefined);
    if ('cannot' in prepared) throw new Error(prepared.cannot);
    for (const [name, content] of Object.entries(prepared.files)) writeFileSync(join(folder, name), content);
    const complaints = prepared.runs.map((args) => {
      const run = spawnSync(fluentBit, [...args], { cwd: folder, env: { ...prepared.environment }, encoding: 'utf8' });
      return { said: `${run.stdout}${run.stderr}`, code: run.status ?? 1 };
    });
    rmSync(folder, { recursive: true, force: true });
    return real.read(complaints, config).findings;
  };
  const text = settle(configs.everything.print(), 'the configuration');
  context.check('the judge finds nothing in what is well', judged(text).length === 0, () =>
    JSON.stringify(judged(text)),
  );
  const bad = text.replace('json_lines', 'json_lines\n      formatt: x');
  const [finding] = judged(bad);
  context.check('the judge finds a property', finding?.index === bad.indexOf('formatt'), () => JSON.stringify(finding));
}

/** Texts arrive as they were meant, wherever they stand. */
async function checkTexts(fluentBit: string, context: Context): Promise<void> {
  const odd = 'a ${HOME} {b} "c" \'d\' }${ $x \\ # : , é';
  const config = new FluentBitConfig({
    service: { flush: Duration.millis(200), grace: Duration.seconds(1), logLevel: 'error' },
    inputs: [
      Input.dummy({
        tag: 'd',
        samples: 1,
        dummy: { dummy: odd, log: '{"n":1}' },
        processors: {
          logs: [
            Processor.contentModifier({ action: 'insert', key: 'content', value: odd }),
            Filter.lua({ code: `function f(t, s, r) r.code = ${JSON.stringify(odd)} return 2, s, r end`, call: 'f' }),
          ],
        },
      }),
    ],
    filters: [
      Filter.modify({
        match: 'd',
        rules: [
          ['set', 'modify', odd],
          ['set', 'two words', 'x'],
          ['set', 'end', "o'hara \\\\"],
        ],
      }),
      Filter.recordModifier({ match: 'd', record: { record: odd, 'three more words': 'y' } }),
      Filter.parser({
        match: 'd',
        keyName: 'log',
        parser: [Parser.regex('none', { regex: '^${HOME}$' }), Parser.json('j')],
        reserveData: true,
      }),
    ],
    outputs: [Output.stdout({ match: 'd', format: 'json_lines' })],
  });
  const { said } = await start(fluentBit, config, 2000);
  const line = said.split('\n').find((one) => one.startsWith('{'));
  const record = (line === undefined ? {} : JSON.parse(line)) as Readonly<Record<string, unknown>>;
  for (const key of ['dummy', 'content', 'code', 'modify', 'record']) {
    context.check(`a text in ${key} arrives as it is`, record[key] === odd, () => `${String(record[key])}\n${said}`);
  }
  context.check(
    'words arrive as they are',
    record['two words'] === 'x' && record['three more words'] === 'y' && record['end'] === "o'hara \\\\",
    () => said,
  );
  context.check('a parser is found', record['n'] === 1, () => said);
}
