import * as fc from 'fast-check';
import { env, FluentBitCompose, LogPipeline, secret, Sink, Source, text } from 'cdk8s-logging';
import { ComposeVariable, printCompose } from '../../../lib/delivery/compose-text';
import { Referee } from '../referee';
import type { Answer } from '../referee';
import type { Context, Suite } from '../suite';

/** What `docker compose config` makes of files, by its own loader. */
type Load = (values: Readonly<Record<string, string>>, ...files: readonly string[]) => Promise<Answer>;

interface Project {
  readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const own = `services:
  worker:
    image: gpu-worker:1
    environment: { MODE: fast }
    volumes: ["worker-logs:/workspace/logs"]
volumes:
  worker-logs:
`;

/** Compose files of ours, and any text in them, held to compose's own loader. */
export const suite: Suite = {
  name: 'compose',
  builds: ['compose'],
  async run(context) {
    await Referee.start(context.program('compose'), [], async (referee) => {
      const load: Load = async (values, ...files) => {
        const [answer] = await referee.ask([{ reader: 'compose', text: JSON.stringify(files), values }]);
        return answer ?? {};
      };
      await beside(context, load);
      await texts(context, load);
    });
  },
};

async function beside(context: Context, load: Load): Promise<void> {
  const pipeline = new LogPipeline('gpu', {
    sources: [Source.files('/workspace/logs/*.log'), Source.files('/var/log/pm2/*.log'), Source.docker()],
    sinks: [
      Sink.loki(
        { url: text`http://${env('LOKI_HOST')}:3100`, auth: { bearer: secret('TOKEN') } },
        { labels: { app: 'gpu', machine: env('MACHINE_ID') } },
      ),
    ],
  });
  const made = new FluentBitCompose({
    services: ['worker'],
    pipelines: [pipeline],
    logs: { '/workspace/logs': 'worker-logs' },
    variables: { MACHINE_ID: { default: 'a$b "c" $D $$ #e\\' } },
  });
  const over = made.files()['compose.fluent-bit.yaml'] ?? '';
  const given = { LOKI_HOST: 'loki', TOKEN: 'a$b}' };
  const { out = '{}', error } = await load(given, own, over);
  const { services = {}, volumes = {} } = JSON.parse(out) as Partial<Project>;
  const { worker = {}, 'fluent-bit': agent = {} } = services;
  const detail = (): string => JSON.stringify({ error, worker, agent, volumes }, null, 1);
  const is = (name: string, is: unknown, expected: unknown): void =>
    context.check(name, JSON.stringify(is) === JSON.stringify(expected), () => `${JSON.stringify(is)} ${detail()}`);
  context.check('compose loads the file over one of the user', error === undefined, detail);
  is('variables arrive as they are', agent['environment'], {
    LOKI_HOST: 'loki',
    MACHINE_ID: 'a$b "c" $D $$ #e\\',
    TOKEN: 'a$b}',
  });
  is(
    'ports of the machine only',
    (agent['ports'] as { host_ip: string; published: string }[] | undefined)?.map(
      ({ host_ip: host, published }) => `${host}:${published}`,
    ),
    ['127.0.0.1:2020', '127.0.0.1:2021', '127.0.0.1:24224'],
  );
  is('the output of services', worker['logging'], {
    driver: 'fluentd',
    options: {
      'fluentd-address': '127.0.0.1:24224',
      'fluentd-async': 'true',
      'fluentd-request-ack': 'true',
      'fluentd-sub-second-precision': 'true',
      tag: 'docker.worker.{{.Name}}',
    },
  });
  is('what asks for the health', (agent['healthcheck'] as { test: string[] } | undefined)?.test.slice(0, 2), [
    'CMD',
    '/fluent-bit/bin/fluent-bit',
  ]);
  is('starts before the worker', worker['depends_on'], {
    'fluent-bit': { condition: 'service_started', required: true },
  });
  is('what is the user’s stays', worker['environment'], { MODE: 'fast' });
  is('volumes', Object.keys(volumes).sort(), ['fluent-bit-state', 'worker-logs']);
  is(
    'folders to read only',
    (agent['volumes'] as { target: string; read_only?: boolean }[] | undefined)?.map(
      ({ target, read_only: readOnly = false }) => [target, readOnly],
    ),
    [
      ['/fluent-bit/etc/conf', true],
      ['/fluent-bit/data', false],
      ['/var/log/pm2', true],
      ['/workspace/logs', true],
    ],
  );
  is('capabilities', [agent['cap_drop'], agent['cap_add']], [['ALL'], ['DAC_READ_SEARCH']]);
  is('memory', [agent['mem_limit'], agent['memswap_limit']], ['134217728', '134217728']);

  const moved = await load({ ...given, FLUENT_BIT_FORWARD_PORT: '25225' }, own, over);
  context.check('ports move', moved.out?.includes('"fluentd-address": "127.0.0.1:25225"') === true, () =>
    JSON.stringify(moved),
  );
  const lacking = await load({ LOKI_HOST: 'loki' }, own, over);
  context.check('a secret that is not set is asked for', lacking.error?.includes('set TOKEN in .env') === true, () =>
    JSON.stringify(lacking),
  );
}

/** Texts of all kinds, as they are, as what stands for a variable, and in messages. */
async function texts(context: Context, load: Load): Promise<void> {
  const pieces = [
    '$',
    '$$',
    '${',
    '}',
    '${A}',
    '$A',
    'a',
    ' ',
    '"',
    "'",
    '\\',
    '#',
    ':',
    '\n',
    '-',
    '%',
    'é',
    '{{.Name}}',
    '0',
  ];
  const any = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((all) => all.join(''));
  const bare = any.map((one) => one.replace(/[{}\n]/g, ''));
  for (const [one, fallback] of fc.sample(fc.tuple(any, bare), { numRuns: context.runs, seed: context.seed })) {
    const file = printCompose({
      services: {
        a: { image: 'a', environment: { ONE: one, TWO: ComposeVariable.optional('UNSET', fallback).within('<', '>') } },
      },
    });
    const { out, error } = await load({ A: 'wrong' }, file);
    const read = out === undefined ? undefined : (JSON.parse(out) as Project).services['a']?.['environment'];
    context.check(
      'a text in a compose file',
      JSON.stringify(read) === JSON.stringify({ ONE: one, TWO: `<${fallback}>` }),
      () => JSON.stringify({ one, fallback, file, read, error }),
    );
  }
}
