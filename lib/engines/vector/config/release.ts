import type { ComponentFinding } from './component';
import { isFrom } from '../versions';
import type { VectorVersion } from '../versions';

/** A release of Vector, known here or not. */
export type Release = `${number}.${number}.${number}`;

/** Since when Vector knows an option, or one value of it. */
export interface Since {
  /** Its path in the user's options, such as `tls.serverName`. */
  readonly option: string;
  /** The value that is meant. @default - any */
  readonly value?: string;
  readonly first: Release;
  /** @default 'declare a later version and run it, or leave it out' */
  readonly remedy?: string;
}

/** What of the options that are given a version does not know: it would not start. */
export function unknownTo(
  version: VectorVersion,
  options: object,
  sinces: readonly Since[],
): readonly ComponentFinding[] {
  return sinces.flatMap(({ option, value, first, remedy }) => {
    if (isFrom(version, first)) return [];
    const given = valueAt(options, option.split('.'));
    if (given === undefined || (value !== undefined && given !== value)) return [];
    return [tooEarly(version, `'${option}'${value === undefined ? '' : ` ${value}`}`, first, remedy)];
  });
}

/** That a version does not know what later ones do. */
export function tooEarly(
  version: VectorVersion,
  what: string,
  first: Release,
  remedy = 'declare a later version and run it, or leave it out',
): ComponentFinding {
  return {
    rule: 'vector/option-version',
    severity: 'error',
    got: `version ${version}`,
    message: `${what} must go to Vector ${shortOf(first)} or later`,
    remedy,
  };
}

/** A component that a version does not have. */
export function absentFrom(
  version: VectorVersion,
  type: string,
  first: Release,
  remedy: string,
): readonly ComponentFinding[] {
  if (isFrom(version, first)) return [];
  return [
    {
      rule: 'vector/component-version',
      severity: 'error',
      got: `version ${version}`,
      message: `'${type}' must go to Vector ${shortOf(first)} or later`,
      remedy: `declare a later version and run it, or ${remedy}`,
    },
  ];
}

/** Findings of what stands deeper in the options. */
export function within(place: string, findings: readonly ComponentFinding[]): readonly ComponentFinding[] {
  return findings.map((finding) => ({ ...finding, message: finding.message.replace(/^'/, `'${place}.`) }));
}

/** As people write it: `0.57`. */
export function shortOf(release: Release): string {
  return release.replace(/\.0$/, '');
}

function valueAt(options: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return options;
  if (typeof options !== 'object' || options === null || !Object.hasOwn(options, name)) return undefined;
  return valueAt((options as Readonly<Record<string, unknown>>)[name], rest);
}
