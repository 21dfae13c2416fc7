/** Which pods: all of the given tests hold. */
export interface PodSelection {
  /** In one of these. @default - in any */
  readonly namespaces?: readonly string[];
  /** Only the output of containers of these names. @default - of all */
  readonly containers?: readonly string[];
  /** By pod label: this value, one of these values, or `true` for any. */
  readonly labels?: Readonly<Record<string, string | readonly string[] | true>>;
}

/** A source as data. */
export type SourceSpec =
  | {
      readonly kind: 'files';
      readonly glob: string;
      readonly exclude: readonly string[];
      readonly maxLineBytes: number;
    }
  | {
      readonly kind: 'pods';
      readonly select: PodSelection;
      readonly except?: PodSelection;
      readonly maxLineBytes: number;
    }
  | { readonly kind: 'docker'; readonly maxLineBytes: number }
  | { readonly kind: 'journal'; readonly units: readonly string[]; readonly maxLineBytes: number };

/** The ways to read: files, pods and so on, as engines name what they cannot do. */
export type SourceKind = SourceSpec['kind'];
export type SourceOf<K extends SourceKind> = Extract<SourceSpec, { readonly kind: K }>;
