import { LiveText } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import { refusal } from '../../../pipeline/argument';
import { filled, filledText, object } from '../../option-check';
import { filterOptions } from './filter-options';
import type { FilterOptions } from './filter-options';
import { boolean, plain, string, text, words } from './option';
import type { Options } from './option';
import { plugin } from './plugin';
import type { Filter } from './plugin';

/** A function in Lua, run on each record. */
export interface LuaOptions extends FilterOptions {
  /**
   * Where the function stands: a path on the machine, or a file that is delivered with the configuration. Nothing in the
   * file is expanded. One of `script` and `code` is needed.
   */
  readonly script?: Text | LuaFile;
  /** The same inside the configuration. */
  readonly code?: Text;
  /**
   * The function's name. Of three parameters (tag, time, record) it returns a code, a time and a record or a list of
   * records; of five (tag, time, group, metadata, record) a code, a time, metadata and a record. The code is -1 to drop
   * the record, 0 to leave it, 1 to replace it with its time, 2 to replace it and keep the time.
   */
  readonly call: string;
  /** Fields that are whole numbers when they come back; others are floating unless they are whole. @default - none */
  readonly typeIntKey?: readonly [Text, ...Text[]];
  /** Fields that are lists when they come back, even where they are empty. @default - none */
  readonly typeArrayKey?: readonly [Text, ...Text[]];
  /** Whether an error in the function leaves the record as it was, instead of ending Fluent Bit. @default true */
  readonly protectedMode?: boolean;
  /** Whether the time is `{ sec, nsec }`; else it is a number that loses nanoseconds. @default false */
  readonly timeAsTable?: boolean;
  /** Whether null is `flb_null` in Lua; else the key is lost. @default false */
  readonly enableFlbNull?: boolean;
}

/** A script that stands beside the configuration. */
export interface LuaFile {
  /** Its name there, such as `pipeline.lua`. */
  readonly file: string;
  readonly code: Text;
}

const luaFile = object<LuaFile>({
  file: (at, value) => {
    filled(at, value);
    if (!/^[\w-][\w.-]*$/.test(value as string)) {
      throw refusal(at, 'be letters, digits, _, - and .', value, 'rename the file, and leave out folders');
    }
  },
  code: filledText,
});

const options: Options<Omit<LuaOptions, 'extra' | 'condition'>> = {
  ...filterOptions,
  script: plain(
    (at, value) => (isFile(value) ? luaFile(at, value) : filledText(at, value)),
    (script: Text | LuaFile) => (isFile(script) ? script.file : script),
  ),
  code: text,
  call: { ...string, check: filled },
  typeIntKey: words,
  typeArrayKey: words,
  protectedMode: boolean,
  timeAsTable: boolean,
  enableFlbNull: boolean,
};

/** @see https://docs.fluentbit.io/manual/data-pipeline/filters/lua */
export function lua(given: LuaOptions): Filter {
  const { script, code } = given;
  if ((script === undefined) === (code === undefined)) {
    throw refusal('lua', "have one of 'script' and 'code'", code ?? script, 'give one');
  }
  const files = isFile(script) ? { [script.file]: script.code } : {};
  return plugin('filters', 'lua', given, options, { files });
}

function isFile(value: unknown): value is LuaFile {
  return typeof value === 'object' && value !== null && !(value instanceof LiveText);
}
