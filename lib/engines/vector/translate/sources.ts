import { comment, vrl, Vrl } from '../../../languages/vrl';
import type { SourceOf } from '../../../pipeline/source-spec';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { NonEmpty, Output } from '../config/component';
import { file } from '../config/file';
import { remap } from '../config/remap';
import { areApart } from '../../glob';
import { excludesExactly, pathMatches } from './glob';
import { readLine } from './joined-lines';
import { originsOf, podPartsRead, tieBreakOf } from './origins';
import { readPod, readPods, wholeLines } from './pods';
import type { PodReader } from './pods';
import { Program } from './program';
import type { VectorVersion } from '../versions';

type FilesSpec = SourceOf<'files'>;

/** Files that sources read before, in order: a line is read by the first. */
export type Claims = FilesSpec[];

/** What reads for a pipeline, and what is still to be done to each line. */
export interface Reading {
  readonly outputs: NonEmpty<Output>;
  /** Absent where it has been done. */
  readonly prepare?: (program: Program) => void;
}

/** What reads, with what is to be done to each of its lines. */
interface Reader {
  readonly output: Output;
  readonly prepare: (program: Program) => void;
  /** Of the transform that does it, where readers differ. */
  readonly own: string;
  /** What is done to each line, where the pipeline's first program may do it for all readers of the same. */
  readonly shared?: string;
}

/** What reads for a pipeline: its files, and its pods. @param claims - files that others read; it adds its own */
export function readSources(
  name: string,
  { sources, stages, sinks }: Pick<LogPipeline<'vector'>, 'sources' | 'stages' | 'sinks'>,
  { claims, pods, version }: { claims: Claims; pods: readonly PodReader[]; version: VectorVersion },
): Reading {
  const origins = originsOf({ sources });
  const read = podPartsRead({ stages, sinks });
  const tieBreak = tieBreakOf({ sources, stages });
  const files = sources.flatMap(({ spec }) => (spec.kind === 'files' ? [spec] : []));
  const toLoki = sinks.some(({ spec }) => spec.kind === 'loki');
  const readers = [
    ...(files.length === 0 ? [] : fileReaders(name, files, claims, toLoki)),
    ...[...new Set(pods.map(({ maxLineBytes }) => maxLineBytes))].map((maxLineBytes, index): Reader => {
      const alike = pods.filter((reader) => reader.maxLineBytes === maxLineBytes);
      const parts = alike.map((reader) => readPods(reader, read, version)) as unknown as NonEmpty<Output>;
      const number = index === 0 ? '' : `_${index + 1}`;
      return {
        output: wholeLines(`${name}_whole${number}`, parts, maxLineBytes),
        prepare(program) {
          readPod(program, { read, tieBreak });
          readLine(program, maxLineBytes);
        },
        own: `${name}_own_pods${number}`,
        shared: `pods ${maxLineBytes}`,
      };
    }),
  ];
  const [first] = readers;
  if (first === undefined) throw new TypeError(`'sources' of ${name} must have a source, got none; add one`);
  const outputs = readers.map(({ output }) => output) as unknown as NonEmpty<Output>;
  const isShared = first.shared !== undefined && readers.every(({ shared }) => shared === first.shared);
  if (isShared) return { outputs, prepare: first.prepare };
  const own = readers.map((reader) => {
    const program = new Program({ mayHoldNumbers: () => false, origins });
    reader.prepare(program);
    return remap(reader.own, { inputs: [reader.output], source: program.whole });
  });
  return { outputs: own as unknown as NonEmpty<Output> };
}

/** How often new files are looked for: a task may live for seconds. */
const cooldownMs = 200;

/** Sources of Vector for those of a pipeline; adds what they read to the claims. */
function fileReaders(name: string, sources: readonly FilesSpec[], claims: Claims, toLoki: boolean): readonly Reader[] {
  const [first] = sources;
  const alike = sources.every(
    (source) => source.maxLineBytes === first?.maxLineBytes && sameList(source.exclude, first.exclude),
  );
  const groups = alike ? [sources] : sources.map((source) => [source]);
  return groups.map((group, index): Reader => {
    const number = index === 0 ? '' : `_${index + 1}`;
    const output = files(`${name}_files${number}`, group);
    const foreign = foreignPaths(group, claims);
    claims.push(...group);
    return {
      output,
      prepare(program) {
        if (foreign.length > 0) {
          program.add(
            comment('Files that are left out, or that another source reads'),
            vrl`if ${Vrl.join(foreign, ' || ')} { abort }`,
          );
        }
        if (toLoki && (sources.length > 1 || sources.some(({ glob }) => isPattern(glob)))) {
          program.add(
            comment('Where a line stands in which file: Loki keeps one of several entries that are the same in all'),
            vrl`.offset = join!([to_string!(.offset), slice!(sha1(string!(.file)), 0, 8)], "-")`,
          );
        }
        readLine(program, group[0]?.maxLineBytes ?? 0);
      },
      own: `${name}_own${number}`,
      ...(foreign.length === 0 && groups.length === 1 ? { shared: 'files' } : {}),
    };
  });
}

/** Whether a glob may name several files. */
function isPattern(glob: string): boolean {
  return /[*?[{]/.test(glob);
}

function files(name: string, group: readonly FilesSpec[]): Output {
  const [first] = group;
  const exclude = (first?.exclude ?? []).filter(excludesExactly);
  return file(name, {
    // A last `**` finds folders only.
    include: group.map(({ glob }) => glob.replace(/\/\*\*$/, '/**/*')) as unknown as NonEmpty<string>,
    ...(exclude.length === 0 ? {} : { exclude }),
    readFrom: 'beginning',
    // By their first line, files that begin alike would be one.
    fingerprint: { strategy: 'device_and_inode' },
    globMinimumCooldownMs: cooldownMs,
    // One for the carriage return, which is no part of the line.
    maxLineBytes: (first?.maxLineBytes ?? 0) + 1,
    offsetKey: 'offset',
    hostKey: '',
  });
}

/** Conditions for paths that are not this group's: what Vector's own exclude cannot say, and what was claimed before. */
function foreignPaths(group: readonly FilesSpec[], claims: Claims): readonly Vrl[] {
  const left = (group[0]?.exclude ?? []).filter((glob) => !excludesExactly(glob)).map(pathMatches);
  const claimed = claims.filter((claim) => group.some(({ glob }) => !areApart(glob, claim.glob)));
  const others = claimed.map((claim) => {
    const but = claim.exclude.map((glob) => vrl`!${pathMatches(glob)}`);
    return but.length === 0 ? pathMatches(claim.glob) : vrl`(${Vrl.join([pathMatches(claim.glob), ...but], ' && ')})`;
  });
  return [...left, ...others];
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
