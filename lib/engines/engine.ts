import type { Finding } from '../findings/finding';
import type { EngineName, Versions } from '../pipeline/engine-name';
import type { LogPipeline } from '../pipeline/log-pipeline';
import type { YamlValue } from '../languages/yaml/print';
import type { Text } from '../text/live-text';

/** What a translation needs to know of the place where the agent will run. */
export interface TranslateOptions<N extends EngineName = EngineName> {
  /** Of the program that will read the configuration. @default - the engine's tested default */
  readonly version?: Versions[N];
  /** Folder that the agent may write to: positions, buffers. @default - the engine's `dataDir` */
  readonly dataDir?: string;
}

/** An agent program: what shared code may know of one. It differs from another by what it provides, never by its name. */
export interface Engine<N extends EngineName = EngineName> {
  readonly name: N;
  /** Tested versions, the default first. */
  readonly versions: readonly [Versions[N], ...Versions[N][]];
  /** Where the program keeps its state when nothing else is said. */
  readonly dataDir: string;
  /** The tested image of a version, by its exact tag. */
  image(version: Versions[N]): string;
  /** What this engine cannot express of these pipelines, and what its own rules find; empty where all is well. */
  check(pipelines: readonly LogPipeline<N>[], options?: TranslateOptions<N>): readonly Finding[];
  /** The pipelines in the engine's own configuration. @throws FindingsError with all errors */
  translate(pipelines: readonly LogPipeline<N>[], options?: TranslateOptions<N>): EngineConfig;
  /**
   * The pipelines' examples as tests of the agent's own; absent where it has none.
   *
   * @throws FindingsError with all errors of the pipelines
   */
  tests?(pipelines: readonly LogPipeline<N>[], options?: TranslateOptions<N>): EngineTests;
}

/** Tests that the agent's program runs itself, with nothing of this library. They are not deployed. */
export interface EngineTests {
  /** Of the file, such as `vector.tests.yaml`. */
  readonly fileName: string;
  /** What runs them, where the file stands beside the configuration. */
  readonly command: string;
  /** The file, as {@link EngineConfig.print} gives the configuration. */
  print(): Text;
  /** Examples that the agent cannot test as they are meant. */
  readonly leftOut: readonly LeftOutExample[];
  /** What of the others is not tested. */
  readonly notes: readonly string[];
}

/** An example that is none of the agent's tests. */
export interface LeftOutExample {
  readonly pipeline: string;
  readonly example: string;
  /** `throttle goes by the agent's clock` */
  readonly reason: string;
}

/** A configuration as one program reads it. */
export interface EngineConfig {
  readonly version: string;
  /** The main file's name, such as `vector.yaml`. */
  readonly fileName: string;
  /** The main file, already escaped for the program's own expansion. Its live parts are for readers further out. */
  print(): Text;
  /** The main file as data, for what takes a tree: its texts escaped as in {@link print}; absent where it is no tree. */
  tree?(): { readonly [key: string]: YamlValue };
  /** Further files by name that must stand beside the main one. */
  readonly files: Readonly<Record<string, Text>>;
  /** Environment that the program must be started with for the configuration to be read as meant. */
  readonly environment: Readonly<Record<string, string>>;
  /** Command-line arguments that the program must be started with for the same. @default - none */
  readonly arguments?: readonly string[];
  /** Variables that the user must give: what the pipelines' `env()` and `secret()` name. */
  readonly variables: { readonly env: readonly string[]; readonly secrets: readonly string[] };
  check(): readonly Finding[];
}
