import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { notRotated, printLogRotate } from '../delivery/logrotate';
import { nodeEngines } from '../engines/engines';
import { FindingsError } from '../findings/finding';
import { settle } from '../text/reader';
import { checkCompose } from './fluent-bit-compose-props';
import { composeFile, composeFolders, folderSource, foldersRead, healthFile } from './fluent-bit-compose-file';
import { printEnvTemplate } from './fluent-bit-compose-env';
import { variableFindings } from './fluent-bit-compose-variables';
import { fluentBitPrograms } from './fluent-bit-programs';
import { fluentBitProgram } from './fluent-bit-one-shot';
import { folderOf, hides } from './host-folders';
import type { FluentBitConfig } from '../engines/fluent-bit/fluent-bit-config';
import type { Finding } from '../findings/finding';
import type { SourceOf } from '../pipeline/source-spec';
import type { CheckedCompose, FluentBitComposeProps } from './fluent-bit-compose-props';

/**
 * Fluent Bit beside services of docker compose: a file that lies over yours, its configuration, a template of the `.env` file,
 * and a configuration of logrotate. Write them into the folder of your compose file, and start both:
 *
 *     docker compose -f compose.yaml -f compose.fluent-bit.yaml up --detach
 *
 * Files are read through read-only folders; what the services print comes over Docker's `fluentd` driver, which never makes a
 * service wait: Docker (20.10 or later) holds up to a million lines in memory until the agent has them, and lets go of those that
 * it still holds when their container ends. Positions and what waits for the receiver are in a volume, so that nothing is read
 * twice or lost when the machine starts anew. All ports are the machine's own only: 2020 (`/api/v1/health`, `/api/v1/storage`),
 * 2021 (`/metrics`) and 24224 for Docker; FLUENT_BIT_HTTP_PORT, FLUENT_BIT_METRICS_PORT and FLUENT_BIT_FORWARD_PORT move them.
 * Compose calls it unhealthy while its outputs fail; nothing is started anew for that.
 *
 * It runs as root with DAC_READ_SEARCH as its only capability, since programs of other users keep their logs to themselves (0600):
 * it reads any file below the folders that pipelines name, and writes none, for these are mounted read-only. The capability also
 * lets whoever takes the agent over read other files of the file systems that these folders are on. Folders must be there before
 * it starts.
 */
export class FluentBitCompose {
  readonly #props: CheckedCompose;
  readonly #found: readonly Finding[];
  readonly #config: FluentBitConfig | undefined;

  /** @throws if a value is none that can be meant, naming it */
  constructor(props: FluentBitComposeProps) {
    this.#props = checkCompose(props);
    const { pipelines, version, maxDrain } = this.#props;
    const dataDir = composeFolders.data;
    const engine = nodeEngines['fluent-bit']();
    const where = { version, dataDir };
    const found = [
      ...pipelines.flatMap((pipeline) => pipeline.check()),
      ...sourceFindings(this.#props),
      ...engine.check(pipelines, where),
    ];
    const config = hasErrors(found) ? undefined : engine.translate(pipelines, where);
    this.#found = Object.freeze([...found, ...(config === undefined ? [] : variableFindings(this.#props, config))]);
    this.#config =
      config === undefined || hasErrors(this.#found)
        ? undefined
        : fluentBitPrograms.drain().draining(config, { pipelines, dataDir, maxDrain, keeps: true });
    Object.freeze(this);
  }

  /** What keeps the pipelines from running here, or from running well. */
  get findings(): readonly Finding[] {
    return this.#found;
  }

  /**
   * The files by their paths within the folder.
   *
   * @throws FindingsError with all errors
   */
  files(): Readonly<Record<string, string>> {
    const config = this.#config;
    if (config === undefined) throw new FindingsError(this.#found);
    const within = { [config.fileName]: config.print(), ...config.files, [healthFile]: fluentBitPrograms.health() };
    const { globs, left } = rotated(this.#props);
    const { rotate } = this.#props;
    return Object.freeze({
      'compose.fluent-bit.yaml': composeFile(this.#props, config),
      ...Object.fromEntries(
        Object.entries(within).map(([name, text]) => [`${composeFolders.written}/${name}`, settle(text, name)]),
      ),
      'fluent-bit.env.template': printEnvTemplate(this.#props, config),
      ...(rotate === false || globs.length === 0
        ? {}
        : { 'fluent-bit.logrotate': rotationHead(left) + printLogRotate(globs, rotate) }),
    });
  }

  /**
   * Writes the files, over those that are there.
   *
   * @param folder - that of your compose file, in which paths of the written one are looked for; it is made where it is not
   * @returns the paths written
   * @throws FindingsError with all errors, nothing written
   */
  write(folder: string): readonly string[] {
    return Object.entries(this.files()).map(([name, text]) => {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return path;
    });
  }
}

function filesOf({ pipelines }: CheckedCompose): readonly SourceOf<'files'>[] {
  return pipelines.flatMap(({ sources }) => sources.flatMap(({ spec }) => (spec.kind === 'files' ? [spec] : [])));
}

interface Rotated {
  /** Globs as the machine has them. */
  readonly globs: readonly string[];
  /** What logrotate is not told of, and why not. */
  readonly left: readonly string[];
}

function rotated(props: CheckedCompose): Rotated {
  const globs: string[] = [];
  const left: string[] = [];
  for (const { glob } of filesOf(props)) {
    const { mounted, source } = folderSource(folderOf(glob), props);
    const there = source + glob.slice(mounted.length);
    const reason = source.startsWith('/') ? notRotated(there, globs) : 'logrotate cannot name it on the machine';
    if (reason !== undefined) left.push(`${reason}: ${glob}`);
    else if (!globs.includes(there)) globs.push(there);
  }
  return { globs, left: [...new Set(left)] };
}

function rotationHead(left: readonly string[]): string {
  const lines = [
    'Made by cdk8s-logging. To use it: cp fluent-bit.logrotate /etc/logrotate.d/fluent-bit',
    'Sizes are looked at when logrotate runs, by itself once a day: run it each hour where a file grows faster.',
    ...left.map((why) => `Not rotated by this, since ${why}`),
  ];
  return lines.map((line) => `# ${line}\n`).join('');
}

function sourceFindings(props: CheckedCompose): readonly Finding[] {
  const at = props.pipelines.flatMap(({ name, sources }) =>
    sources.map(({ spec }, index) => ({ spec, at: `${name}: sources[${index}]` })),
  );
  const folders = foldersRead(props);
  const unread = Object.keys(props.logs).filter((folder) => !folders.some((one) => `${one}/`.startsWith(`${folder}/`)));
  return [
    ...at.flatMap(({ spec, at: place }): readonly Finding[] => {
      if (spec.kind === 'pods') return [pods(place)];
      if (spec.kind !== 'files') return [];
      const { mounted } = folderSource(folderOf(spec.glob), props);
      return hides(mounted, [fluentBitProgram, ...Object.values(composeFolders)]) ? [hiding(place, mounted)] : [];
    }),
    ...unread.map((folder): Finding => ({
      rule: 'compose/folder',
      severity: 'error',
      at: 'logs',
      got: folder,
      message: "'logs' must name folders that pipelines read, or folders around them",
      remedy: `name one of ${folders.join(', ') || 'those of Source.files'}`,
    })),
  ];
}

function hasErrors(found: readonly Finding[]): boolean {
  return found.some(({ severity }) => severity === 'error');
}

function pods(at: string): Finding {
  return {
    rule: 'compose/source',
    severity: 'error',
    at,
    got: 'a source of pods',
    message: "'sources' must be files, docker or the journal, since docker compose has no pods",
    remedy: 'read Source.docker()',
  };
}

function hiding(at: string, folder: string): Finding {
  return {
    rule: 'compose/folder',
    severity: 'error',
    at,
    got: folder,
    message: "'sources' must be files in a folder that the agent's container has no other use for",
    remedy: 'begin the glob with a folder that holds logs only, such as /var/log/app',
  };
}
