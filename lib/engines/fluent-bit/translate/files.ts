import { Duration, Size } from 'cdk8s';
import type { SourceOf } from '../../../pipeline/source-spec';
import { areApart, globRegex } from '../../glob';
import { tail } from '../config/tail';
import { Lua, lua } from './code';
import { test } from './patterns';
import { Scope } from './scope';
import type { Needs } from './scope';
import { stored } from './stored';
import type { Place, Reader } from './reader';

export type FilesSpec = SourceOf<'files'>;

/** How many folders `**` may stand for: Fluent Bit looks for files by the system's glob, which has none. */
export const deepest = 8;

/** How often new files are looked for: a task may live for seconds. */
const refreshInterval = Duration.seconds(1);

/**
 * How long a renamed file is followed, unless it is removed before: one that Fluent Bit has let go of would be a new one to it,
 * where a glob names it as well.
 */
const rotateWait = Duration.days(30);

/** What Fluent Bit reads of a file at a time, as long as its lines are not longer. */
const chunkBytes = 32_768;

/** What a tail is told in any case; Fluent Bit's own default is to let go of a file with a long line. */
export function tailOptions(name: string, maxLineBytes: number, { dataDir, hasTies }: Place) {
  // The line's end, and what Fluent Bit keeps for itself.
  const most = maxLineBytes + 3;
  return {
    ...stored,
    key: 'line',
    pathKey: 'path',
    ...(hasTies ? { offsetKey: 'offset' } : {}),
    readFromHead: true,
    refreshInterval,
    rotateWait,
    db: `${dataDir}/${name}.db`,
    bufferChunkSize: bytes(Math.min(chunkBytes, most)),
    bufferMaxSize: bytes(most),
    skipLongLines: true,
    // Asked at each read of a line or two, it takes more time than all else that tail does.
    fileCacheAdvise: false,
    dbLocking: true,
  } as const;
}

/** Reads files, but none that a claim reads. */
export function readFiles(
  name: string,
  spec: FilesSpec,
  claims: readonly FilesSpec[],
  place: Place,
  needs: Needs,
): Reader {
  const scope = new Scope(needs);
  const takes = takesPath(spec, claims, scope);
  const isSeveral = /[*?[]/.test(spec.glob);
  const read = lua`${scope.of('reading', 'files')}(${spec.maxLineBytes}, ${takes}, ${isSeveral}, ${place.hasTies})`;
  const exclude = excludedExactly(spec);
  const input = tail({
    ...tailOptions(name, spec.maxLineBytes, place),
    tag: name,
    path: plainGlobs(spec.glob) as [string, ...string[]],
    ...(exclude.length === 0 ? {} : { excludePath: exclude }),
  });
  return { tag: name, inputs: [input], filters: [], read: scope.around(read) };
}

/** Tells by its path whether a file is the source's; `nil` where all that are found are. */
function takesPath({ glob, exclude }: FilesSpec, claims: readonly FilesSpec[], scope: Scope): Lua {
  const path = new Lua('path');
  const matches = (one: string): Lua => test(globRegex(one), path, scope);
  const others = claims
    .filter((claim) => !areApart(claim.glob, glob))
    .map((claim) => {
      const but = claim.exclude.map((one) => lua`not ${matches(one)}`);
      return lua`not (${Lua.join([matches(claim.glob), ...but], ' and ')})`;
    });
  const tests = [
    ...(isWider(glob) ? [matches(glob)] : []),
    ...exclude.map((one) => lua`not ${matches(one)}`),
    ...others,
  ];
  return tests.length === 0 ? new Lua('nil') : lua`function(path) return ${Lua.join(tests, ' and ')} end`;
}

/**
 * The glob in those that the system has, where a backslash escapes, a character is a byte, and no `*` finds a name that begins
 * with a dot. They find what the glob does, and where {@link isWider} says so more.
 */
export function plainGlobs(glob: string): readonly string[] {
  const segments = glob.slice(1).split('/');
  const last = segments.length - 1;
  const paths = segments.reduce<readonly (readonly string[])[]>(
    (heads, segment, index) => {
      if (segment !== '**') {
        const names = withDots(segment.replace(beyond, '*').replaceAll('\\', '\\\\'));
        return heads.flatMap((head) => names.map((name) => [...head, name]));
      }
      // A last one is any file below.
      const least = index === last ? 1 : 0;
      const folders = Array.from({ length: deepest + 1 - least }, (_, more) => Array<string>(more + least).fill('*'));
      return heads.flatMap((head) => folders.map((below) => [...head, ...below]));
    },
    [[]],
  );
  return paths.filter(({ length }) => length <= segments.length + deepest).map((path) => `/${path.join('/')}`);
}

/** What the system's glob reads otherwise: by bytes, or not at all since it is a list that Fluent Bit has. */
const beyond = /,|\?|\[![^\]]+\]|\[[^\]]*[^ -~][^\]]*\]/g;

/** Whether more is found by {@link plainGlobs} than by the glob itself. */
function isWider(glob: string): boolean {
  return glob.replace(beyond, '').length < glob.length;
}

/** The same with those of names that begin with a dot, except `.` and `..`. */
function withDots(segment: string): readonly string[] {
  const [, first, rest = ''] = /^(\*|\?|\[!?\]?[^\]]*\])(.*)$/s.exec(segment) ?? [];
  if (first === undefined) return [segment];
  if (first === '*') {
    if (rest === '') return [segment, '.[!.]*', '..?*'];
    return [segment, `.*${rest}`, ...(rest.startsWith('.') ? [rest] : [])];
  }
  return first === '?' || globRegex(`/${first}`).test('/.') ? [segment, `.${rest}`] : [segment];
}

/**
 * Globs that Fluent Bit can leave out by itself, so that it does not read them. To it `*` stands for slashes too: these say the
 * same where all paths have as many.
 */
function excludedExactly({ glob, exclude }: FilesSpec): readonly string[] {
  const depth = (one: string): number => one.split('/').length;
  if (glob.includes('**')) return [];
  return exclude.filter((one) => !/\*\*|\\/.test(one) && !isWider(one) && depth(one) === depth(glob));
}

function bytes(count: number): Size {
  return Size.kibibytes(count / 1024);
}
