import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { reasonOf } from './reason';
import type { SourceGlob } from './source-glob';

/** A file to read, and the path under which the agent would see it. */
export interface InputFile {
  readonly file: string;
  readonly path: string;
  readonly bytes: number;
}

/** What the arguments stand for: files in the order of their paths, and what was passed over, with the reason. */
export interface Input {
  readonly files: readonly InputFile[];
  /** In a folder, but of no source. */
  readonly leftOut: readonly string[];
  /** Named, and read under a path that no source's glob matches. */
  readonly foreign: readonly string[];
  /** Could not be found or listed. */
  readonly failed: readonly { readonly file: string; readonly reason: string }[];
}

/**
 * The files that the arguments name. A file named on the command line is always read; those in a folder where a source's
 * glob matches. With `root`, which stands for the globs' fixed part, or for the node's `/`, paths are as the agent sees them; without it they
 * are those of this machine, and a folder stands for the fixed part. A named file is also taken by its name without `.gz`; in a
 * folder it is not, as an agent would not. Links are followed, and each file is read once, whatever its names.
 */
export function findInput(args: readonly string[], globs: readonly SourceGlob[], root?: string): Input {
  const files = new Map<string, InputFile>();
  const leftOut: string[] = [];
  const foreign: string[] = [];
  const failed: { file: string; reason: string }[] = [];
  const visit = (file: string, folder: string | undefined, around: readonly string[]): void => {
    try {
      const stat = statSync(file);
      if (stat.isDirectory()) {
        const real = realpathSync(file);
        // A link back to where it came from.
        if (around.includes(real)) return;
        for (const name of readdirSync(file).sort()) visit(join(file, name), folder ?? file, [...around, real]);
        return;
      }
      // A pipe or socket in a folder is no log; one that is named is read.
      const path = stat.isFile() || folder === undefined ? seenPath(file, folder, globs, root) : undefined;
      const real = stat.isFile() ? realpathSync(file) : resolve(file);
      if (path === undefined) leftOut.push(file);
      else if (!files.has(real)) {
        files.set(real, { file, path, bytes: stat.size });
        if (globs.length > 0 && folder === undefined && !globs.some((glob) => glob.matches(path))) foreign.push(file);
      }
    } catch (error) {
      failed.push({ file, reason: reasonOf(error) });
    }
  };
  for (const arg of args) visit(arg, undefined, []);
  return { files: [...files.values()], leftOut, foreign, failed };
}

function seenPath(
  file: string,
  folder: string | undefined,
  globs: readonly SourceGlob[],
  root: string | undefined,
): string | undefined {
  const plain = folder === undefined ? unzippedName(file, globs) : file;
  const below = (from: string): string => relative(resolve(from), resolve(plain)).split(sep).join('/');
  const here = resolve(plain).split(sep).join('/');
  if (globs.length === 0) return here;
  if (root !== undefined && !below(root).startsWith('../')) {
    const paths = [`/${below(root)}`, ...globs.map((glob) => `${glob.fixed}/${below(root)}`)];
    return paths.find((path) => globs.some((glob) => glob.matches(path)));
  }
  if (folder === undefined || globs.some((glob) => glob.matches(here))) return here;
  return globs.some((glob) => glob.matches(`${glob.fixed}/${below(folder)}`)) ? here : undefined;
}

/** Agents leave packed logs alone, and by the name of what is in one a user means the log that it was. */
function unzippedName(file: string, globs: readonly SourceGlob[]): string {
  return globs.some((glob) => glob.matches(resolve(file).split(sep).join('/'))) ? file : file.replace(/\.gz$/, '');
}
