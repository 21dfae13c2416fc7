import type { Finding } from '../../../findings/finding';
import type { Given } from '../config/option';
import { textOf } from '../config/print';
import { finding, isOn, literalsOf, shownText, valueOf, wordsOf } from './rule';
import type { ConfigRule, PluginRule } from './rule';

const leastBuffer = 32_768;

/** A line over the buffer ends the reading of its file, and of all that is written to it later. */
export const longLines: PluginRule = ({ plugin, at }) => {
  if (plugin.type !== 'tail' || plugin.section !== 'inputs') return [];
  const found: Finding[] = [];
  if (!isOn(valueOf(plugin, 'skip_long_lines')) && !isOn(valueOf(plugin, 'truncate_long_lines'))) {
    const message =
      "'skipLongLines' or 'truncateLongLines' must be true, or one long line ends the reading of its file";
    const remedy = "set skipLongLines: true, and 'bufferMaxSize' to the longest line that you want";
    found.push(finding('fluent-bit/long-lines', 'error', at, 'neither of them', message, remedy));
  }
  const chunk = bytesOf(valueOf(plugin, 'buffer_chunk_size'));
  const most = bytesOf(valueOf(plugin, 'buffer_max_size'));
  if (chunk !== undefined && most !== undefined && chunk > most) {
    const message = "'bufferMaxSize' must be at least 'bufferChunkSize': Fluent Bit does not start else";
    found.push(
      finding(
        'fluent-bit/buffer-size',
        'error',
        at,
        `${most} and ${chunk} bytes`,
        message,
        'give more, or smaller chunks',
      ),
    );
  }
  return found;
};

/** A size in Fluent Bit's words, as far as it is known: not what a variable holds. */
function bytesOf(value: Given | undefined): number | undefined {
  if (value === undefined) return leastBuffer;
  if (typeof value === 'number') return value;
  const [, digits, unit = ''] = (typeof value === 'string' && /^(\d+(?:\.\d+)?)([kmg]?)b?$/i.exec(value)) || [];
  if (digits === undefined) return undefined;
  return Number(digits) * 1000 ** ' kmg'.indexOf(unit.toLowerCase() || ' ');
}

/** A minute is long for a file that is there for less. */
export const refreshInterval: PluginRule = ({ plugin, at }) => {
  if (plugin.type !== 'tail' || valueOf(plugin, 'refresh_interval') !== undefined) return [];
  if (!literalsOf(valueOf(plugin, 'path')).some((path) => /[*?[]/.test(path))) return [];
  const message = "'refreshInterval' must be said where files come and go: new ones are looked for once in 60 s";
  return [finding('fluent-bit/refresh-interval', 'warning', at, 'none', message, 'give a few seconds')];
};

/** What was read is read again, or what was written meanwhile is not read at all. */
export const positions: PluginRule = ({ plugin, at }) => {
  if ((plugin.type !== 'tail' && plugin.type !== 'systemd') || plugin.section !== 'inputs') return [];
  if (valueOf(plugin, 'db') !== undefined || isOn(valueOf(plugin, 'exit_on_eof'))) return [];
  const what = isOn(valueOf(plugin, 'read_from_head')) ? 'reads all again' : 'leaves out what was written meanwhile';
  const message = `'db' must be given for positions to outlive a restart, which else ${plugin.type === 'systemd' ? 'reads all again' : what}`;
  return [
    finding(
      'fluent-bit/positions',
      'warning',
      at,
      'none',
      message,
      "give a file in a folder that stays, such as '/var/lib/fluent-bit/tail.db'",
    ),
  ];
};

/** An input removes from its file what it does not read itself. */
export const oneDb: ConfigRule = ({ plugins }) => {
  const seen = new Map<string, string>();
  return plugins.flatMap(({ plugin, at }) => {
    const [db] = wordsOf(valueOf(plugin, 'db'));
    if (db === undefined || plugin.section !== 'inputs') return [];
    const file = shownText(textOf(db));
    const before = seen.get(file);
    if (before === undefined) {
      seen.set(file, at);
      return [];
    }
    const message = "'db' must be that of one input: each removes the positions of files that it does not read";
    return [
      finding('fluent-bit/one-db', 'error', at, `${file}, as ${before}`, message, 'give each input a file of its own'),
    ];
  });
};
