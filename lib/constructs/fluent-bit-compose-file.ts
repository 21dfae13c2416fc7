import { ComposeVariable, printCompose } from '../delivery/compose-text';
import { isPath, ownService } from './fluent-bit-compose-props';
import { fluentBitProgram, oneShot } from './fluent-bit-one-shot';
import { foldersOf, outermost } from './host-folders';
import type { ComposeValue } from '../delivery/compose-text';
import type { FluentBitConfig } from '../engines/fluent-bit/fluent-bit-config';
import type { CheckedCompose } from './fluent-bit-compose-props';

/** Where the configuration is in the container and beside the compose file, and where Fluent Bit keeps what is its own. */
export const composeFolders = Object.freeze({
  config: '/fluent-bit/etc/conf',
  data: '/fluent-bit/data',
  written: 'fluent-bit',
});
/** What asks for the health. */
export const healthFile = 'health.lua';

/** Beyond `maxDrain`: the grace of Fluent Bit itself, and what it takes to end. */
const stopSeconds = 10;

const stateVolume = 'fluent-bit-state';
const ports = Object.freeze({
  FLUENT_BIT_HTTP_PORT: 2020,
  FLUENT_BIT_METRICS_PORT: 2021,
  FLUENT_BIT_FORWARD_PORT: 24224,
});
/** The name of a variable that moves a port of the machine. */
export type ComposePort = keyof typeof ports;

/** Ports of the machine, which may be moved; that of Docker where a pipeline reads what it sends. */
export function portsOf(props: CheckedCompose): readonly (readonly [ComposePort, number])[] {
  const all = Object.entries(ports) as readonly (readonly [ComposePort, number])[];
  return all.filter(([name]) => readsDocker(props) || name !== 'FLUENT_BIT_FORWARD_PORT');
}

/** The compose file that lies over the user's. */
export function composeFile(props: CheckedCompose, config: FluentBitConfig): string {
  const named = mounts(props).flatMap(({ source }) => (isPath(source) ? [] : [source]));
  const file = printCompose({
    services: {
      [ownService]: fluentBit(props, config),
      ...Object.fromEntries(props.services.map((name) => [name, worker(props, name)])),
    },
    volumes: Object.fromEntries([stateVolume, ...new Set(named)].map((name) => [name, {}])),
  });
  return `${head}${file}`;
}

const head = `# Made by cdk8s-logging, over a compose file of yours:
# docker compose -f compose.yaml -f compose.fluent-bit.yaml up --detach
# Variables are read from the shell or from .env; fluent-bit.env.template has all of them.
`;

function fluentBit(props: CheckedCompose, config: FluentBitConfig): ComposeValue {
  const { image, memoryLimit, maxDrain } = props;
  const bytes = memoryLimit.toKibibytes() * 1024;
  const { config: configDir, data, written } = composeFolders;
  return {
    image,
    entrypoint: [fluentBitProgram],
    command: [`--config=${configDir}/${config.fileName}`],
    restart: 'unless-stopped',
    environment: Object.fromEntries(variablesOf(props, config).map(({ name, variable }) => [name, variable] as const)),
    user: '0:0',
    read_only: true,
    cap_drop: ['ALL'],
    // Programs keep their logs to themselves: without it root reads no file of another user that is 0600.
    cap_add: ['DAC_READ_SEARCH'],
    security_opt: ['no-new-privileges:true'],
    mem_limit: bytes,
    memswap_limit: bytes,
    stop_grace_period: `${maxDrain.toSeconds() + stopSeconds}s`,
    ports: portsOf(props).map(([name, port]) =>
      ComposeVariable.optional(name, String(port)).within('127.0.0.1:', `:${port}`),
    ),
    volumes: [
      { type: 'bind', source: `./${written}`, target: configDir, read_only: true },
      { type: 'volume', source: stateVolume, target: data },
      ...mounts(props).map(printMount),
    ],
    healthcheck: {
      test: ['CMD', ...oneShot(`${configDir}/${healthFile}`)],
      interval: '30s',
      timeout: '10s',
      retries: 3,
      start_period: '10s',
    },
    // Its own output must not come back to itself.
    logging: { driver: 'local', options: { 'max-size': '10m', 'max-file': '3' } },
  };
}

function worker(props: CheckedCompose, name: string): ComposeValue {
  const address = ComposeVariable.optional('FLUENT_BIT_FORWARD_PORT', String(ports.FLUENT_BIT_FORWARD_PORT));
  return {
    depends_on: { [ownService]: { condition: 'service_started', restart: false, required: true } },
    ...(readsDocker(props)
      ? {
          logging: {
            driver: 'fluentd',
            options: {
              'fluentd-address': address.within('127.0.0.1:', ''),
              tag: `docker.${name}.{{.Name}}`,
              'fluentd-async': 'true',
              // Without it what is on its way to an agent that ends is lost: Docker takes it for sent.
              'fluentd-request-ack': 'true',
              'fluentd-sub-second-precision': 'true',
            },
          },
        }
      : {}),
  };
}

/** A variable as the container gets it. */
export interface PassedVariable {
  readonly name: string;
  readonly isSecret: boolean;
  readonly variable: ComposeVariable;
}

/** The variables that the container gets, those of the pipelines first. */
export function variablesOf({ variables }: CheckedCompose, config: FluentBitConfig): readonly PassedVariable[] {
  const { env, secrets } = config.variables;
  const named = [...new Set([...env, ...secrets, ...Object.keys(variables)])];
  return named.map((name) => {
    const fallback = Object.hasOwn(variables, name) ? variables[name]?.default : undefined;
    const variable =
      fallback === undefined
        ? ComposeVariable.required(name, `set ${name} in .env, see fluent-bit.env.template`)
        : ComposeVariable.optional(name, fallback);
    return { name, isSecret: secrets.includes(name), variable };
  });
}

function readsDocker({ pipelines }: CheckedCompose): boolean {
  return pipelines.some(({ sources }) => sources.some(({ spec }) => spec.kind === 'docker'));
}

/** Folders that pipelines read. */
export function foldersRead({ pipelines }: CheckedCompose): readonly string[] {
  const specs = pipelines.flatMap(({ sources }) => sources.map(({ spec }) => spec));
  // A journal in memory is not there on every machine; and one on the disk must not be made by us: it turns it on.
  return specs.flatMap(foldersOf).filter((folder) => !folder.startsWith('/run/'));
}

/** A folder of the container, and what outside of it that is. */
interface FolderSource {
  readonly mounted: string;
  readonly source: string;
}

/** Where a folder is outside of the container: it, or one around it. */
export function folderSource(folder: string, { logs }: Pick<CheckedCompose, 'logs'>): FolderSource {
  const around = Object.keys(logs)
    .filter((one) => `${folder}/`.startsWith(`${one}/`))
    .sort((a, b) => b.length - a.length)[0];
  return around === undefined
    ? { mounted: folder, source: folder }
    : { mounted: around, source: logs[around] as string };
}

/** What the container sees of the machine, once each; a folder that `logs` names is no part of one around it. */
export function mounts(props: CheckedCompose): readonly FolderSource[] {
  const all = foldersRead(props).map((folder) => folderSource(folder, props));
  const isNamed = ({ mounted }: FolderSource): boolean => Object.hasOwn(props.logs, mounted);
  const same = outermost(all.filter((one) => !isNamed(one)).map(({ mounted }) => mounted));
  const named = new Map(all.filter(isNamed).map((one) => [one.mounted, one]));
  return [...same.map((folder) => ({ mounted: folder, source: folder })), ...named.values()].sort((a, b) =>
    a.mounted < b.mounted ? -1 : 1,
  );
}

function printMount({ mounted, source }: FolderSource): ComposeValue {
  if (!isPath(source)) return { type: 'volume', source, target: mounted, read_only: true };
  // Docker would make it root's, and whoever is to write there could not.
  return { type: 'bind', source, target: mounted, read_only: true, bind: { create_host_path: false } };
}
