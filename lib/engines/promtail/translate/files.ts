import type { SourceOf } from '../../../pipeline/source-spec';
import type { StaticOptions } from '../config/options';

type FilesSpec = SourceOf<'files'>;

/**
 * A static config for each source of files. A file is read by the first that names it: Promtail keeps one position for a
 * path, so what was claimed before is left out.
 */
export function fileTargets(sources: readonly FilesSpec[], claims: FilesSpec[]): readonly StaticOptions[] {
  return sources.map((source) => {
    const others = claims.filter((claim) => !areApart(claim.glob, source.glob)).map(({ glob }) => glob);
    claims.push(source);
    const excluded = [...source.exclude, ...others].map(escapeBraces);
    const [only] = excluded;
    return {
      path: escapeBraces(source.glob),
      ...(only === undefined
        ? {}
        : {
            pathExclude:
              excluded.length === 1 ? only : `{${excluded.map((glob) => glob.replaceAll(',', '\\,')).join(',')}}`,
          }),
    };
  });
}

/** Braces are alternatives for doublestar, and characters for the model. */
function escapeBraces(glob: string): string {
  return glob.replace(/[{}\\]/g, '\\$&');
}

/** Whether no path can match both, as far as their folders tell. */
function areApart(one: string, other: string): boolean {
  const [left, right] = [fixedPart(one), fixedPart(other)];
  return !left.startsWith(right) && !right.startsWith(left);
}

function fixedPart(glob: string): string {
  return glob.split(/[*?[]/, 1)[0] ?? '';
}
