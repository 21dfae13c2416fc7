import { isUtf8 } from 'node:buffer';
import type { StageOf } from '../../../lib/pipeline/stage-spec';
import { FuzzCase } from './fuzz-case';
import type { FuzzInput } from './fuzz-input';

/** Whether an agent reads an input otherwise than it is meant, as its translation says. */
export type Weakness = (input: FuzzInput) => boolean;

/** Of every agent: in a line with bytes that are not UTF-8, U+FFFD characters in a row that were there become one. */
export const mixesReplacements: Weakness = ({ files }) =>
  files.some(({ lines }) => lines.some((line) => !isUtf8(line) && line.includes('\ufffd')));

/** Of no agent: where the files of containers are is the runner's choice. */
export const readsPathOfPod: Weakness = ({ pod, stages, sinks }) =>
  pod !== undefined && /"name":"path"/.test(JSON.stringify([stages, sinks]));

/** Of Alloy and Promtail: what begins no entry of `joinLines` is sent line by line, and an empty line that begins one is lost. */
export const joinsOddly: Weakness = (input) => {
  const at = input.stages.findIndex(({ kind }) => kind === 'joinLines');
  if (at < 0) return false;
  const { firstLine } = input.stages[at] as StageOf<'joinLines'>;
  const first = firstOfFiles({ ...input, stages: input.stages.slice(0, at) });
  if (first.some((line) => !firstLine.test(line))) return true;
  return linesOf({ ...input, stages: input.stages.slice(0, at + 1) }).some((line) => /^(?:\n|$)/.test(line));
};

/** The first line of each file that is read. */
function firstOfFiles(input: FuzzInput): readonly string[] {
  return input.files.flatMap((file) => linesOf({ ...input, files: [file] }).slice(0, 1));
}

/** What comes out of the stages. */
function linesOf(input: FuzzInput): readonly string[] {
  const sinks = [{ labels: [['app', { of: 'constant', text: 'x' }]], metadata: [] }] as const;
  return new FuzzCase('', { ...input, sinks }, 0).expected.map(({ line }) => line);
}

/** Of Fluent Bit: it holds times from 1970 to 2106, and others are those of reading. */
export const isOfOtherCenturies: Weakness = (input) =>
  new FuzzCase('', input, 0).expectation.may.some(
    ({ time }) => time !== undefined && (time < '1970-01-01T00:00:00Z' || time > '2106-02-07T06:28:13Z'),
  );

/** Of Fluent Bit: it leaves out NUL where what it reads at a time begins with it, and one of two carriage returns alone. */
export const beginsWithNothing: Weakness = ({ files }) =>
  files.some(({ lines }) => lines.some((line) => line[0] === 0 || line.toString('latin1') === '\r\r\n'));
