import type { Finding } from '../findings/finding';

/** A configuration as a program finds it. */
export interface FoundConfig {
  /** The files that the program is told to read, by their names in one folder, and those beside them that they name. */
  readonly files: Readonly<Record<string, string>>;
  /** Of the program that will read it, as its image says. @default - not known */
  readonly version?: string;
  /** The command and arguments of its container, where that was found. */
  readonly args: readonly string[];
  /** The variables of its container that have a value there. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A finding in one of the files. */
export interface PlacedFinding extends Finding {
  /** What it says of the text without a word of it: for files that are secret. */
  readonly summary: string;
  readonly file?: string;
  /** Where in the file, as JavaScript counts. @default - not known */
  readonly index?: number;
}

/** What a judge said. */
export interface Judgement {
  readonly findings: readonly PlacedFinding[];
  /** What it could not judge, and on what terms it judged the rest. */
  readonly notes: readonly Note[];
  /** Whether faults may be left that it did not look for. @default false */
  readonly isPartial?: boolean;
}

/** A note, and the same without a word of the text: for files that are secret. */
export interface Note {
  readonly said: string;
  readonly summary: string;
}

/** What can be judged with nothing but this library. */
export interface BuiltInJudge {
  /** What it is, for reports: `VRL's compiler and the rules for Vector`. */
  readonly name: string;
  /** @returns the reason why it can say nothing of these files, or what it said */
  judge(config: FoundConfig): Judgement | { readonly cannot: string };
}

/** How the real program is asked. */
export interface RealJudge {
  /** The environment variable that names it, which goes before the PATH. */
  readonly variable: string;
  /** Its name on the PATH. */
  readonly program: string;
  /** What nobody else judges: `component types, option names and values`. */
  readonly only: string;
  readonly versionArgs: readonly string[];
  /** Its version, from what it says when asked; undefined where what was asked is another program. */
  versionOf(said: string): string | undefined;
  /**
   * What to write and to run, so that nothing but the folder is touched and nobody is talked to.
   *
   * @param folder - an empty one that the program may write to
   */
  prepare(config: FoundConfig, folder: string, version: string | undefined): Preparation | { readonly cannot: string };
  /** What its complaints mean. */
  read(complaints: readonly Complaint[], config: FoundConfig): Judgement;
}

/** A run of the program. */
export interface Preparation {
  /** By their names in the folder. */
  readonly files: Readonly<Record<string, string>>;
  /** The arguments of each run; one is made where those before found nothing. */
  readonly runs: readonly (readonly string[])[];
  /** All of the program's environment: nothing of that of `check`. */
  readonly environment: Readonly<Record<string, string>>;
  readonly notes: readonly Note[];
  /** Whether the runs leave out some of what the program would refuse at its start. */
  readonly isPartial: boolean;
}

/** What a run left behind. */
export interface Complaint {
  /** What it wrote, to both its outputs. */
  readonly said: string;
  readonly code: number;
}

/** A program whose configurations can be found, and how they are judged. */
export interface JudgedProgram {
  readonly name: string;
  /** How configurations are told from other files that the program's container mounts. */
  readonly file: RegExp;
  /** How files that configurations name, and which are none, are told from others in their folder. @default - there are none */
  readonly beside?: RegExp;
  /** Names of files that are this program's by convention, whoever reads them. */
  readonly conventional: RegExp;
  /** Whether a file's value can only be this program's configuration. */
  readonly looksLike?: (value: Readonly<Record<string, unknown>>) => boolean;
  /** The version whose rules hold where none is declared. */
  readonly defaultVersion?: string;
  readonly builtIn: BuiltInJudge;
  readonly real: RealJudge;
}
