import { vector } from '../../lib/engines/vector/engine';
import type { VectorConfig } from '../../lib/engines/vector';
import { printInstant } from '../../lib/languages/time/instant';
import { LineSplitter } from '../../lib/pipeline/line-splitter';
import type { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { GeneratedVrl } from '../engines/vector/generated-vrl';
import { shownEntry } from './agent-run';
import { root } from './contract-case';
import type { ContractCase } from './contract-case';
import type { ContractResult, ContractRunner } from './contract-runner';
import { readingSource } from './reading-source';
import { tieBreak } from './vector-runner';

const readAt = '2026-11-21T00:00:00.000000001Z';

/** The programs that are written for Vector, run by VRL's own compiler: what sources read and sinks send is not Vector's. */
export const vrlRunner: ContractRunner = {
  name: 'vrl',
  find: () => undefined,
  leavesOut(contractCase) {
    const pipeline = contractCase.pipeline({ url: 'http://loki' }) as LogPipeline<'vector'>;
    const [refused] = vector.check([pipeline]).filter(({ severity }) => severity === 'error');
    if (refused !== undefined) return `${refused.message}, got ${refused.got}`;
    if (contractCase.name === 'what else it leaves is for those that follow') return "it keeps no event's metadata";
    if (contractCase.moments !== undefined) return 'it reads files that do not change';
    const sinks = pipeline.sinks.length;
    if (sinks > 1 || pipeline.sinks[0].kind !== 'loki') return 'it has one Loki';
    const { components } = vector.translate([pipeline]);
    const other = components.find(({ type }) => !['file', 'remap', 'loki'].includes(type));
    return other === undefined ? undefined : `it runs programs alone, and ${other.type} of Vector's is none`;
  },
  run: (cases) => Promise.resolve(cases.map(runCase)),
};

function runCase({ pipeline, files }: ContractCase): ContractResult {
  const model = pipeline({ url: 'http://loki' }) as LogPipeline<'vector'>;
  const config: VectorConfig = vector.translate([model]);
  const programs = new GeneratedVrl(config);
  const sources = model.sources.map(({ spec }) => spec);
  const entries = files.flatMap(({ path, bytes }) => {
    const origin = { path: `${root}/${path}` };
    const source = readingSource(sources, origin);
    if (source === undefined) return [];
    // Vector's source leaves a carriage return to the program, and is told one byte more.
    const withReturns = Buffer.from(bytes.toString('latin1').replace(/\r\n/g, '\r\r\n'), 'latin1');
    const lines = [...new LineSplitter(source.maxLineBytes + 1).push(withReturns)];
    return lines.flatMap((line) => {
      const sent = programs.run({ line, time: readAt, origin });
      return sent === undefined ? [] : [shownEntry({ ...sent, time: printInstant(sent.time) }, root, tieBreak(model))];
    });
  });
  return { entries, read: [readAt, readAt] };
}
