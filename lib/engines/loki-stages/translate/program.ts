import { quote } from '../../../languages/go-template/quote';
import { definitions, withNeeds } from './definitions';
import type { Definition } from './definitions';

/** An expression of a Go template, such as `(index $fields "level")`. */
export type Code = string;

/** What an earlier program left for a later one, by what the later one calls it. */
export interface Carried {
  /** Whether there may be fields. */
  readonly fields: boolean;
  /** Whether the record's time may be known. */
  readonly time: boolean;
  /** What is known of the record, such as whether it is one for the stages of a `when`. */
  readonly flags: readonly string[];
}

/**
 * A program of the template stage as it grows: a Go template that prints one JSON object, its keys what later stages read.
 *
 * `$.Entry` is the line, `$fields` a dict of what stages set (apart from what the source knows: a line's own JSON cannot
 * overwrite that), `$line` and `$time` what they make of the line and the time, `$out` what is printed.
 */
export class Program {
  private readonly lines: string[] = [];
  private readonly used = new Set<'$fields' | '$line' | '$texts' | '$numbers' | '$time'>();
  private readonly definitions = new Set<Definition>();
  private readonly counts = new Map<string, number>();
  private indent = 0;
  private drops = false;
  /** Whether it may have made another line. */
  changesLine = false;
  changesTime = false;
  /** Whether no program comes after it. */
  isLast = false;

  /** @param carried - by the program before, if there is one */
  constructor(private readonly carried: Carried | undefined) {}

  get isEmpty(): boolean {
    return this.lines.length === 0;
  }

  get mayDrop(): boolean {
    return this.drops;
  }

  /** Actions, without their braces. */
  add(...actions: readonly string[]): void {
    for (const action of actions) this.lines.push(`${'  '.repeat(this.indent)}{{- ${action} }}`);
  }

  comment(text: string): void {
    this.lines.push(`${'  '.repeat(this.indent)}{{- /* ${text} */ -}}`);
  }

  /** What is written within an `if`, a `range` or the like. */
  block(head: string, write: () => void): void {
    const start = this.lines.length;
    this.add(head);
    this.indent += 1;
    write();
    this.indent -= 1;
    if (this.lines.length === start + 1) this.lines.pop();
    else this.add('end');
  }

  /** A chain of `if … else if …`. */
  chain(cases: readonly (readonly [condition: Code, write: () => void])[]): void {
    cases.forEach(([condition, write], index) => {
      this.add(`${index === 0 ? '' : 'else '}if ${condition}`);
      this.indent += 1;
      write();
      this.indent -= 1;
    });
    if (cases.length > 0) this.add('end');
  }

  /** Leaves the record out. */
  drop(condition: Code): void {
    this.drops = true;
    this.block(`if ${condition}`, () => {
      this.add('"drop"', 'break');
    });
  }

  /** The line, as it is at this point. */
  get line(): Code {
    this.used.add('$line');
    return '$line';
  }

  setLine(value: Code): void {
    this.used.add('$line');
    this.changesLine = true;
    this.add(`$line = ${value}`);
  }

  /** Whether there can be no fields yet. */
  get hasNoFields(): boolean {
    return !this.used.has('$fields') && this.carried?.fields !== true;
  }

  /** The dict of the fields. */
  get fields(): Code {
    this.used.add('$fields');
    return '$fields';
  }

  /** Leaves the fields to what comes next, also where nothing here reads them. */
  needFields(): void {
    if (!this.used.has('$fields')) this.comment('Fields for the line');
    this.used.add('$fields');
  }

  setField(name: string, value: Code): void {
    this.add(`$_ := set ${this.fields} ${quote(name)} ${value}`);
  }

  /** The record's time in nanoseconds as text; empty where it is the time of reading. */
  get time(): Code {
    this.used.add('$time');
    return '$time';
  }

  setTime(value: Code): void {
    this.used.add('$time');
    this.changesTime = true;
    this.add(`$time = ${value}`);
  }

  /** Something that a later stage reads. */
  output(name: string, value: Code): void {
    this.add(`$_ := set $out ${quote(name)} ${value}`);
  }

  /** A variable that holds what an expression gives now. */
  variable(name: string, value: Code): Code {
    const variable = `$${this.name(name)}`;
    this.add(`${variable} := ${value}`);
    return variable;
  }

  /** Calls a template that sets a key of `$texts` or `$numbers`. */
  call(definition: 'text' | 'number', of: Code, ...more: readonly string[]): { readonly to: Code; readonly as: Code } {
    const to = definition === 'text' ? '$texts' : '$numbers';
    this.used.add(to);
    this.definitions.add(definition);
    const as = quote(this.name(definition));
    this.add(`template "${definition}" (dict ${['"of"', of, '"to"', to, '"as"', as, ...more].join(' ')})`);
    return { to, as };
  }

  /** Calls a template that sets a key to true. */
  test(definition: 'large' | 'deep', of: Code, to: Code, as: string): void {
    this.definitions.add(definition);
    this.add(`template "${definition}" (dict "of" ${of} "to" ${to} "as" ${quote(as)})`);
  }

  /** A name that nothing else in the program has. */
  name(kind: string): string {
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    return `${kind}_${count}`;
  }

  /** The template. */
  print(): string {
    const needed = withNeeds(this.definitions).map((name) => definitions[name].trimStart());
    const body = [...this.start(), ...this.lines.map((line) => this.indented(line)), ...this.end()];
    return [...needed, ...body].join('\n');
  }

  private start(): readonly string[] {
    const { carried } = this;
    const carries = carried !== undefined && (carried.fields || carried.time || carried.flags.length > 0);
    const declared: readonly (readonly [
      variable: '$fields' | '$line' | '$texts' | '$numbers' | '$time',
      value: Code,
    ])[] = [
      ['$fields', carried?.fields === true ? '$in.fields' : 'dict'],
      ['$time', carried?.time === true ? '(default "" $in.time)' : '""'],
      ['$line', '$.Entry'],
      ['$texts', 'dict'],
      ['$numbers', 'dict'],
    ];
    return [
      ...(this.drops ? ['{{- range list "once" }}'] : []),
      ...[
        ...(carries ? ['$in := fromJson $.pipeline'] : []),
        '$out := dict',
        ...declared.flatMap(([variable, value]) => (this.keeps(variable) ? [`${variable} := ${value}`] : [])),
      ].map((action) => this.indented(`{{- ${action} }}`)),
    ];
  }

  private end(): readonly string[] {
    const { carried } = this;
    const actions = [
      ...(this.keeps('$fields') && !this.isLast ? ['$_ := set $out "fields" $fields'] : []),
      ...(this.keeps('$time') ? ['if $time', '$_ := set $out "time" $time', 'end'] : []),
      ...(this.isLast ? [] : (carried?.flags ?? [])).map((flag) => `$_ := set $out ${quote(flag)} $in.${flag}`),
      ...(this.changesLine ? ['$_ := set $out "line" $line'] : []),
    ];
    return [
      ...actions.map((action) => this.indented(`{{- ${action} }}`)),
      this.indented(`{{- toJson $out ${this.drops ? '' : '-'}}}`),
      ...(this.drops ? ['{{- end -}}'] : []),
    ];
  }

  /** Whether a variable is there: used here, or carried from the program before to the one after. */
  private keeps(variable: '$fields' | '$line' | '$texts' | '$numbers' | '$time'): boolean {
    if (this.used.has(variable)) return true;
    return (
      (variable === '$fields' && this.carried?.fields === true) || (variable === '$time' && this.carried?.time === true)
    );
  }

  /** What the program leaves for the next one. */
  get carries(): Carried {
    return { fields: this.keeps('$fields'), time: this.keeps('$time'), flags: this.carried?.flags ?? [] };
  }

  private indented(line: string): string {
    return this.drops ? `  ${line}` : line;
  }
}
