import { ApiObject } from 'cdk8s';

/** An object that is in no namespace: cdk8s would write that of the chart. */
export class ClusterObject extends ApiObject {
  override toJson(): unknown {
    const { metadata, ...rest } = super.toJson() as { readonly metadata: Readonly<Record<string, unknown>> };
    const { namespace: _, ...others } = metadata;
    return { ...rest, metadata: others };
  }
}
