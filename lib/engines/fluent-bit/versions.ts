import { refusal } from '../../pipeline/argument';
import type { Versions } from '../../pipeline/engine-name';

/** A version of Fluent Bit that its configuration is printed for. */
export type FluentBitVersion = Versions['fluent-bit'];

/** The versions that are known, the default first; it is held to the real program. */
export const fluentBitVersions = ['5.1.1'] as const satisfies readonly FluentBitVersion[];

/** The version, or the default. @throws if it is not one of the known */
export function checkVersion(version: string | undefined): FluentBitVersion {
  if (version === undefined) return fluentBitVersions[0];
  const known = fluentBitVersions.find((one) => one === version);
  if (known !== undefined) return known;
  throw refusal(
    'version',
    `be one of ${fluentBitVersions.join(', ')}`,
    version,
    "run one of these, or give the one before yours, with your image by digest, and check the result with 'fluent-bit --dry-run'",
  );
}
