import { placeOf, placeOfBytes } from '../../place';

/** A stretch of a program's text. */
export interface VrlPlace {
  /** Index into the text, as JavaScript counts. */
  readonly start: number;
  /** Behind its last character, as JavaScript counts. */
  readonly end: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
}

/** What the compiler points at. */
export interface VrlLabel {
  /** What is said of the place. */
  readonly message: string;
  /** Whether this is the place of the fault, or one that belongs to it. */
  readonly primary: boolean;
  /** Where in the program. */
  readonly place: VrlPlace;
}

/** What VRL's compiler says of a program, in its own words. */
export interface VrlDiagnostic {
  /** An error keeps the program from running; a warning does not. */
  readonly severity: 'error' | 'warning' | 'note';
  /** Vector's number for it, such as 103; 0 where it has none. */
  readonly code: number;
  /** In the compiler's own words. */
  readonly message: string;
  /** Where, as far as the compiler says. */
  readonly place?: VrlPlace;
  /** What it says of single places, the main one first. */
  readonly labels: readonly VrlLabel[];
  /** Hints, and where to read more. */
  readonly notes: readonly string[];
  /** All of it as Vector prints it, with the lines in question. */
  readonly text: string;
}

/** As the compiler hands it out. */
export interface WireDiagnostic extends Omit<VrlDiagnostic, 'labels' | 'place'> {
  readonly labels: readonly {
    readonly message: string;
    readonly primary: boolean;
    readonly span: readonly [number, number];
  }[];
}

/** The diagnostic with lines and columns. */
export function locate(source: string, { labels, ...rest }: WireDiagnostic): VrlDiagnostic {
  const located = labels.map(({ message, primary, span: [start, end] }) =>
    Object.freeze({ message, primary, place: placeOf(source, start, end) }),
  );
  const place = (located.find(({ primary }) => primary) ?? located[0])?.place;
  return Object.freeze({ ...rest, ...(place === undefined ? {} : { place }), labels: Object.freeze(located) });
}

/** The place that a message of a run names, ` at (5:20)`, in bytes. */
export function placeIn(source: string, message: string): VrlPlace | undefined {
  const [, start, end] = / at \((\d+):(\d+)\)/.exec(message) ?? [];
  if (start === undefined || end === undefined) return undefined;
  return placeOfBytes(source, Number(start), Number(end));
}
