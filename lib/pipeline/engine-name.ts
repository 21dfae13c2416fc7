/** Tested versions of each agent, the default first. */
export interface Versions {
  /** The first is the default; 0.57 and 0.56 are held to the real program. */
  readonly vector: '0.57.0' | '0.56.0' | '0.43.1' | '0.39.0';
  readonly alloy: '1.18.1';
  readonly promtail: '3.6.4' | '3.5.1';
  readonly 'fluent-bit': '5.1.1';
}

/** An agent that can run pipelines. */
export type EngineName = keyof Versions;

/** All agents that can run pipelines. */
export const engineNames: readonly EngineName[] = Object.freeze(['vector', 'alloy', 'promtail', 'fluent-bit']);
