import { comment, vrl, Vrl } from '../../../languages/vrl';
import type { SourceOf } from '../../../pipeline/source-spec';
import type { NonEmpty, Output } from '../config/component';
import { file } from '../config/file';
import { remap } from '../config/remap';
import { areApart } from '../../glob';
import { excludesExactly, pathMatches } from './glob';
import { readLine } from './joined-lines';
import { Program } from './program';

type FilesSpec = SourceOf<'files'>;

/** Files that sources read before, in order: a line is read by the first. */
export type Claims = FilesSpec[];

/** What reads a pipeline's files, and what is still to be done to each line. */
export interface ReadFiles {
  readonly outputs: NonEmpty<Output>;
  /** Absent where it has been done. */
  readonly maxLineBytes?: number;
}

/** How often new files are looked for: a task may live for seconds. */
const cooldownMs = 200;

/** Sources of Vector for those of a pipeline; adds what they read to the claims. */
export function fileSources(name: string, sources: readonly FilesSpec[], claims: Claims): ReadFiles {
  const [first] = sources;
  if (first === undefined) throw new TypeError(`'sources' of ${name} must have a source, got none; add one`);
  const alike = sources.every(
    (source) => source.maxLineBytes === first.maxLineBytes && sameList(source.exclude, first.exclude),
  );
  const groups = alike ? [sources] : sources.map((source) => [source]);
  const outputs = groups.map((group, index) => {
    const number = index === 0 ? '' : `_${index + 1}`;
    const output = files(`${name}_files${number}`, group);
    const foreign = foreignPaths(group, claims);
    claims.push(...group);
    return { output, foreign, group, number };
  });
  const [only] = outputs;
  if (outputs.length === 1 && only !== undefined && only.foreign.length === 0) {
    return { outputs: [only.output], maxLineBytes: first.maxLineBytes };
  }
  const own = outputs.map(({ output, foreign, group, number }) => {
    const program = new Program(() => false);
    if (foreign.length > 0) {
      program.add(
        comment('Files that are left out, or that another source reads'),
        vrl`if ${Vrl.join(foreign, ' || ')} { abort }`,
      );
    }
    readLine(program, group[0]?.maxLineBytes ?? first.maxLineBytes);
    return remap(`${name}_own${number}`, { inputs: [output], source: program.whole });
  });
  return { outputs: own as unknown as NonEmpty<Output> };
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
