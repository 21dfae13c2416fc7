import { comment, path, vrl, Vrl } from '../../../languages/vrl';
import { eventKeys } from '../../../languages/vrl/event-keys';
import type { Step } from '../../../languages/vrl';
import type { Origins } from './origins';

/** What a record is as an event: the line is the message, and a line's own JSON has a key for itself, `fields`. */
export const event = Object.freeze({
  message: path(eventKeys.message),
  time: path(eventKeys.time),
  path: path(eventKeys.path),
});

/** What is known of a pipeline's records before there is one. */
export interface Known {
  /** Whether a field may hold what JSON holds, not only text. */
  mayHoldNumbers(field: string): boolean;
  /** What they may know of where they were read. */
  readonly origins: Origins;
}

/** The name of the event's key that holds the record's fields. */
export const fieldsKey = eventKeys.fields;

/** A remap's program as it grows: statements, and what they need before and after them. */
export class Program {
  private readonly statements: Vrl[] = [];
  // Fields whose type the compiler may know: where it does, it refuses the handling of an error that cannot be.
  private readonly typed = new Set<string>();
  private readonly variables = new Map<string, number>();
  private needsFields = false;
  private needsLine = false;
  private changesLine = false;

  constructor(private readonly known: Known) {}

  get origins(): Origins {
    return this.known.origins;
  }

  mayHoldNumbers(field: string): boolean {
    return this.known.mayHoldNumbers(field);
  }

  get isEmpty(): boolean {
    return this.statements.length === 0;
  }

  add(...statements: readonly Vrl[]): void {
    this.statements.push(...statements);
  }

  /** What `write` adds, as a block of its own. */
  nested(write: () => void): Vrl {
    const start = this.statements.length;
    write();
    return Vrl.lines(...this.statements.splice(start));
  }

  /** The line, in a variable of that name: the compiler knows that it is text. */
  get line(): Vrl {
    this.needsLine = true;
    return vrl`line`;
  }

  setLine(value: Vrl): Vrl {
    this.needsLine = true;
    this.changesLine = true;
    return vrl`line = ${value}`;
  }

  /** All fields: an object, whatever there was. */
  get fields(): Vrl {
    this.needsFields = true;
    return path(fieldsKey);
  }

  /** A variable that holds what an expression gives now. */
  variable(name: string, expression: Vrl): Vrl {
    const count = (this.variables.get(name) ?? 0) + 1;
    this.variables.set(name, count);
    const variable = new Vrl([count === 1 ? name : `${name}_${count}`], []);
    this.add(vrl`${variable} = ${expression}`);
    return variable;
  }

  /** A field as it is read: null where it is absent. */
  field(steps: readonly [string, ...Step[]]): Vrl {
    if (!this.typed.has(steps[0])) return path(fieldsKey, ...steps);
    return vrl`get!(${this.fields}, ${steps})`;
  }

  /** A field as it is written. */
  target(name: string): Vrl {
    return path(fieldsKey, name);
  }

  /** A field as it is written with what the compiler knows the type of. */
  typedTarget(name: string): Vrl {
    this.typed.add(name);
    return path(fieldsKey, name);
  }

  get whole(): Vrl {
    return Vrl.lines(
      ...(this.needsFields
        ? [
            comment("What stages find, apart from what the source knows: a line's JSON cannot overwrite it"),
            vrl`.fields = object(.fields) ?? {}`,
          ]
        : []),
      ...(this.needsLine ? [vrl`line = string!(.message)`] : []),
      ...this.statements,
      ...(this.changesLine ? [vrl`.message = line`] : []),
    );
  }
}
