/**
 * The folder under which all that a glob of Vector's `file` source finds lies, for `find` to begin at; a glob without
 * wildcards is its own root.
 */
export function globRoot(glob: string): string {
  const fixed = glob.split(/[*?[]/, 1)[0] ?? '';
  return fixed === glob ? glob : fixed.slice(0, fixed.lastIndexOf('/')) || '/';
}

/**
 * A glob as Vector reads it, for `find -regextype posix-extended -regex`, which matches the whole path. Vector looks for
 * what to include folder by folder, so a wildcard stays in its `segment`; in what it excludes one may span a whole `path`.
 */
export function globRegex(glob: string, spans: 'segment' | 'path'): string {
  const one = spans === 'segment' ? '[^/]' : '.';
  return glob.replace(/\*\*\/|\*\*$|\*+|\?|\[(!?)(\]?[^\]]*)\]|[^*?[]/g, (token, not: string, members: string) => {
    if (token === '**/') return '(.*/)?';
    if (token === '**') return '.*';
    if (token.startsWith('*')) return `${one}*`;
    if (token === '?') return one;
    if (token.length > 1) return `[${not === '' ? '' : '^'}${members}]`;
    return /[.+(){}^$|\\]/.test(token) ? `\\${token}` : token;
  });
}
