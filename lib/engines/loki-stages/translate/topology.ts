import { Alloy } from '../../../languages/alloy/alloy';
import { group, sequence } from '../../../languages/regex/node';
import { GO } from '../../../languages/regex/dialects';
import { print } from '../../../languages/regex/print';
import type { Regex } from '../../../languages/regex/regex';
import { quote } from '../../../languages/go-template/quote';
import type { NonEmpty } from '../../../pipeline/non-empty';
import { livesOf, LiveText } from '../../../text/live-text';
import type { Live, Text } from '../../../text/live-text';
import { LokiStage } from '../loki-stage';
import type { Dialect } from './dialect';
import type { Origin } from './origin';
import { Program } from './program';
import type { Carried, Code } from './program';
import { renamed } from './regex-groups';

/** What a program prints is kept under this name. */
export const programKey = 'pipeline';

/** What is known of the whole pipeline. */
export interface Surroundings {
  readonly origin: Origin;
  readonly dialect: Dialect;
  /** Whether a field may hold what JSON holds; others are text, or absent. */
  mayHoldJson(field: string): boolean;
  /** The fields that are read anywhere; others need not be set. Undefined: all are. */
  readonly readFields: ReadonlySet<string> | undefined;
  /** Whether a number's spelling is printed. */
  readonly printsJson: boolean;
}

/** A stage that both agents have, or code of Alloy's. */
export type FamilyStage = LokiStage | Alloy;

/** Stages as they grow: those that are there, and the program that will come after them. */
export class Topology {
  readonly stages: FamilyStage[] = [];
  program = new Program(undefined);
  private readonly expressions = new Map<string, string>();
  private readonly counts = new Map<string, number>();
  private readonly constants = new Map<string, string>();
  private guards: readonly string[] = [];

  constructor(private readonly surroundings: Surroundings) {}

  get origin(): Origin {
    return this.surroundings.origin;
  }

  get dialect(): Dialect {
    return this.surroundings.dialect;
  }

  get printsJson(): boolean {
    return this.surroundings.printsJson;
  }

  mayHoldJson(field: string): boolean {
    return this.surroundings.mayHoldJson(field);
  }

  isRead(field: string): boolean {
    return this.surroundings.readFields?.has(field) ?? true;
  }

  /** The fields that are read anywhere; undefined where all are. */
  get readFields(): readonly string[] | undefined {
    return this.surroundings.readFields === undefined ? undefined : [...this.surroundings.readFields];
  }

  /** Whether the line is still what stages read that are put before the program. */
  get lineIsEntry(): boolean {
    return !this.program.changesLine;
  }

  /** A name that nothing else in the pipeline has. */
  name(kind: string): string {
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    return `${kind}_${count}`;
  }

  /** A stage that comes before the program and reads what was there before it. */
  before(stage: LokiStage): void {
    this.stages.push(stage);
  }

  /** Something that stages after the program read, under its own name. */
  output(name: string, value: Code, path = name): void {
    this.program.output(name, value);
    this.expressions.set(name, path);
  }

  /** Outputs that are read by their keys alone. */
  forget(...names: readonly string[]): void {
    for (const name of names) this.expressions.delete(name);
  }

  /** Whether the record may have a time of its own. */
  get knowsTime(): boolean {
    return this.program.carries.time;
  }

  /** A key within an output. */
  expression(name: string, path: string): void {
    this.expressions.set(name, path);
  }

  /** Code of the user's own. It finds the line; what it extracts under names that it mentions are fields, as text. */
  native(source: string): void {
    this.flush();
    this.stages.push(new Alloy([source], []));
    const mentions = (name: string): boolean =>
      source.includes(name) || (name.startsWith('geoip_') && source.includes('stage.geoip'));
    for (const name of (this.readFields ?? []).filter(mentions)) {
      this.program.block(`with index $ ${quote(name)}`, () => this.program.setField(name, '.'));
    }
  }

  /** Whether a pattern is found in the entry, by a stage before the program. */
  found(regex: Regex): Code {
    const name = this.name('match');
    const expression = print(sequence([group(name, sequence([])), renamed(regex.root, () => undefined)]), GO);
    this.before(LokiStage.regex({ expression }));
    return `(hasKey $ ${quote(name)})`;
  }

  /**
   * What a stage reads that takes the line or an extracted value: the line by no name, any other text by the name that it is
   * given; that ends the program.
   *
   * @param text - writes what the text is, or undefined for the line
   */
  source(text: ((topology: Topology) => Code) | undefined): { readonly source?: string } {
    if (text === undefined) {
      if (!this.lineIsEntry) this.flush();
      return {};
    }
    const source = this.name('text');
    this.guarded(() => this.output(source, text(this)));
    this.flush();
    return { source };
  }

  /** Actions for the records that the guard lets in. */
  guarded(write: () => void): void {
    const guard = this.guard;
    if (guard === undefined) write();
    else this.program.block(`if ${guard}`, write);
  }

  /** What must hold for the stages that come now, if anything. */
  get guard(): Code | undefined {
    const flag = this.guards.at(-1);
    return flag === undefined ? undefined : `$in.${flag}`;
  }

  /** Stages that no one program can hold, for the records for which a condition holds now. */
  within(condition: (topology: Topology) => Code, write: () => void): void {
    const flag = this.name('when');
    this.guarded(() => this.program.block(`if ${condition(this)}`, () => this.program.output(flag, 'true')));
    const outer = this.guards;
    this.flush([...outer, flag]);
    this.guards = [...outer, flag];
    write();
    this.guards = outer;
  }

  /** Ends the last program, which leaves nothing for another. */
  end(): void {
    this.program.isLast = true;
    this.flush();
  }

  /** Ends the program: what it prints can be read by stages from then on. */
  flush(flags: readonly string[] = this.guards): void {
    const { program } = this;
    if (program.isEmpty) return;
    this.stages.push(LokiStage.template({ source: programKey, template: program.print() }));
    if (program.mayDrop) {
      this.stages.push(LokiStage.drop({ source: programKey, value: 'drop', dropCounterReason: 'pipeline' }));
    }
    if (program.changesLine) this.expressions.set('line', 'line');
    if (this.expressions.size > 0) {
      this.stages.push(LokiStage.json({ source: programKey, expressions: Object.fromEntries(this.expressions) }));
    }
    if (program.changesLine) this.stages.push(LokiStage.output({ source: 'line' }));
    this.expressions.clear();
    const carried: Carried = { ...program.carries, flags };
    this.program = new Program(carried);
  }

  /**
   * Ends what one component does with a record. What is known of it are labels from then on, which the next component
   * extracts.
   *
   * @returns these labels
   */
  handOver(): NonEmpty<string> {
    this.flush();
    const labels: NonEmpty<string> = [...this.origin.labels, programKey];
    this.before(LokiStage.labels({ values: Object.fromEntries(labels.map((name) => [name, name])) }));
    return labels;
  }

  /** What the next component does with it. */
  next(): Topology {
    const next = new Topology(this.surroundings);
    next.program = new Program({ ...this.program.carries, flags: [] });
    return next;
  }

  /** A text that is the same for all records, in a program. What a variable holds is extracted first. */
  constant(text: Text): Code {
    if (typeof text === 'string') return quote(text);
    const key = JSON.stringify(text.parts);
    const known = this.constants.get(key);
    if (known !== undefined) return `(default "" $.${known})`;
    if (livesOf(text).some(({ reader }) => reader !== 'env')) {
      throw new TypeError(
        'a text within a stage must have no part that a chart or Flux fills in, got one; see refusals',
      );
    }
    const name = this.name('constant');
    this.constants.set(key, name);
    this.stages.unshift(this.dialect.constant(name, text));
    return `(default "" $.${name})`;
  }

  live(part: Live): LiveText {
    return new LiveText([part]);
  }
}
