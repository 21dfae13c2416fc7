import { plural, printStart, startOf } from './stream-table';
import type { LineStart } from './stream-table';

interface Dropped {
  records: number;
  readonly first: LineStart[];
}

/** What stages dropped: of each the first records, and how many there were. */
export class DroppedLines {
  private readonly stages = new Map<string, Dropped>();

  /**
   * @param most - how many records of each stage are kept
   * @param columns - of the terminal; undefined where whole lines are to be shown
   */
  constructor(
    private readonly most: number,
    private readonly columns: number | undefined,
  ) {}

  add(line: string, stage: string): void {
    let dropped = this.stages.get(stage);
    if (dropped === undefined) {
      dropped = { records: 0, first: [] };
      this.stages.set(stage, dropped);
    }
    dropped.records += 1;
    if (dropped.first.length < this.most) dropped.first.push(startOf(line, this.columns === undefined));
  }

  /** For people: a stage, its count, the first lines that it dropped. */
  print(words: ReadonlyMap<string, string>): string {
    const blocks = [...this.stages].map(([stage, { records, first }]) => {
      const more = records - first.length;
      return [
        `${words.get(stage) ?? stage}  ${plural(records, 'record')} dropped`,
        ...first.map((line) => printStart('  ', line, this.columns ?? Infinity)),
        ...(more > 0 ? [`  … ${more} more`] : []),
      ].join('\n');
    });
    return blocks.join('\n\n');
  }
}
