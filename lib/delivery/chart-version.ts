import { refusal } from '../pipeline/argument';

/** One exact version of a chart. @throws if it is a range, or none */
export function checkVersion(version: unknown): string {
  if (typeof version === 'string' && /^v?\d+\.\d+\.\d+([-+][\w.+-]+)?$/.test(version)) return version;
  throw refusal('version', 'be one exact version', version, 'pin it, as in 1.22.0');
}
