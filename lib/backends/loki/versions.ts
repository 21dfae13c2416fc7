import { refusal } from '../../pipeline/argument';

/** Versions of Loki whose options are known, the default first. */
export const lokiVersions = ['3.7.6', '3.7.8'] as const;

/** A version of Loki that its configuration is printed for. */
export type LokiVersion = (typeof lokiVersions)[number];

/** The version, or the default. @throws if it is not one of the known */
export function checkLokiVersion(version: string | undefined): LokiVersion {
  if (version === undefined) return lokiVersions[0];
  const known = lokiVersions.find((one) => one === version);
  if (known !== undefined) return known;
  throw refusal(
    'version',
    `be one of ${lokiVersions.join(', ')}`,
    version,
    "run one of these, or give the one before yours and check the result with 'loki -verify-config'",
  );
}
