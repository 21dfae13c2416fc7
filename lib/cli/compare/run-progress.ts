import { plural } from '../stream-table';

const betweenDrawsMs = 200;

/** How far the sides are, on one row of a terminal; nothing where nobody looks at it. */
export class RunProgress {
  private readonly entries: Map<string, number>;
  private readonly started = Date.now();
  private drawnAt = 0;

  constructor(
    names: readonly string[],
    private readonly out: NodeJS.WriteStream = process.stderr,
  ) {
    this.entries = new Map(names.map((name) => [name, 0]));
  }

  show(name: string, entries: number): void {
    this.entries.set(name, entries);
    const now = Date.now();
    if (!this.out.isTTY || now - this.drawnAt < betweenDrawsMs) return;
    this.drawnAt = now;
    const sides = [...this.entries].map(([side, count]) => `${side} ${plural(count, 'entry', 'entries')}`);
    const row = `${sides.join('   ')}   ${Math.round((now - this.started) / 1000)} s`;
    this.out.write(`\r\u001b[K${row.slice(0, Math.max(20, (this.out.columns || 80) - 1))}`);
  }

  /** Takes the row away. */
  end(): void {
    if (this.out.isTTY) this.out.write('\r\u001b[K');
  }
}
