import { UsageError } from '../usage-error';
import type { Configuration } from './configuration';
import { programNamed, programs } from './programs';

/** Versions by programs, for configurations whose version nothing in the manifests says. */
export class AgentVersions {
  readonly #versions: ReadonlyMap<string, string>;

  /** @throws UsageError if a program is unknown, or a version is none */
  constructor(given: readonly (readonly [string, string])[]) {
    for (const [name, version] of given) {
      const wrong = (rule: string) => new UsageError(`'--agent-version' must ${rule}, got ${name}=${version}`);
      if (programNamed(name) === undefined) throw wrong(`be of ${programs.map((one) => one.name).join(', ')}`);
      if (!/^\d+\.\d+\.\d+$/.test(version)) throw wrong('be <program>=<version> such as vector=0.57.0');
    }
    this.#versions = new Map(given);
  }

  /** The configuration with the version that was given, where it has none. */
  declared(configuration: Configuration): Configuration {
    const version = configuration.version ?? this.#versions.get(configuration.program);
    return version === undefined ? configuration : { ...configuration, version };
  }
}
