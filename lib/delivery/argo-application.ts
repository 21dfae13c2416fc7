import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { checkFilled, checkOptions } from '../pipeline/argument';
import { addFindings } from './findings-validation';
import { checkChart } from './helm-chart';
import type { HelmChart } from './helm-chart';
import { LiveTextResolver } from './live-text-resolver';
import { lazyValues, NullKeepingObject } from './null-keeping-object';
import { releaseName } from './release-name';
import { ValuesOfRelease } from './release-values';
import type { ReleaseValues } from './release-values';

/** How Argo CD keeps a release. */
export interface ArgoApplicationOptions {
  /** Argo CD's project, which says what may be deployed where. @default 'default' */
  readonly project?: string;
  /** The namespace of Argo CD. @default 'argocd' */
  readonly argoNamespace?: string;
}

/** How an `ArgoApplication` is set up. */
export interface ArgoApplicationProps extends ArgoApplicationOptions {
  /** What is installed. */
  readonly chart: HelmChart;
  /**
   * Several are merged deeply, later ones win; lists are not joined, so give each once. Each text is escaped for its own path.
   * A function is asked at synth.
   */
  readonly values?: ReleaseValues;
  /** Helm's name of it. @default - the construct's id; where that can be no such name, one made of its path */
  readonly releaseName?: string;
}

/** A chart that Argo CD installs (argoproj.io/v1alpha1 Application), kept as written: it prunes and heals. */
export class ArgoApplication extends Construct {
  /** The name of the release in Helm. */
  readonly releaseName: string;

  /** @throws if a value is none for Helm, naming its path */
  constructor(scope: Construct, id: string, props: ArgoApplicationProps) {
    super(scope, id);
    const own = ['chart', 'values', 'releaseName', 'project', 'argoNamespace'] as const;
    const { chart, project = 'default', argoNamespace = 'argocd' } = checkOptions(props, own, 'props');
    checkChart(chart);
    checkFilled('project', project, 'name a project of Argo CD');
    checkFilled('argoNamespace', argoNamespace, 'name the namespace of Argo CD');
    this.releaseName = releaseName(this, props.releaseName);
    const { name, version, repository } = chart.data;
    const values = new ValuesOfRelease(chart, props.values);
    new NullKeepingObject(this, 'Default', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: this.releaseName, namespace: argoNamespace },
      spec: {
        project,
        source: {
          chart: name,
          // Argo CD knows an OCI registry by the lack of a scheme.
          repoURL: repository.replace(/^oci:\/\//, ''),
          targetRevision: version,
          // Of all ways to give values this one is read by nothing else: Argo expands variables in the others.
          helm: { releaseName: this.releaseName, valuesObject: lazyValues(() => values.escaped()) },
        },
        destination: { server: 'https://kubernetes.default.svc', namespace: Chart.of(this).namespace ?? 'default' },
        syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ['ServerSideApply=true'] },
      },
    });
    LiveTextResolver.install(this);
    addFindings(
      this,
      () => values.findings(this, ['spec', 'source', 'helm', 'valuesObject']),
      () => values.madeFrom(this),
    );
  }
}
