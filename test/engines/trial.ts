import fc from 'fast-check';

import { concat, LiveText } from '../../lib/text/live-text';
import { settle, through } from '../../lib/text/reader';
import { Unmodelled, Unreadable, Unspellable } from '../../lib/text/unspellable';
import { anyText, asciiText, megabyte } from '../text/texts';
import type { Live, Text } from '../../lib/text/live-text';
import type { Reader, Values } from '../../lib/text/reader';
import type { Answer, Question, Referee } from './referee';
import type { Context } from './suite';

/** One way of a text, through readers of ours in the writing and real ones in the reading. */
export interface Trial {
  readonly name: string;
  /** Our readers, innermost first. */
  readonly readers: readonly Reader[];
  /** The real ones, in the order that they read. */
  readonly real: readonly string[];
  /** Prints the document that the written text travels in. @default - it travels alone */
  readonly print?: (text: string) => Text;
  /** Brings a random text to the shape that the readers ask for. @default - as it is */
  readonly shape?: (text: string) => string;
  /** What no text can hold here; left out of the long text. */
  readonly without?: RegExp;
  readonly lives?: readonly Live[];
}

const values: Values = { A: 'va-1', B: 'v.b', '.Release.Name': 'release-1' };

/** Writes random texts and has them read: what comes out must be what was meant, in the real program and in the model. */
export async function keepTheLaw(trial: Trial, referee: Referee, context: Context): Promise<void> {
  const { shape = (text: string) => text, lives = [] } = trial;
  const literal = fc.oneof(anyText(8), asciiText(8));
  const parts: fc.Arbitrary<readonly (string | Live)[]> =
    lives.length === 0
      ? literal.map((text) => [shape(text)])
      : fc.array(fc.oneof({ weight: 3, arbitrary: literal }, fc.constantFrom(...lives)), { maxLength: 4 });
  // Some have no spelling; as many as were asked for are to be read.
  const samples = fc.sample(parts, { numRuns: 2 * context.runs, seed: context.seed });

  const written: { readonly text: string; readonly meant: string }[] = [];
  let refused = 0;
  for (const sample of [[shape(megabyte(trial.without))], ...samples]) {
    if (written.length > context.runs) break;
    const meant = sample.map((part) => (typeof part === 'string' ? part : values[part.name])).join('');
    const text = write(trial, sample);
    if (text === undefined) refused += 1;
    else written.push({ text, meant });
  }
  const { print } = trial;
  const documents = written.map(({ text }) => ({ text: print === undefined ? text : settle(print(text), trial.name) }));
  const answers = await askAll(trial.real, documents, referee);
  written.forEach(({ text, meant }, index) => {
    const answer = answers[index]!;
    context.check(trial.name, answer.out === meant, () => differ({ text, meant, answer }));
    const model = trial.readers.reduceRight((read, reader) => reader.read(read, values), text);
    context.check(`${trial.name}, the model`, model === meant, () => differ({ text, meant, model }));
  });
  const longest = written[0]?.meant.length ?? 0;
  context.check(`${trial.name}, enough texts`, written.length > context.runs, () => `read ${written.length}`);
  context.check(`${trial.name}, a megabyte`, longest >= 2 ** 20, () => `got ${longest} characters`);
  context.say(`${trial.name}: ${written.length} texts read, ${refused} without a spelling`);
}

/** Has texts read that nobody escaped: the model must say what the real program says, or that it does not know. */
export async function keepTheModel(
  reader: Reader,
  real: string,
  grammar: { readonly pieces: readonly string[]; readonly enclose?: (text: string) => string },
  referee: Referee,
  context: Context,
): Promise<void> {
  const piece = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...grammar.pieces) }, anyText(2));
  const texts = fc.sample(
    fc.array(piece, { maxLength: 10 }).map((pieces) => (grammar.enclose ?? String)(pieces.join(''))),
    { numRuns: context.runs, seed: context.seed },
  );
  const answers = await askAll(
    [real],
    texts.map((text) => ({ text })),
    referee,
  );
  let unknown = 0;
  texts.forEach((text, index) => {
    const answer = answers[index]!;
    try {
      const model = reader.read(text, values);
      context.check(`${reader.name}, unescaped`, model === answer.out, () => differ({ text, model, answer }));
    } catch (error) {
      if (error instanceof Unmodelled) unknown += 1;
      else if (!(error instanceof Unreadable)) throw error;
      else context.check(`${reader.name}, refused`, answer.error !== undefined, () => differ({ text, answer }));
    }
  });
  context.say(`${reader.name}, unescaped: ${texts.length} texts read, ${unknown} of them outside the model`);
}

function write(trial: Trial, parts: readonly (string | Live)[]): string | undefined {
  const text = concat(...parts.map((part) => (typeof part === 'string' ? part : new LiveText([part]))));
  try {
    return settle(through(text, ...trial.readers), trial.name);
  } catch (error) {
    if (error instanceof Unspellable) return undefined;
    throw error;
  }
}

async function askAll(
  real: readonly string[],
  texts: readonly { readonly text: string }[],
  referee: Referee,
): Promise<readonly Answer[]> {
  let answers: readonly Answer[] = texts.map(({ text }) => ({ out: text }));
  for (const reader of real) {
    const open = answers.flatMap((answer, index) => (answer.out === undefined ? [] : [{ index, text: answer.out }]));
    const questions = open.map(({ text }): Question => ({ reader, text, values }));
    const read = await referee.ask(questions);
    const next = [...answers];
    open.forEach(({ index }, at) => (next[index] = read[at]!));
    answers = next;
  }
  return answers;
}

function differ(shown: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(shown);
}
