import type { JudgedProgram } from '../../engines/judge';
import type { PlacedText } from '../../text/placed-text';
import type { Runner } from './pods';
import type { CheckFinding, FilePlace, SourceFile } from './source-file';

/** A configuration that was found, or the place of one that could not be taken out. */
export interface Found {
  readonly program: JudgedProgram['name'];
  /** What holds it: `ConfigMap airflow/vector-config`. */
  readonly owner: string;
  /** Where in there: `data.vector\.yaml`. */
  readonly at: string;
  readonly place: FilePlace;
  /** What read it on the way: `flux post-build`, `helm tpl`. */
  readonly route: readonly string[];
}

/** A configuration with its texts. */
export interface Configuration extends Found, Omit<Runner, 'program'> {
  readonly judged: JudgedProgram;
  /** The file that the texts stand in. */
  readonly source: SourceFile;
  readonly texts: Readonly<Record<string, PlacedText>>;
  /** Whether nothing of it may be shown. */
  readonly isSecret: boolean;
}

/** A configuration that is seen and not judged. */
export interface Unjudged extends Found {
  readonly reason: string;
}

/** All that the manifests embed. */
export interface Extracted {
  readonly configurations: readonly Configuration[];
  readonly unjudged: readonly Unjudged[];
  readonly findings: readonly CheckFinding[];
}

export const nothing: Extracted = Object.freeze({ configurations: [], unjudged: [], findings: [] });

/** Several in one. */
export function together(all: readonly Extracted[]): Extracted {
  return {
    configurations: all.flatMap(({ configurations }) => configurations),
    unjudged: all.flatMap(({ unjudged }) => unjudged),
    findings: all.flatMap(({ findings }) => findings),
  };
}
