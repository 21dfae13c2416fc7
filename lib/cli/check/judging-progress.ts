/** Before that nobody wonders. */
const quietMs = 3000;

/** How far the judging is, on a terminal where it takes long; nothing where nobody looks at it. */
export class JudgingProgress {
  #done = 0;
  #isShown = false;
  readonly #start = Date.now();

  constructor(
    private readonly total: number,
    private readonly out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
  ) {}

  /** One more is judged. */
  add(): void {
    this.#done += 1;
    if (!this.out.isTTY || Date.now() - this.#start < quietMs) return;
    this.#isShown = true;
    this.out.write(`\r${this.#done} of ${this.total} configurations judged`);
  }

  /** Takes the line away. */
  end(): void {
    if (this.#isShown) this.out.write('\r\u001b[K');
  }
}
