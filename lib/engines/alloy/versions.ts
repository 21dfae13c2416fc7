import { refusal } from '../../pipeline/argument';
import type { Versions } from '../../pipeline/engine-name';

/** A version of Alloy that its configuration is printed for. */
export type AlloyVersion = Versions['alloy'];

/** The versions that are known, the default first. */
export const alloyVersions = ['1.18.1'] as const satisfies readonly AlloyVersion[];

/** The version, or the default. @throws if it is not one of the known */
export function checkVersion(version: string | undefined): AlloyVersion {
  if (version === undefined) return alloyVersions[0];
  const known = alloyVersions.find((one) => one === version);
  if (known !== undefined) return known;
  const remedy = "run one of these, or check the result with your version's 'alloy validate'";
  throw refusal('version', `be one of ${alloyVersions.join(', ')}`, version, remedy);
}
