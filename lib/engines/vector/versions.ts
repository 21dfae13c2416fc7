import { refusal } from '../../pipeline/argument';
import type { Versions } from '../../pipeline/engine-name';
import type { VrlDialect } from '../../languages/vrl/quote';

/** A version of Vector that its configuration is printed for. */
export type VectorVersion = Versions['vector'];

/** The versions that are known, the default first. 0.57 and 0.56 are held to the real program, the older ones to rules. */
export const vectorVersions = ['0.57.0', '0.56.0', '0.43.1', '0.39.0'] as const satisfies readonly VectorVersion[];

/** The version, or the default. @throws if it is not one of the known */
export function checkVersion(version: string | undefined): VectorVersion {
  if (version === undefined) return vectorVersions[0];
  const known = vectorVersions.find((one) => one === version);
  if (known !== undefined) return known;
  throw refusal(
    'version',
    `be one of ${vectorVersions.join(', ')}`,
    version,
    "run one of these, or give the one before yours, with your image by digest, and check the result with its 'vector validate'",
  );
}

/** Whether a version is `first` or later. */
export function isFrom(version: VectorVersion, first: `${number}.${number}.${number}`): boolean {
  const [a, b] = [version, first].map((one) => one.split('.').map(Number)) as [number[], number[]];
  const differs = a.findIndex((part, index) => part !== b[index]);
  return differs < 0 || (a[differs] ?? 0) > (b[differs] ?? 0);
}

/** How VRL is written for a version. */
export function vrlDialect(version: VectorVersion): VrlDialect {
  return { unicodeEscapes: isFrom(version, '0.56.0') };
}
