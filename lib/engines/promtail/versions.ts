import { refusal } from '../../pipeline/argument';
import type { Versions } from '../../pipeline/engine-name';

/** A version of Promtail that its configuration is printed for. */
export type PromtailVersion = Versions['promtail'];

/** The versions that are known, the default first; 3.6.4 is held to the real program. Promtail's life ended in March 2026. */
export const promtailVersions = ['3.6.4', '3.5.1'] as const satisfies readonly PromtailVersion[];

/** The version, or the default. @throws if it is not one of the known */
export function checkVersion(version: string | undefined): PromtailVersion {
  if (version === undefined) return promtailVersions[0];
  const known = promtailVersions.find((one) => one === version);
  if (known !== undefined) return known;
  throw refusal(
    'version',
    `be one of ${promtailVersions.join(', ')}`,
    version,
    "run one of these, or give the one before yours, with your image by digest, and check the result with 'promtail -check-syntax'",
  );
}
