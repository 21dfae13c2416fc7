import { vrl } from '../../../languages/vrl';
import type { Vrl } from '../../../languages/vrl';
import { globRegex } from '../../glob';

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

/** Whether a file's path matches a glob. */
export function pathMatches(glob: string): Vrl {
  return vrl`match(string!(.file), ${globRegex(glob)})`;
}
