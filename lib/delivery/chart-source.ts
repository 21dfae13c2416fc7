import { ApiObject, Chart, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { checkOptions, refusal } from '../pipeline/argument';
import { checkVersion } from './chart-version';
import { goDuration } from './go-duration';
import type { IConstruct } from 'constructs';
import type { ChartData } from './chart-data';

/** How often Flux looks for the chart. */
export interface ChartSourceOptions {
  /** How often Flux looks for what is new. @default Duration.hours(1) */
  readonly interval?: Duration;
}

/** How a `HelmRelease` of Flux names where its chart is: `spec.chart` or `spec.chartRef`. */
export type ChartReference =
  | {
      readonly chart: {
        readonly spec: {
          readonly chart: string;
          readonly version: string;
          readonly sourceRef: { readonly kind: 'HelmRepository'; readonly name: string; readonly namespace?: string };
        };
      };
    }
  | { readonly chartRef: { readonly kind: 'OCIRepository'; readonly name: string; readonly namespace?: string } };

/** Where Flux takes a chart from. */
export interface ChartSource extends IConstruct {
  /** What a release of the chart says about it. */
  referTo(data: ChartData): ChartReference;
}

/** A `HelmRepository` of Flux (source.toolkit.fluxcd.io/v1). */
export class HelmRepository extends Construct implements ChartSource {
  /** Of its index, without `index.yaml`. */
  readonly url: string;
  readonly #object: ApiObject;

  /** @throws if `url` is no `https://` address */
  constructor(scope: Construct, id: string, props: ChartSourceOptions & { readonly url: string }) {
    super(scope, id);
    const { url, interval = Duration.hours(1) } = checkOptions(props, ['url', 'interval'], 'props');
    this.url = checkUrl(url, 'https://', 'use an OCIRepository for oci:// addresses');
    this.#object = new ApiObject(this, 'Default', {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmRepository',
      spec: { interval: goDuration('interval', interval), url: this.url },
    });
  }

  /** How Flux finds the chart there. @throws if the chart is in another repository */
  referTo({ name, version, repository }: ChartData): ChartReference {
    if (repository !== this.url) {
      throw new Error(
        `'repository' must be that of the chart ${name} (${repository}), got ${this.url}; give another one`,
      );
    }
    return {
      chart: { spec: { chart: name, version, sourceRef: { kind: 'HelmRepository', ...nameOf(this.#object) } } },
    };
  }
}

/** An `OCIRepository` of Flux (source.toolkit.fluxcd.io/v1) that holds one chart. */
export class OCIRepository extends Construct implements ChartSource {
  /** Of the chart itself, with `oci://`. */
  readonly url: string;
  /** The tag that is pulled; the chart's own version. */
  readonly version: string;
  readonly #object: ApiObject;

  /** @throws if `url` is no `oci://` address, or `version` not one exact version */
  constructor(
    scope: Construct,
    id: string,
    props: ChartSourceOptions & {
      /** Of the chart itself, its name at the end. */
      readonly url: string;
      /** One exact version. */
      readonly version: string;
    },
  ) {
    super(scope, id);
    const { url, version, interval = Duration.hours(1) } = checkOptions(props, ['url', 'version', 'interval'], 'props');
    this.url = checkUrl(url, 'oci://', 'use a HelmRepository for https:// addresses');
    this.version = checkVersion(version);
    this.#object = new ApiObject(this, 'Default', {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      spec: {
        interval: goDuration('interval', interval),
        url: this.url,
        ref: { semver: this.version },
        layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
      },
    });
  }

  /** How Flux finds the chart there. @throws if it holds another chart or version */
  referTo(data: ChartData): ChartReference {
    const [wanted, held] = [`${ociUrl(data)} ${data.version}`, `${this.url} ${this.version}`];
    if (wanted !== held) {
      throw new Error(`'repository' must be that of the chart ${data.name} (${wanted}), got ${held}; give another one`);
    }
    return { chartRef: { kind: 'OCIRepository', ...nameOf(this.#object) } };
  }
}

/** The source of a chart, made once in the cdk8s chart around the construct. */
export function chartSource(construct: Construct, data: ChartData): ChartSource {
  const scope = Chart.of(construct);
  const oci = data.repository.startsWith('oci://');
  const url = oci ? ociUrl(data) : data.repository;
  const id = `chart-source-${slug(oci ? `${url} ${data.version}` : url)}`;
  const made = scope.node.tryFindChild(id);
  if (made instanceof HelmRepository || made instanceof OCIRepository) return made;
  return oci ? new OCIRepository(scope, id, { url, version: data.version }) : new HelmRepository(scope, id, { url });
}

function ociUrl({ repository, name }: ChartData): string {
  return `${repository.replace(/\/$/, '')}/${name}`;
}

function slug(url: string): string {
  return url
    .replace(/^\w+:\/\//, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function nameOf({ name, metadata }: ApiObject): { readonly name: string; readonly namespace?: string } {
  return { name, ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }) };
}

function checkUrl(url: unknown, scheme: string, remedy: string): string {
  if (typeof url === 'string' && url.startsWith(scheme) && !/[\s?#]/.test(url)) return url;
  throw refusal('url', `begin with ${scheme}`, url, remedy);
}
