const newest = 57;
const oldest = 39;
/** Vector 0.39 has VRL 0.16, and each minor release since the next one. */
const ahead = 23;

/**
 * The minor version of VRL's library in a version of Vector. The compiler is that of 0.57. For others it knows the functions
 * and parameters that they lack, for 0.56 the types of results as well.
 *
 * @throws if it is not the one of a Vector from 0.39 to 0.57
 */
export function vrlMinor(vector: string): number {
  const minor = Number(/^0\.(\d+)\.\d+$/.exec(vector)?.[1]);
  if (minor >= oldest && minor <= newest) return minor - ahead;
  throw new TypeError(
    `'vector' must be a version from 0.${oldest}.0 to 0.${newest}.x, got ${JSON.stringify(vector)}; ` +
      `give the nearest of these and check the result with the 'vector validate' of yours`,
  );
}
