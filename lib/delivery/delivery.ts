import { checkOptions } from '../pipeline/argument';
import { ArgoApplication } from './argo-application';
import { FluxScope } from './flux-scope';
import { copyValues, mergeValues } from './helm-value';
import { HelmRelease } from './helm-release';
import { helmValues } from './values-file';
import type { Construct } from 'constructs';
import type { ArgoApplicationOptions } from './argo-application';
import type { HelmChart } from './helm-chart';
import type { HelmReleaseOptions } from './helm-release';
import type { HelmValues } from './helm-value';
import type { ValuesFileOptions } from './values-file';

/** What can be delivered in every way, with the same content. */
export interface Deliverable {
  /** The official chart. */
  readonly chart: HelmChart;
  /** The name of the release in Helm. @default - the id it is delivered under */
  readonly releaseName?: string;
  /** Makes objects of our own that do what the chart's would. */
  manifests(scope: Construct): void;
  /** Makes what travels beside a release of the chart, and returns the chart's values, asked for at synth. */
  beside(scope: Construct): () => HelmValues;
  /** The chart's values with everything in them, for a file. */
  inline(): HelmValues;
}

/** Values that lie over those that are computed. */
export interface ValuesOver {
  /** Merged deeply over what is computed; a list that is computed cannot be replaced. @default - none */
  readonly values?: HelmValues;
}

type Way = (scope: Construct, id: string, what: Deliverable) => void;

/** How the same content reaches a cluster. */
export class Delivery {
  readonly #way: Way;
  readonly #file: ValuesFileOptions & ValuesOver;

  private constructor(
    /** What a configuration becomes: objects, a release of Flux, an Application of Argo CD, or a file of values. */
    readonly kind: 'manifests' | 'helm-release' | 'argo-application' | 'values',
    way: Way,
    file: ValuesFileOptions & ValuesOver = {},
  ) {
    this.#way = way;
    this.#file = file;
    Object.freeze(this);
  }

  /** Objects of our own, no chart. */
  static manifests(): Delivery {
    return new Delivery('manifests', (scope, _, what) => what.manifests(scope));
  }

  /**
   * A Flux HelmRelease of the official chart; `values` lie over what is computed. What travels beside it opts out of Flux's
   * substitution where a `$` is in it; of all else, `values` too, `Flux.postBuild` says whether `$` is live.
   */
  static helmRelease(options: HelmReleaseOptions & ValuesOver = {}): Delivery {
    const known = ['values', 'interval', 'timeout', 'retries', 'valuesFrom'] as const;
    const { values: over, ...rest } = checkOptions(options, known);
    const above = copyValues(over ?? {});
    return new Delivery(
      'helm-release',
      (scope, id, what) => {
        FluxScope.deliver(scope);
        new HelmRelease(scope, id, { ...rest, ...releaseOf(scope, what, above) });
      },
      { values: above },
    );
  }

  /** An Argo CD Application of the official chart; `values` lie over what is computed. */
  static argoApplication(options: ArgoApplicationOptions & ValuesOver = {}): Delivery {
    const { values: over, ...rest } = checkOptions(options, ['values', 'project', 'argoNamespace']);
    const above = copyValues(over ?? {});
    return new Delivery(
      'argo-application',
      (scope, id, what) => new ArgoApplication(scope, id, { ...rest, ...releaseOf(scope, what, above) }),
      { values: above },
    );
  }

  /** No objects: `helmValues()` goes into a file of yours, `under` a sub-chart's name if it has one. */
  static values(options: ValuesFileOptions = {}): Delivery {
    return new Delivery('values', () => undefined, { ...checkOptions(options, ['under']) });
  }

  /**
   * Delivers.
   *
   * @param scope - the construct that is delivered
   * @param id - of the release in it, if there will be one
   */
  deliver(scope: Construct, id: string, what: Deliverable): void {
    this.#way(scope, id, what);
  }

  /**
   * The values as a file for the official chart must hold them, whatever the delivery.
   *
   * @throws FindingsError with all that has no way to the chart; an error if `values` hold a list that is computed too
   */
  helmValues(what: Deliverable): HelmValues {
    const { values: above = {}, ...options } = this.#file;
    return helmValues(what.chart, mergeValues(copyValues(what.inline()), above), options);
  }
}

function releaseOf(scope: Construct, what: Deliverable, above: HelmValues) {
  const values = what.beside(scope);
  const name = what.releaseName;
  return {
    chart: what.chart,
    ...(name === undefined ? {} : { releaseName: name }),
    values: () => [values(), above] as const,
  };
}
