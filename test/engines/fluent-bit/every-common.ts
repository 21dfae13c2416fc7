import { Duration } from 'cdk8s';

// `Required` makes the compiler ask for an option that is added later.

/** All options of a plugin but those that stand for themselves. */
export type Every<T> = Required<Omit<T, 'extra' | 'processors' | 'condition' | 'matchRegex'>>;

/** What all have. */
export const common = { logLevel: 'warn', logSuppressInterval: Duration.seconds(5) } as const;
