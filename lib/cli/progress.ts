const width = 30;
/** Below this nobody waits. */
const leastBytes = 16 * 1024 * 1024;
const betweenDrawsMs = 100;

/** A bar on a terminal while large input is read; nothing where nobody looks at it. */
export class Progress {
  private doneBytes = 0;
  private drawnAt = 0;
  private readonly shown: boolean;

  constructor(
    private readonly totalBytes: number,
    private readonly out: NodeJS.WriteStream = process.stderr,
  ) {
    this.shown = out.isTTY && totalBytes >= leastBytes;
  }

  add(bytes: number): void {
    this.doneBytes += bytes;
    const now = Date.now();
    if (!this.shown || now - this.drawnAt < betweenDrawsMs) return;
    this.drawnAt = now;
    const share = Math.min(1, this.doneBytes / this.totalBytes);
    const filled = Math.round(share * width);
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
    this.out.write(`\r${bar} ${String(Math.floor(share * 100)).padStart(3)} % of ${megabytes(this.totalBytes)}`);
  }

  /** Takes the bar away. */
  end(): void {
    if (this.shown) this.out.write('\r\u001b[K');
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
