import type { engines } from '../../engines/engines';
import type { SourceGlob } from '../source-glob';
import type { ContainerLog } from './container-log';

/** What the edit of a configuration needs to know of the place where the program will run. */
export interface Redirection {
  /** The folder that stands for `/` of the node. */
  readonly root: string;
  /** A folder that the program may write to. */
  readonly dataDir: string;
  /** The recorder's url for a client of the configuration, told apart by `to`. */
  readonly url: (to: string) => string;
  /** Containers that discovery would tell of. */
  readonly containers: readonly ContainerLog[];
  /** Where variables are expanded in the text before it is read: their values. */
  readonly expand?: Readonly<Record<string, string>>;
  /** Of the program. */
  readonly version: string | undefined;
}

/** A configuration that reads from the run's folder and sends to the recorder, and nowhere else. */
export interface Redirected {
  readonly text: string;
  /** The url of each client that it had, by the path of the recorder that stands for it. */
  readonly targets: Readonly<Record<string, string>>;
  /** What of the configuration is not run, with the reason. */
  readonly leftOut: readonly string[];
  /** What is done otherwise than the configuration says. */
  readonly notes: readonly string[];
}

/** A program that is installed. */
export interface FoundProgram {
  readonly path: string;
  /** Before the arguments of each start. */
  readonly arguments?: readonly string[];
  /** Absent where it does not say, as programs that people build themselves do not. */
  readonly version?: string;
}

/** An agent's program: how it is found, given a configuration, and started. */
export interface AgentProgram {
  readonly name: keyof typeof engines;
  /** The environment variable that names it. */
  readonly variable: string;
  /** Of the configuration. */
  readonly fileName: string;
  /** Structured metadata by which its generated configuration tells equal lines apart, where a sink has these names. */
  tieBreaks(taken: readonly string[]): readonly string[];
  /** @returns undefined where it is not installed */
  find(): FoundProgram | undefined;
  /** What follows the program's name. @param port - a free one of this machine */
  args(file: string, dataDir: string, port: number): readonly string[];
  /** Whether it expands variables in the text of a configuration before it reads it. */
  expands(version: string | undefined, environment: Readonly<Record<string, string>>, args: readonly string[]): boolean;
  /** @throws UsageError if the configuration cannot be read, or has no client of Loki's */
  redirect(config: string, where: Redirection): Redirected;
  /**
   * Globs of the files that a configuration reads, and whether it reads pods.
   *
   * @param expand - as in {@link Redirection}
   * @throws UsageError if it cannot be read
   */
  reads(
    config: string,
    expand?: Redirection['expand'],
  ): { readonly globs: readonly SourceGlob[]; readonly pods: boolean };
  /**
   * Files that a configuration names, and that stand beside it.
   *
   * @throws UsageError if it cannot be read
   */
  files?(config: string): readonly string[];
}
