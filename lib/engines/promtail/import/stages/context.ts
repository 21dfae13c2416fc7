import type { Text } from '../../../../text/live-text';
import type { Options } from '../options';
import type { State } from '../state';

/** What a stage is read into. */
export interface Context {
  readonly state: State;
  /** Text of the file, in which variables stand for themselves. */
  readonly textOf: (text: string) => Text;
  /** Whether lines of container runtimes are already read: by a source of pods. */
  readonly isPods: boolean;
  /** Further stages, of a stage that holds some. */
  readonly run: (stages: readonly unknown[], at: string) => void;
  /** Whether stages may be Alloy's own code. */
  readonly mayBeNative: boolean;
}

/** Reads a stage's options into the state. @throws Inexpressible where a pipeline has nothing that is the same */
export type StageReader = (options: Options, context: Context) => void;
