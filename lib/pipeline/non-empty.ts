/** A list with at least one element. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** Values by name. */
export type ByName<T> = { readonly [name: string]: T };
