import type { Text } from '../../../text/live-text';
import { checkSettings, source } from './component';
import type { Output } from './component';
import { multiline } from './file';
import type { Multiline } from './file';
import { boolean, filled, filledText, list, maybe, object, string, whole } from './shape';
import type { Checks } from './shape';

/**
 * Containers' logs, from a Docker daemon. It has no acknowledgements, and reads only what is written while it runs. A container
 * in which it runs itself is left out, where its host's name is the beginning of its id.
 */
export interface DockerLogsOptions {
  /** Such as `unix:///var/run/docker.sock`; an `https:` URL takes `tls`. @default - DOCKER_HOST, else the local socket */
  readonly dockerHost?: Text;
  /** Files for an `https:` URL. @default - those in DOCKER_CERT_PATH, else in DOCKER_CONFIG, else in `~/.docker` */
  readonly tls?: DockerTls;
  /** Beginnings of ids and names. @default - all */
  readonly includeContainers?: readonly string[];
  /** Beginnings of ids and names; these win over `includeContainers`. @default - none */
  readonly excludeContainers?: readonly string[];
  /** Labels as `name` or `name=value`. @default - all */
  readonly includeLabels?: readonly string[];
  /** Names of images. @default - all */
  readonly includeImages?: readonly string[];
  /** Field for the host's name; `''` for none. @default 'host' */
  readonly hostKey?: string;
  /** Field that marks a part of a line, where these are not joined; `''` for none. @default '_partial' */
  readonly partialEventMarkerField?: string;
  /** Whether lines that Docker has split are joined. @default true */
  readonly autoPartialMerge?: boolean;
  /** Seconds until a further try after an error. @default 2 */
  readonly retryBackoffSecs?: number;
  /** Lines joined as they are read; without a limit to their number. @default - none are joined */
  readonly multiline?: Multiline;
}

/** Paths of files. */
export interface DockerTls {
  /** Of the authority that signed the daemon's certificate, PEM. */
  readonly caFile: Text;
  /** The client's certificate, PEM. */
  readonly crtFile: Text;
  /** The key of `crtFile`, PEM. */
  readonly keyFile: Text;
}

const checks: Checks<DockerLogsOptions> = {
  dockerHost: maybe(filledText),
  tls: maybe(object<DockerTls>({ caFile: filledText, crtFile: filledText, keyFile: filledText })),
  includeContainers: maybe(list(filled)),
  excludeContainers: maybe(list(filled)),
  includeLabels: maybe(list(filled)),
  includeImages: maybe(list(filled)),
  hostKey: maybe(string),
  partialEventMarkerField: maybe(string),
  autoPartialMerge: maybe(boolean),
  retryBackoffSecs: maybe(whole(1)),
  multiline: maybe(multiline),
};

/** @see https://vector.dev/docs/reference/configuration/sources/docker_logs/ */
export function dockerLogs(name: string, options: DockerLogsOptions = {}): Output {
  return source('docker_logs', name, checkSettings(name, options, checks));
}
