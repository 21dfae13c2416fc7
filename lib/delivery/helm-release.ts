import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { checkOptions, checkWhole, refusal } from '../pipeline/argument';
import { chartSource } from './chart-source';
import { addFindings } from './findings-validation';
import { goDuration } from './go-duration';
import { LiveTextResolver } from './live-text-resolver';
import { checkChart } from './helm-chart';
import type { HelmChart } from './helm-chart';
import { lazyValues, NullKeepingObject } from './null-keeping-object';
import { releaseName } from './release-name';
import { ValuesOfRelease } from './release-values';
import { valuesReference } from './values-from';
import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { ChartSource } from './chart-source';
import type { ReleaseValues } from './release-values';
import type { ValuesFrom } from './values-from';

/** How Flux keeps a release. */
export interface HelmReleaseOptions {
  /** How often Flux compares the release with what is written here. @default Duration.minutes(10) */
  readonly interval?: Duration;
  /** How long an installation or upgrade may take. @default Duration.minutes(10) */
  readonly timeout?: Duration;
  /** How often a failed installation or upgrade is tried again before it is rolled back. @default 3 */
  readonly retries?: number;
  /** Values that Flux reads in the cluster. @default - none */
  readonly valuesFrom?: readonly ValuesFrom[];
}

/** How a `HelmRelease` is set up. */
export interface HelmReleaseProps extends HelmReleaseOptions {
  /** What is installed. */
  readonly chart: HelmChart;
  /**
   * Several are merged deeply, later ones win; lists are not joined, so give each once. Each text is escaped for its own path.
   * A function is asked at synth.
   *
   * @default - the chart's own
   */
  readonly values?: ReleaseValues;
  /**
   * The name of the release in Helm, with which the names of all that the chart makes begin, and of this object.
   *
   * @default - the construct's id; where that can be no such name, one made of its path
   */
  readonly releaseName?: string;
  /** Where Flux takes the chart from. @default - made once for each repository in the cdk8s chart around the release */
  readonly repository?: ChartSource;
}

/**
 * A chart that Flux installs (helm.toolkit.fluxcd.io/v2). Its dependencies (`node.addDependency`) become `dependsOn`, those of
 * the constructs around it too. Custom resource definitions of the chart are kept up to date.
 */
export class HelmRelease extends Construct {
  /** The name of the release in Helm. */
  readonly releaseName: string;
  readonly #object: ApiObject;

  /** @throws if a value is none for Helm, naming its path */
  constructor(scope: Construct, id: string, props: HelmReleaseProps) {
    super(scope, id);
    const { chart, interval = Duration.minutes(10), timeout = Duration.minutes(10), retries = 3 } = checkProps(props);
    this.releaseName = releaseName(this, props.releaseName);
    const source = props.repository ?? chartSource(this, chart.data);
    const values = new ValuesOfRelease(chart, props.values);
    const valuesFrom = props.valuesFrom?.map(valuesReference);
    const attempts = { crds: 'CreateReplace', remediation: { retries } };
    this.#object = new NullKeepingObject(this, 'Default', {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: this.releaseName },
      spec: {
        releaseName: this.releaseName,
        interval: goDuration('interval', interval),
        timeout: goDuration('timeout', timeout),
        ...source.referTo(chart.data),
        dependsOn: { resolve: () => this.dependsOn() },
        install: attempts,
        upgrade: { ...attempts, remediation: { retries, remediateLastFailure: true } },
        ...(valuesFrom === undefined || valuesFrom.length === 0 ? {} : { valuesFrom }),
        values: lazyValues(() => values.escaped()),
      },
    });
    // Nothing depends on the order, but people read the source first.
    if (props.repository === undefined) this.#object.node.addDependency(source);
    LiveTextResolver.install(this);
    addFindings(
      this,
      () => values.findings(this, ['spec', 'values']),
      () => values.madeFrom(this),
    );
  }

  // A list even where it is empty would be an order of its own to read.
  private dependsOn(): readonly { readonly name: string; readonly namespace?: string }[] | undefined {
    const own = new Set<IConstruct>(this.node.scopes);
    const needed = [...this.node.scopes]
      .reverse()
      .flatMap((scope) => scope.node.dependencies)
      .flatMap((dependency) => dependency.node.findAll())
      .filter((construct): construct is HelmRelease => construct instanceof HelmRelease && !own.has(construct));
    if (needed.length === 0) return undefined;
    const namespace = this.#object.metadata.namespace;
    return [...new Set(needed)].map((release) => {
      const other = release.#object.metadata.namespace;
      return { name: release.releaseName, ...(other === undefined || other === namespace ? {} : { namespace: other }) };
    });
  }
}

function checkProps(props: HelmReleaseProps): HelmReleaseProps {
  const own = ['chart', 'values', 'releaseName', 'repository'] as const;
  checkOptions(props, [...own, 'interval', 'timeout', 'retries', 'valuesFrom'], 'props');
  checkChart(props.chart);
  checkWhole('retries', props.retries ?? 0, 0, 'write how often to try again');
  const { repository, valuesFrom = [] } = props;
  if (repository !== undefined && typeof repository?.referTo !== 'function') {
    throw refusal('repository', 'be a HelmRepository or an OCIRepository', repository, 'make one, or leave it out');
  }
  if (!Array.isArray(valuesFrom)) throw refusal('valuesFrom', 'be a list', valuesFrom, 'put it into one');
  return props;
}
