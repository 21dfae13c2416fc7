import type { InputOptions } from '../config/input-options';

/** What all inputs have: what waits for an output is on the disk, and survives the process. */
export const stored = { storageType: 'filesystem' } as const satisfies InputOptions;
