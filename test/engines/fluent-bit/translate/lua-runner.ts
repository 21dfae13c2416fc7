import { stringify } from 'lossless-json';
import { printInstant } from '../../../../lib/languages/time/instant';
import { LineSplitter } from '../../../../lib/pipeline/line-splitter';
import type { LogRecord, Origin } from '../../../../lib/pipeline/record';
import type { StageSpec } from '../../../../lib/pipeline/stage-spec';
import { root } from '../../../contract/contract-case';
import type { ContractCase } from '../../../contract/contract-case';
import type { ContractResult, ContractRunner } from '../../../contract/contract-runner';
import { CriReader } from '../../../contract/cri';
import { printedEntry } from '../../../contract/printed-entry';
import { readingSource } from '../../../contract/reading-source';
import { RealLua } from '../lua/real-lua';
import type { luaVersions } from '../lua/real-lua';
import { GeneratedLua } from './generated-lua';

const readAt = printInstant(BigInt(Date.UTC(2026, 10, 21)) * 1_000_000n + 1n);

/** The Lua that is written for Fluent Bit, in a real Lua: what sources read and sinks send is not Fluent Bit's. */
export function luaRunner(version: (typeof luaVersions)[number]): ContractRunner {
  return {
    name: `lua ${version}`,
    find: () => undefined,
    leavesOut({ pipeline, moments }) {
      if (moments !== undefined) return 'it reads files that do not change';
      return kindsOf(pipeline({ url: 'http://loki' }).stages.map(({ spec }) => spec)).includes('native')
        ? 'it runs no code of others'
        : undefined;
    },
    run(cases) {
      const lua = RealLua.start(version);
      const results = cases.map((one) => runCase(one, lua));
      lua.close();
      return Promise.resolve(results);
    },
  };
}

function runCase(contractCase: ContractCase, lua: RealLua): ContractResult {
  const model = contractCase.pipeline({ url: 'http://loki' });
  const program = new GeneratedLua(model);
  const sources = model.sources.map(({ spec }) => spec);
  const files = [...contractCase.files].sort((one, other) => (one.path < other.path ? -1 : 1));
  const records = files.flatMap(({ path, bytes }): readonly LogRecord[] => {
    const origin: Origin = contractCase.pod ?? { path: `${root}/${path}` };
    const source = readingSource(sources, origin);
    if (source === undefined || (contractCase.pod !== undefined && !path.endsWith('.log'))) return [];
    const { runtimeFile } = contractCase;
    if (runtimeFile !== undefined) return [...new CriReader(origin, source.maxLineBytes).push(runtimeFile)];
    return [...new LineSplitter(source.maxLineBytes).push(bytes)].map((line) => ({ line, time: readAt, origin }));
  });
  const made = program.made(lua.run(program.chunk(records)));
  const entries = made.entries.map(([entry]) => ('labels' in entry ? entry : printedEntry(stringify(entry) ?? '')));
  return { entries, read: [readAt, readAt] };
}

function kindsOf(stages: readonly StageSpec[]): readonly string[] {
  return stages.flatMap((stage) => (stage.kind === 'when' ? kindsOf(stage.stages) : [stage.kind]));
}
