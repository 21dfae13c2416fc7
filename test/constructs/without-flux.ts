interface Annotated {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
}

/** An object without what is said to Flux only. */
export function withoutFlux(object: object): unknown {
  const { annotations = {}, ...metadata } = (object as unknown as Annotated).metadata;
  const { 'kustomize.toolkit.fluxcd.io/substitute': _, ...others } = annotations;
  const isNone = Object.keys(others).length === 0;
  return { ...object, metadata: isNone ? metadata : { ...metadata, annotations: others } };
}
