import { Regex } from '../languages/regex/regex';
import type { Pattern } from '../languages/regex/pattern';
import { parseLokiPattern } from '../languages/pattern/loki-pattern';
import { parsePathPattern } from '../languages/pattern/path-pattern';
import { checkNames, checkString, refusal } from './argument';
import { checkRef } from './ref';
import type { RefSpec } from './ref-spec';
import type { ParseOptions } from './stage-options';
import type { StageOf } from './stage-spec';

const line: RefSpec = Object.freeze({ of: 'line' });

export function parseJson(options: ParseOptions): StageOf<'parseJson'> {
  return { kind: 'parseJson', from: checkFrom(options), ...checkOnly(options) };
}

export function parseLogfmt(options: ParseOptions): StageOf<'parseLogfmt'> {
  return { kind: 'parseLogfmt', from: checkFrom(options), ...checkOnly(options) };
}

export function parsePattern(pattern: string, options: Pick<ParseOptions, 'from'>): StageOf<'parsePattern'> {
  const regex = parseLokiPattern(checkString('pattern', pattern, 'write literals and captures such as <level>'));
  return { kind: 'parsePattern', pattern, from: checkFrom(options), regex };
}

export function parseRegex(pattern: Pattern, options: Pick<ParseOptions, 'from'>): StageOf<'parseRegex'> {
  const regex = Regex.parse(pattern);
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
  return options.from === undefined ? line : checkRef('from', options.from);
}

function checkOnly(options: ParseOptions): { readonly only?: readonly string[] } {
  return options.only === undefined ? {} : { only: checkNames('only', options.only, 'name a key, or leave it out') };
}
