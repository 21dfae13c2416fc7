import type { OriginName } from '../../../pipeline/ref-spec';

/** Where stages find what a source knows of a record besides its line: labels that it set, extracted as the pipeline starts. */
export interface Origin {
  readonly isPod: boolean;
  /** Extracted names; what the source never knows has none. */
  readonly names: Readonly<Partial<Record<OriginName, string>>>;
  podText(of: 'podLabel' | 'podAnnotation', key: string): string;
  /** Where the time is that a container runtime wrote, if one did. */
  readonly time?: string;
  /** Labels that the source sets, which are no labels of the entry. */
  readonly labels: readonly [string, ...string[]];
}

/** Of files. */
export const fileOrigin: Origin = Object.freeze({
  isPod: false,
  names: Object.freeze({ path: 'filename' }),
  podText: () => {
    throw new TypeError("'podLabel' must be of a pod, got one of a file; it is absent there");
  },
  labels: Object.freeze(['filename'] as const),
});
