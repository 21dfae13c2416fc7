import type { LuaTrial } from './trial';
import { jsonTrials } from './trials/json-trials';
import { patternTrials } from './trials/pattern-trials';
import { textTrials } from './trials/text-trials';
import { timeTrials } from './trials/time-trials';

/** The runtime of Lua programs against the interpreter. */
export const luaTrials: readonly LuaTrial[] = [...jsonTrials, ...textTrials, ...timeTrials, ...patternTrials];
