import type { Pattern } from '../languages/regex/pattern';
import { parseLokiPattern } from '../languages/pattern/loki-pattern';
import { parsePathPattern } from '../languages/pattern/path-pattern';
import { checkNames, checkOptions, checkPattern, checkString, refusal } from './argument';
import { checkRef } from './ref';
import type { RefSpec } from './ref-spec';
import type { ParseOptions } from './stage-options';
import type { StageOf } from './stage-spec';

const line: RefSpec = Object.freeze({ of: 'line' });

export function parseJson(options: ParseOptions): StageOf<'parseJson'> {
  return { kind: 'parseJson', ...checkFromAndOnly(options) };
}

export function parseLogfmt(options: ParseOptions): StageOf<'parseLogfmt'> {
  return { kind: 'parseLogfmt', ...checkFromAndOnly(options) };
}

export function parsePattern(pattern: string, options: Pick<ParseOptions, 'from'>): StageOf<'parsePattern'> {
  const regex = parseLokiPattern(checkString('pattern', pattern, 'write literals and captures such as <level>'));
  return { kind: 'parsePattern', pattern, from: checkFrom(options), regex };
}

export function parseRegex(pattern: Pattern, options: Pick<ParseOptions, 'from'>): StageOf<'parseRegex'> {
  const regex = checkPattern('pattern', pattern);
  if (regex.groups.length === 0) {
    throw refusal('pattern', 'have a named group', regex.source, 'write (?<name>…) around what a field shall hold');
  }
  return { kind: 'parseRegex', from: checkFrom(options), regex };
}

export function parsePath(pattern: string): StageOf<'parsePath'> {
  const regex = parsePathPattern(
    checkString('pattern', pattern, 'write the end of a path with captures such as <pod>'),
  );
  return { kind: 'parsePath', pattern, from: Object.freeze({ of: 'origin', name: 'path' }), regex };
}

function checkFrom(options: Pick<ParseOptions, 'from'>): RefSpec {
  const { from } = checkOptions(options, ['from']);
  return from === undefined ? line : checkRef('from', from);
}

function checkFromAndOnly(options: ParseOptions): { readonly from: RefSpec; readonly only?: readonly string[] } {
  const { only, ...rest } = checkOptions(options, ['from', 'only']);
  return {
    from: checkFrom(rest),
    ...(only === undefined ? {} : { only: checkNames('only', only, 'name a key, or leave it out') }),
  };
}
