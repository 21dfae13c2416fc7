import type { Finding, RuleId } from '../../../findings/finding';
import { snakeCase } from '../../loki-stages/setting';

/** Options that Fluent Bit spells with a point. */
const dotted: Readonly<Record<string, string>> = {
  storageType: 'storage.type',
  storagePath: 'storage.path',
  storageTotalLimitSize: 'storage.total_limit_size',
  storageMaxChunksUp: 'storage.max_chunks_up',
  multilineParser: 'multiline.parser',
  caFile: 'tls.ca_file',
};

const remedies: Readonly<Partial<Record<RuleId, string>>> = {
  'fluent-bit/unknown-parser': 'define it under parsers or multiline_parsers, or name its file in parsers_file',
  'fluent-bit/plain-secret': 'write ${NAME}, and give the variable from a Secret',
  'fluent-bit/tls-unverified': 'set it to on, and tls.ca_file for a private authority',
};

/** A finding in the words of the file. */
export function inNativeWords(finding: Finding): Finding {
  const { rule, at, message, remedy } = finding;
  return {
    ...finding,
    at: at.replace(/\.extra\b/, ''),
    message: spelled(message).replace("'extra' must have properties", 'properties must be those'),
    remedy: (at.startsWith('env.') ? undefined : remedies[rule]) ?? spelled(remedy),
  };
}

function spelled(words: string): string {
  return words.replace(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g, (option) => dotted[option] ?? snakeCase(option));
}
