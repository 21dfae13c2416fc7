import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Context } from './suite';

/** A text for one of the real readers. */
export interface Question {
  readonly reader: string;
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
}

/** What it made of it: a text, or an error. */
export interface Answer {
  readonly out?: string;
  readonly error?: string;
}

/** A program that answers questions, one JSON object a line. */
export class Referee {
  private readonly answers: AsyncIterator<string>;
  private readonly ended: Promise<unknown>;

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    this.answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    child.stderr.pipe(process.stderr);
    this.ended = new Promise((resolve) => child.once('close', resolve));
  }

  /** Asks the referee of `readers-go`. */
  static async go(context: Context, use: (referee: Referee) => Promise<void>): Promise<void> {
    await Referee.start(context.program('readers'), [], use);
  }

  /** Asks a program, and ends it when all is asked or something fails. */
  static async start(
    command: string,
    args: readonly string[],
    use: (referee: Referee) => Promise<void>,
  ): Promise<void> {
    const referee = new Referee(spawn(command, args));
    try {
      await use(referee);
    } finally {
      referee.child.stdin.end();
      await referee.ended;
    }
  }

  async ask(questions: readonly Question[]): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    // Written while answers are read, so that neither side waits for ever on a full pipe.
    const lines = questions.map((question) => `${JSON.stringify(question)}\n`);
    const written = this.write(lines.join(''));
    while (answers.length < questions.length) {
      const line = await this.answers.next();
      if (line.done === true)
        throw new Error(`the referee ended after ${answers.length} of ${questions.length} answers`);
      answers.push(JSON.parse(line.value) as Answer);
    }
    await written;
    return answers;
  }

  private write(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.child.stdin.write(text, (error) => (error ? reject(error) : resolve()));
    });
  }
}
