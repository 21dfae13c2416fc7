import type { Vrl } from '../../../languages/vrl';
import { path, vrl } from '../../../languages/vrl';
import type { NonEmpty, Output } from '../config/component';
import { remap } from '../config/remap';
import type { VectorVersion } from '../versions';
import { Program } from './program';
import type { Known } from './program';

/** A pipeline's transforms as they grow: what comes last, and the program that will come after it. */
export class Topology {
  /** Metrics made on the way. */
  readonly metrics: Output[] = [];
  private program: Program;
  private guards: readonly Vrl[] = [];
  private readonly counts = new Map<string, number>();

  constructor(
    readonly name: string,
    private last: NonEmpty<Output>,
    readonly known: Known,
    readonly version: VectorVersion,
  ) {
    this.program = new Program(known);
  }

  /** What must hold for the stages that come now, if anything. */
  get guard(): Vrl | undefined {
    return this.guards.at(-1);
  }

  /** A component's name that nothing else has. */
  component(kind: string): string {
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    return count === 1 ? `${this.name}_${kind}` : `${this.name}_${kind}_${count}`;
  }

  /** Statements for the records that the guard lets in. */
  pure(write: (program: Program) => void): void {
    const { program, guard } = this;
    if (guard === undefined) {
      write(program);
      return;
    }
    const block = program.nested(() => write(program));
    program.add(vrl`
      if ${guard} {
        ${block}
      }`);
  }

  /** Statements for all records. */
  always(write: (program: Program, guard: Vrl | undefined) => void): void {
    write(this.program, this.guard);
  }

  /** Stages that no one program can hold, for the records for which a condition holds now. */
  within(condition: (program: Program) => Vrl, write: () => void): void {
    const flag = path(this.component('when'));
    this.pure((program) => program.add(vrl`${flag} = ${condition(program)}`));
    const outer = this.guards;
    this.guards = [...outer, vrl`${flag} == true`];
    write();
    this.guards = outer;
  }

  /** Ends the program; what comes last now. */
  flush(suffix = 'stages'): NonEmpty<Output> {
    if (!this.program.isEmpty) {
      this.last = [remap(this.component(suffix), { inputs: this.last, source: this.program.whole })];
      this.program = new Program(this.known);
    }
    return this.last;
  }

  continueFrom(outputs: NonEmpty<Output>): void {
    this.last = outputs;
  }
}
