import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { printLogRotate } from '../delivery/logrotate';
import { nodeEngines } from '../engines/engines';
import { assemble } from '../engines/fluent-bit/lua/assemble';
import { FindingsError } from '../findings/finding';
import { settle } from '../text/reader';
import { checkCompose } from './fluent-bit-compose-props';
import { composeFile, composeFolders, folderSource, healthFile } from './fluent-bit-compose-file';
import { printEnvTemplate } from './fluent-bit-compose-env';
import { draining } from './fluent-bit-drain';
import { folderOf, hides, outermost } from './host-folders';
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
 * service wait. Positions and what waits for the receiver are in a volume, so that nothing is read twice or lost when the machine
 * starts anew. All ports are the machine's own only: 2020 (`/api/v1/health`, `/api/v1/storage`), 2021 (`/metrics`) and 24224 for
 * Docker; FLUENT_BIT_HTTP_PORT, FLUENT_BIT_METRICS_PORT and FLUENT_BIT_FORWARD_PORT move them. Compose calls it unhealthy while its
 * outputs fail; nothing is started anew for that.
 *
 * It runs as root without any capability: files must be readable by root's group or by all.
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
    this.#found = Object.freeze([
      ...pipelines.flatMap((pipeline) => pipeline.check()),
      ...sourceFindings(this.#props),
      ...engine.check(pipelines, where),
    ]);
    const failed = this.#found.some(({ severity }) => severity === 'error');
    this.#config = failed
      ? undefined
      : draining(engine.translate(pipelines, where), { pipelines, dataDir, maxDrain, keeps: true });
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
    const within = { [config.fileName]: config.print(), ...config.files, [healthFile]: health };
    const { globs, elsewhere } = rotated(this.#props);
    const { rotate } = this.#props;
    return Object.freeze({
      'compose.fluent-bit.yaml': composeFile(this.#props, config),
      ...Object.fromEntries(
        Object.entries(within).map(([name, text]) => [`${composeFolders.written}/${name}`, settle(text, name)]),
      ),
      'fluent-bit.env.template': printEnvTemplate(this.#props, config),
      ...(rotate === false || globs.length === 0
        ? {}
        : { 'fluent-bit.logrotate': rotationHead(elsewhere) + printLogRotate(globs, rotate) }),
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

const health = assemble(
  ['http'],
  `-- Ends with 0 where Fluent Bit is healthy: the image has no other program that could ask.
os.exit(http.status(2020, '/api/v1/health') == 200 and 0 or 1)
`,
);

function filesOf({ pipelines }: CheckedCompose): readonly SourceOf<'files'>[] {
  return pipelines.flatMap(({ sources }) => sources.flatMap(({ spec }) => (spec.kind === 'files' ? [spec] : [])));
}

/** Globs as the machine has them, and those of folders that it does not show, which are rotated where they are. */
function rotated(props: CheckedCompose): { readonly globs: readonly string[]; readonly elsewhere: readonly string[] } {
  const globs: string[] = [];
  const elsewhere: string[] = [];
  for (const { glob } of filesOf(props)) {
    const folder = folderOf(glob);
    const { mounted, source } = folderSource(folder, props);
    if (source.startsWith('/')) globs.push(source + glob.slice(mounted.length));
    else elsewhere.push(glob);
  }
  return {
    globs: [...new Set(globs)].filter((glob) => !glob.includes('**')),
    elsewhere: [...new Set([...elsewhere, ...globs.filter((glob) => glob.includes('**'))])],
  };
}

function rotationHead(elsewhere: readonly string[]): string {
  const lines = [
    'Made by cdk8s-logging. To use it: cp fluent-bit.logrotate /etc/logrotate.d/fluent-bit',
    ...elsewhere.map((glob) => `Not rotated by this, since logrotate cannot name it on the machine: ${glob}`),
  ];
  return lines.map((line) => `# ${line}\n`).join('');
}

function sourceFindings(props: CheckedCompose): readonly Finding[] {
  const at = props.pipelines.flatMap(({ name, sources }) =>
    sources.map(({ spec }, index) => ({ spec, at: `${name}: sources[${index}]` })),
  );
  const folders = outermost(filesOf(props).map(({ glob }) => folderOf(glob)));
  const unread = Object.keys(props.logs).filter((folder) => !folders.some((one) => `${one}/`.startsWith(`${folder}/`)));
  return [
    ...at.flatMap(({ spec, at: place }): readonly Finding[] => {
      if (spec.kind === 'pods') return [pods(place)];
      if (spec.kind !== 'files' || !hides(folderOf(spec.glob), Object.values(composeFolders))) return [];
      return [hiding(place, folderOf(spec.glob))];
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
