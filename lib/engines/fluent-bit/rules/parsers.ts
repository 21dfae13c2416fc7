import type { Finding } from '../../../findings/finding';
import { textOf } from '../config/print';
import { finding, shownText, valueOf, wordsOf } from './rule';
import type { ConfigRule } from './rule';

/** Multiline parsers that Fluent Bit has by itself. */
const builtIn: readonly string[] = ['docker', 'cri', 'java', 'go', 'ruby', 'python'];

/** What names parsers, by plugin; `multiline.parser` is apart. */
const naming: Readonly<Record<string, readonly string[]>> = {
  tail: ['parser', 'docker_mode_parser', 'parser_firstline'],
  parser: ['parser'],
  kubernetes: ['merge_parser', 'regex_parser'],
  syslog: ['parser'],
  stdin: ['parser'],
  serial: [],
};

/** `--dry-run` does not see it; the start fails, or the parser is left out. */
export const parsersKnown: ConfigRule = ({ plugins, parsers, multilineParsers, service }) => {
  // What stands in there is not known here.
  if (valueOf({ properties: service }, 'parsers_file') !== undefined) return [];
  const names = new Set(parsers.map(({ name }) => name));
  const joining = new Set([...builtIn, ...multilineParsers.map(({ name }) => name)]);
  const within = multilineParsers.flatMap(({ name, parser }) =>
    typeof parser === 'string' && !names.has(parser) ? [unknown(`multilineParsers.${name}`, parser, 'parser')] : [],
  );
  const named = plugins.flatMap(({ plugin, at }) => {
    const plain = (Object.hasOwn(naming, plugin.type) ? naming[plugin.type] : undefined) ?? [];
    const all = plain.flatMap((property) => wordsOf(valueOf(plugin, property)).map((word) => shownText(textOf(word))));
    const several = wordsOf(valueOf(plugin, 'multiline.parser')).flatMap((word) => shownText(textOf(word)).split(','));
    return [
      ...all.filter((name) => !names.has(name) && !name.includes('${')).map((name) => unknown(at, name, 'parser')),
      ...several
        .map((name) => name.trim())
        .filter((name) => !joining.has(name) && !name.includes('${'))
        .map((name) => unknown(at, name, 'multiline parser')),
    ];
  });
  return [...within, ...named];
};

function unknown(at: string, name: string, what: 'parser' | 'multiline parser'): Finding {
  const give = what === 'parser' ? 'Parser.regex(…)' : 'MultilineParser.regex(…)';
  const message = `a ${what} must be defined where it is named: Fluent Bit has none by itself but ${builtIn.join(', ')}, which join lines`;
  return finding(
    'fluent-bit/unknown-parser',
    'error',
    at,
    name,
    message,
    `give what ${give} gives back, or the service's parsersFile`,
  );
}

/** Fluent Bit leaves out the second. */
export const uniqueParsers: ConfigRule = ({ parsers, multilineParsers }) =>
  [parsers, multilineParsers].flatMap((all) => {
    const names = all.map(({ name }) => name);
    const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
    return [...twice].map((name) =>
      finding(
        'fluent-bit/unique-names',
        'error',
        name,
        `two parsers named ${name}`,
        "'name' must be that of one parser",
        'rename one of them',
      ),
    );
  });
