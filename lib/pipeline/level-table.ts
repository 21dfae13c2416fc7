/** The levels that the `level` stage brings others to, the least first. */
export const levels = Object.freeze(['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const);

/** A level as every agent names it. */
export type Level = (typeof levels)[number];

/** What programs write for each level, in lower case; the level itself first. */
export const levelSpellings: Readonly<Record<Level, readonly string[]>> = Object.freeze({
  trace: Object.freeze(['trace', 'trc', 't', 'finest', 'finer', 'verbose']),
  debug: Object.freeze(['debug', 'dbg', 'd', 'fine']),
  info: Object.freeze(['info', 'inf', 'i', 'information', 'informational', 'notice', 'config']),
  warn: Object.freeze(['warn', 'wrn', 'w', 'warning']),
  error: Object.freeze(['error', 'err', 'e', 'eror', 'severe']),
  fatal: Object.freeze(['fatal', 'ftl', 'f', 'critical', 'crit', 'alert', 'emerg', 'emergency', 'panic', 'dpanic']),
});

/** The level that a spelling, in lower case, stands for. */
export const levelOf: ReadonlyMap<string, Level> = new Map(
  levels.flatMap((level) => levelSpellings[level].map((spelling) => [spelling, level] as const)),
);
