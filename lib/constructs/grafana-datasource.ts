import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { lokiDatasource, provisioningFile } from '../backends/grafana/loki-datasource';
import { ConfigFiles } from '../delivery/config-files';
import { Delivery } from '../delivery/delivery';
import { addFindings } from '../delivery/findings-validation';
import { HelmChart } from '../delivery/helm-chart';
import { printYaml } from '../languages/yaml/print';
import { checkFilled, checkOptions, checkPairs, refusal } from '../pipeline/argument';
import { checkTarget } from '../pipeline/sink';
import { isName } from '../text/name';
import { printEnv } from './container-env';
import type { SecretValue } from 'cdk8s-plus-28';
import type { TraceLink } from '../backends/grafana/loki-datasource';
import type { Deliverable } from '../delivery/delivery';
import type { HelmValue, HelmValues } from '../delivery/helm-value';
import type { Finding } from '../findings/finding';
import type { LokiTarget } from '../pipeline/sink-spec';

/** How a `GrafanaDatasource` is set up. */
export interface GrafanaDatasourceProps {
  /** The Loki that agents send to: Grafana asks it at the same address, as the same tenant. */
  readonly loki: LokiTarget;
  /** A link from each line of a trace to the trace. @default - none */
  readonly traces?: TraceLink;
  /** What people see. @default 'Loki' */
  readonly name?: string;
  /** What dashboards and links know it by. @default 'loki' */
  readonly uid?: string;
  /**
   * How it reaches Grafana. As manifests it is a ConfigMap for the sidecar of a Grafana in the same namespace, or in one that it
   * looks at (`sidecar.datasources.enabled`, and `searchNamespace`); else values of Grafana's chart.
   *
   * @default Delivery.manifests()
   */
  readonly delivery?: Delivery;
  /** The chart whose values it is written for. @default 'grafana' */
  readonly chart?: 'grafana' | 'kube-prometheus-stack';
  /**
   * What the target's `secret()` stands for in Grafana's pod, of a chart's values. A `$` in what they hold is lost: Grafana expands
   * it once more.
   *
   * @default - nothing: Grafana has the variables already
   */
  readonly secrets?: Readonly<Record<string, SecretValue>>;
}

/** The name of this label is the default of Grafana's sidecar, and so is any value. */
const sidecarLabel = 'grafana_datasource';

const props = ['loki', 'traces', 'name', 'uid', 'delivery', 'chart', 'secrets'] as const;

/** A Loki as a datasource of Grafana, with links from lines to traces; passwords are only referred to. */
export class GrafanaDatasource extends Construct {
  /** What dashboards and links know it by. */
  readonly uid: string;
  /** What people see. */
  readonly name: string;
  readonly #delivery: Delivery;
  readonly #deliverable: Deliverable;

  /** @throws if a value is none that can be meant, naming it */
  constructor(scope: Construct, id: string, given: GrafanaDatasourceProps) {
    super(scope, id);
    const {
      name = 'Loki',
      uid = 'loki',
      delivery = Delivery.manifests(),
      chart = 'grafana',
      secrets,
      ...rest
    } = checkOptions(given, props, 'props');
    this.uid = checkUid('uid', uid);
    this.name = checkFilled('name', name, 'name it');
    const datasource = lokiDatasource({
      name: this.name,
      uid,
      loki: checkTarget(rest.loki),
      ...(rest.traces === undefined ? {} : { traces: checkTraces(rest.traces) }),
    });
    if (secrets !== undefined && delivery.kind === 'manifests') {
      const remedy = "give Grafana the variables where it is installed: 'envValueFrom' of its chart";
      throw refusal('secrets', 'be left out where a ConfigMap is delivered', Object.keys(secrets).join(', '), remedy);
    }
    const file = provisioningFile(datasource);
    const variables = envValueFrom(secrets ?? {});
    const of = charts[checkChoice(chart)];
    const values = (): HelmValues => of.values(`${uid}-datasource.yaml`, file, variables);
    this.#delivery = delivery;
    this.#deliverable = {
      chart: of.chart(),
      releaseName: chart,
      manifests: (into) => {
        const files = new ConfigFiles(into, 'Config', { files: { [`${uid}-datasource.yaml`]: printYaml(file) } });
        ApiObject.of(files).metadata.addLabel(sidecarLabel, '1');
      },
      beside: () => values,
      inline: values,
    };
    addFindings(this, () => this.findings);
    delivery.deliver(this, 'Release', this.#deliverable);
  }

  /** What keeps Grafana from taking it. Another chart's datasource may be another Grafana's, in another cluster. */
  get findings(): readonly Finding[] {
    const all = Chart.of(this)
      .node.findAll()
      .filter((one): one is GrafanaDatasource => one instanceof GrafanaDatasource);
    return all.slice(0, all.indexOf(this)).flatMap((other) =>
      (['uid', 'name'] as const)
        .filter((property) => other[property] === this[property])
        .map((property): Finding => ({
          rule: `grafana/duplicate-${property}`,
          severity: 'error',
          at: property,
          got: `${this[property]}, which ${other.node.path} has too`,
          message: `'${property}' must be each datasource's own: Grafana does not start with two of one`,
          remedy: 'give one of them another uid and name',
        })),
    );
  }

  /**
   * The values with which Grafana's chart has the datasource, for a file: escaped for the chart.
   *
   * @throws FindingsError with all findings
   */
  helmValues(): HelmValues {
    return this.#delivery.helmValues(this.#deliverable);
  }
}

type Tree = Readonly<Record<string, HelmValue>>;

interface GrafanaChart {
  readonly chart: () => HelmChart;
  readonly values: (file: string, content: Tree, envValueFrom: Tree) => HelmValues;
}

const charts: Readonly<Record<NonNullable<GrafanaDatasourceProps['chart']>, GrafanaChart>> = Object.freeze({
  grafana: {
    chart: () => HelmChart.grafana(),
    values: (file: string, content: Tree, variables: Tree) => ({ datasources: { [file]: content }, ...variables }),
  },
  'kube-prometheus-stack': {
    chart: () => HelmChart.kubePrometheusStack(),
    values: (_: string, content: Tree, variables: Tree) => ({
      grafana: { additionalDataSources: content['datasources'] ?? [], ...variables },
    }),
  },
});

function checkChoice(chart: unknown): keyof typeof charts {
  if (typeof chart === 'string' && Object.hasOwn(charts, chart)) return chart as keyof typeof charts;
  throw refusal('chart', `be one of ${Object.keys(charts).join(', ')}`, chart, 'write one, or deliver manifests');
}

function envValueFrom(secrets: Readonly<Record<string, SecretValue>>): Tree {
  const pairs = checkPairs('secrets', secrets, 'write { NAME: { secret, key } }');
  if (pairs.length === 0) return {};
  const variables = printEnv({ fixed: {}, env: {}, secrets });
  return {
    envValueFrom: Object.fromEntries(variables.map(({ name, valueFrom }) => [name as string, valueFrom ?? null])),
  };
}

function checkTraces(traces: TraceLink): TraceLink {
  const { field, datasourceUid, from } = checkOptions(traces, ['field', 'datasourceUid', 'from'], 'traces');
  if (typeof field !== 'string' || !isName(field)) {
    throw refusal('traces.field', 'be one key of letters, digits and _', field, "write one such as 'trace_id'");
  }
  if (from !== undefined && from !== 'line' && from !== 'metadata') {
    throw refusal('traces.from', "be 'line' or 'metadata'", from, 'write one');
  }
  return { field, datasourceUid: checkUid('traces.datasourceUid', datasourceUid), ...(from && { from }) };
}

function checkUid(property: string, uid: unknown): string {
  if (typeof uid === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(uid)) return uid;
  throw refusal(property, 'be letters, digits, - and _, at most 40', uid, 'write what Grafana shows in its address');
}
