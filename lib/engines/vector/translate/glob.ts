import { vrl } from '../../../languages/vrl';
import type { Vrl } from '../../../languages/vrl';
import { Regex } from '../../../languages/regex/regex';

/** A glob of a pipeline's source as a pattern of whole paths: `*` within a segment, `**` any number of segments. */
export function globRegex(glob: string): Regex {
  const source = glob.replace(
    /\*\*\/|\*\*$|\*|\?|\[(!?)(\]?[^\]]*)\]|[^*?[]|\[/g,
    (token, not: string | undefined, members: string) => {
      if (token === '**/') return '(?:[^/]+/)*';
      if (token === '**') return '.*';
      if (token === '*') return '[^/]*';
      if (token === '?') return '[^/]';
      if (not !== undefined) return `[${not === '' ? '' : '^/'}${members.replace(/[\\\]^[]/g, '\\$&')}]`;
      return token.replace(/[\\^$.+()[\]{}|]/, '\\$&');
    },
  );
  return Regex.parse(`^(?s:${source})$`);
}

/**
 * Whether a glob means the same where Vector excludes by it: there a `*` also matches `/`, which changes nothing where
 * `**` stands before it and only the end of a name after it.
 */
export function excludesExactly(glob: string): boolean {
  const segments = glob.split('/');
  return segments.every((segment, index) => {
    if (segment === '**' || !/[*?[]/.test(segment)) return true;
    return index === segments.length - 1 && segments[index - 1] === '**' && /^\*[^*?[]*$/.test(segment);
  });
}

/** Whether no path can match both, as far as their folders tell. */
export function areApart(one: string, other: string): boolean {
  const [left, right] = [fixedPart(one), fixedPart(other)];
  return !left.startsWith(right) && !right.startsWith(left);
}

function fixedPart(glob: string): string {
  return glob.split(/[*?[]/, 1)[0] ?? '';
}

/** Whether a file's path matches a glob. */
export function pathMatches(glob: string): Vrl {
  return vrl`match(string!(.file), ${globRegex(glob)})`;
}
