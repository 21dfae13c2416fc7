import { origin } from '../../../lib/pipeline/ref';
import { about } from '../contract-case';
import type { CaseProps } from '../contract-case';

/** Files of one line, their own name, and those that are read. */
const reads = (options: Partial<CaseProps>, all: readonly string[], read: readonly string[]): CaseProps => ({
  ...options,
  files: Object.fromEntries(all.map((path) => [path, [path]])),
  expected: read,
});

export const fileCases = about('files', {
  '* is within a part of the path': reads({ glob: 'a/*.log' }, ['a/x.log', 'a/b/x.log', 'x.log'], ['a/x.log']),
  '** is any number of parts, none too': reads(
    { glob: 'a/**/x.log' },
    ['a/x.log', 'a/b/x.log', 'a/b/c/x.log', 'b/x.log'],
    ['a/x.log', 'a/b/x.log', 'a/b/c/x.log'],
  ),
  '? is one character': reads({ glob: 'a?.log' }, ['a1.log', 'a.log', 'a12.log', 'aä.log'], ['a1.log', 'aä.log']),
  'a class of characters': reads({ glob: 'a[0-9x].log' }, ['a1.log', 'ax.log', 'ay.log'], ['a1.log', 'ax.log']),
  'all but a class': reads({ glob: 'a[!0-9].log' }, ['a1.log', 'ax.log'], ['ax.log']),
  'a name without any of these': reads({ glob: 'a.log' }, ['a.log', 'b.log', 'a/a.log', 'axlog'], ['a.log']),
  'braces and commas are characters': reads({ glob: 'a{b,c}.log' }, ['a{b,c}.log', 'ab.log'], ['a{b,c}.log']),
  'so are + $ ( ) | ^ and blanks': reads(
    { glob: 'a+ $(b)|^*.log' },
    ['a+ $(b)|^1.log', 'aa b1.log'],
    ['a+ $(b)|^1.log'],
  ),
  'other writing is as it is': reads({ glob: 'ä/€ 中*.log' }, ['ä/€ 中1.log', 'a/e 1.log'], ['ä/€ 中1.log']),
  'what begins with a dot is a file like others': reads({ glob: '*.log' }, ['.a.log', 'b.log'], ['.a.log', 'b.log']),
  'what is left out is not read': reads(
    { exclude: ['b.log', 'c/**', '**/d*.log'] },
    ['a.log', 'b.log', 'c/a.log', 'c/b/a.log', 'd1.log', 'e/d2.log', 'e/f.log'],
    ['a.log', 'e/f.log'],
  ),
  'what is left out of a part only': reads(
    { exclude: ['*/b.log'] },
    ['b.log', 'a/b.log', 'a/c/b.log'],
    ['b.log', 'a/c/b.log'],
  ),
  'several sources are read': reads(
    { glob: 'a/*.log', globs: ['b/*.txt'] },
    ['a/x.log', 'b/x.txt', 'b/x.log'],
    ['a/x.log', 'b/x.txt'],
  ),
  'a file of three sources is read once': reads(
    { glob: 'a/*.log', globs: ['**/x.log', 'a/**'] },
    ['a/x.log', 'b/x.log', 'a/b/y.log'],
    ['a/x.log', 'b/x.log', 'a/b/y.log'],
  ),
  'the path is that of the file, whatever is in it': {
    files: { 'a "b" {c} $d %e/x y.log': ['1'] },
    metadata: { where: origin.path },
    expected: [{ line: '1', metadata: { where: '/logs/a "b" {c} $d %e/x y.log' } }],
  },
  'a thousand lines are a thousand records': {
    lines: Array.from({ length: 1000 }, (_, index) => `line ${index}`),
    expected: Array.from({ length: 1000 }, (_, index) => `line ${index}`),
  },
  'files of equal lines are two': {
    files: { 'a.log': ['same', '1'], 'b.log': ['same', '1'] },
    expected: ['same', '1', 'same', '1'],
  },
});
