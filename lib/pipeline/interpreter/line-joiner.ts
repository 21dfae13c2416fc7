import type { Origin } from '../record';
import type { StageOf } from '../stage-spec';
import type { JoinReport } from './report';
import type { StageUse } from './stage-step';
import type { WorkingRecord } from './working-record';

interface Open {
  readonly first: WorkingRecord;
  readonly lines: string[];
}

/** Joins the lines of each file, or of each stream of a container, into entries; holds one open entry of each. */
export class LineJoiner {
  private readonly open = new Map<string, Open>();
  private readonly isFirst: (line: string) => boolean;
  private readonly maxLines: number;
  private readonly counts = { lines: 0, entries: 0, continued: 0, headless: 0 };

  /**
   * @param use - its counts, where a line that begins an entry is one it applied to
   * @param onJoined - is given each entry once it is complete
   */
  constructor(
    { firstLine, maxLines }: StageOf<'joinLines'>,
    private readonly use: StageUse,
    private readonly onJoined: (record: WorkingRecord) => void,
  ) {
    const pattern = firstLine.toJavaScript();
    this.isFirst = (line) => pattern.test(line);
    this.maxLines = maxLines;
  }

  get report(): JoinReport {
    return { ...this.counts };
  }

  push(record: WorkingRecord): void {
    const key = streamOf(record.origin);
    const open = this.open.get(key);
    const first = this.isFirst(record.line);
    this.counts.lines += 1;
    this.use.records += 1;
    if (first) this.use.applied += 1;
    else this.counts.continued += 1;
    if (open !== undefined && !first && open.lines.length < this.maxLines) {
      open.lines.push(record.line);
      return;
    }
    if (!first) this.counts.headless += 1;
    if (open !== undefined) this.close(key, open);
    this.open.set(key, { first: record, lines: [record.line] });
  }

  /** Completes what is open, as a pause does. */
  flush(): void {
    for (const [key, open] of this.open) this.close(key, open);
  }

  private close(key: string, { first, lines }: Open): void {
    this.open.delete(key);
    this.counts.entries += 1;
    if (lines.length > 1) first.line = lines.join('\n');
    this.onJoined(first);
  }
}

function streamOf({ path, namespace, pod, container, stream }: Origin): string {
  // The runtime's file holds both streams of a container, and is another one after a rotation.
  if (path !== undefined && pod === undefined) return path;
  return `${namespace ?? ''}/${pod ?? ''}/${container ?? ''}/${stream ?? ''}`;
}
