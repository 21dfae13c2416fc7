import { Regex } from '../languages/regex/regex';

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

/** Whether no path can match both, as far as their folders tell. */
export function areApart(one: string, other: string): boolean {
  if (![one, other].some((glob) => glob.includes('**')) && depthOf(one) !== depthOf(other)) return true;
  const [left, right] = [fixedPart(one), fixedPart(other)];
  return !left.startsWith(right) && !right.startsWith(left);
}

function depthOf(glob: string): number {
  return glob.split('/').length;
}

function fixedPart(glob: string): string {
  return glob.split(/[*?[]/, 1)[0] ?? '';
}
