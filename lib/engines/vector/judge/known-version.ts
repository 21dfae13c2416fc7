import { vectorVersions } from '../versions';
import type { VectorVersion } from '../versions';

/** What stands for a version of Vector where configurations are judged. */
export interface KnownVersion {
  /** Whose rules hold. */
  readonly rules: VectorVersion;
  /** Whose VRL is compiled. */
  readonly vrl: string;
  /** What must be said, where it is not the declared one. */
  readonly note?: string;
}

const oldestVrl = 39;
const newestVrl = 57;

/** The nearest that is known to a declared version, or the default. */
export function knownVersion(declared: string | undefined): KnownVersion {
  const [standard] = vectorVersions;
  if (declared === undefined) return { rules: standard, vrl: standard };
  const exact = vectorVersions.find((one) => one === declared);
  if (exact !== undefined) return { rules: exact, vrl: exact };
  const minor = Number(/^0\.(\d+)\.\d+/.exec(declared)?.[1] ?? newestVrl);
  const vrlMinor = Math.min(Math.max(minor, oldestVrl), newestVrl);
  const oldest = vectorVersions[vectorVersions.length - 1] ?? standard;
  const rules = vectorVersions.find((one) => minorOf(one) <= minor) ?? oldest;
  const note = `Vector ${declared} is none of ${vectorVersions.join(', ')}: it was judged by the rules of ${rules}`;
  const vrl = `0.${vrlMinor}.0`;
  return { rules, vrl, note: vrlMinor === minorOf(rules) ? note : `${note} and the VRL of ${vrl}` };
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
