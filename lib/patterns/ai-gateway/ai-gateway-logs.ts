import { allOf, anyOf, not } from '../../pipeline/condition';
import { checkNames, checkOptions } from '../../pipeline/argument';
import { checkLabelValue } from '../../pipeline/kubernetes-names';
import { field, fields, firstOf, line, origin } from '../../pipeline/ref';
import { levels } from '../../pipeline/level-table';
import { Source } from '../../pipeline/source';
import { Stage } from '../../pipeline/stage';
import { platformKeys } from './platform-keys';
import type { Condition } from '../../pipeline/condition';
import type { NonEmpty } from '../../pipeline/non-empty';
import type { Ref } from '../../pipeline/ref';
import type { PlatformKeys } from './platform-keys';

/** How a platform differs from MIF, Moreh's inference framework. */
export interface AiGatewayLogsProps {
  /** The domain of the platform's own pod labels. @default 'mif.moreh.io' */
  readonly prefix?: string;
  /** Pod labels that are called otherwise, by their whole keys. @default - as {@link PlatformKeys} */
  readonly keys?: Partial<PlatformKeys>;
  /**
   * `app.kubernetes.io/name` of pods that are always collected, and write JSON: their operator lets nobody put labels on them.
   *
   * @default ['aigateway']
   */
  readonly gateways?: NonEmpty<string>;
  /** Only pods in these. @default - every namespace */
  readonly namespaces?: NonEmpty<string>;
}

/** The labels of {@link AiGatewayLogs}. */
export type AiGatewayLabel = 'namespace' | 'inference_service' | 'pool_name' | 'role' | 'node_name' | 'app' | 'level';

/**
 * What is known of the logs of an inference platform behind an AI gateway: pods that opt in by a label, and the gateway itself, which
 * cannot and is always collected. A pod that is both is collected once; nothing else is.
 *
 *     const logs = new AiGatewayLogs();
 *     new LogPipeline('inference', {
 *       sources: logs.sources,
 *       stages: logs.stages,
 *       sinks: [Sink.loki(loki, { labels: logs.labels, structuredMetadata: logs.structuredMetadata })],
 *     });
 */
export class AiGatewayLogs {
  /** Pods with `mif.moreh.io/log.collect=true`, and those of the gateways. */
  readonly sources: NonEmpty<Source>;
  /** Whether a pod writes JSON: it says so by `mif.moreh.io/log.format=json`, or is one of the gateways. */
  readonly writesJson: Condition;
  /**
   * Of pods that write JSON, and of lines that are an object: takes Go's `msg` and `time` for `message` and `timestamp` where those
   * are not there; `trace_id` and `request_id` from the spans of Rust's tracing, the innermost first, four deep; the event's time from
   * `timestamp`; one of six levels from `level`. The line becomes JSON with every field. Any other line stays as it was written; so
   * does one with a number of 19 digits or more, which a double does not hold. Drops nothing.
   */
  readonly stages: NonEmpty<Stage>;
  /** Few values each. A level that is none of the six is in the line, and no label. */
  readonly labels: { readonly [L in AiGatewayLabel]: Ref };
  /** `pod` and `container`: which of several that do the same it was. */
  readonly structuredMetadata: { readonly pod: Ref; readonly container: Ref };

  /** @throws if a key or value is none for a pod label, or a key stands for two things */
  constructor(props: AiGatewayLogsProps = {}) {
    const {
      prefix = 'mif.moreh.io',
      keys = {},
      gateways = ['aigateway'],
      namespaces,
    } = checkOptions(props, ['prefix', 'keys', 'gateways', 'namespaces'], 'props');
    const { collect, format, pool, role, app, service } = platformKeys(prefix, keys);
    const named = checkNames('gateways', gateways, "name a gateway's app, or leave it out").map((name) =>
      checkLabelValue('gateways', name),
    ) as [string, ...string[]];
    const within = namespaces === undefined ? {} : { namespaces };

    this.sources = Object.freeze([
      Source.pods({ ...within, labels: { [collect]: 'true' } }),
      Source.pods({ ...within, labels: { [app]: named.length === 1 ? named[0] : named } }),
    ] as const);
    this.writesJson = anyOf(origin.podLabel(app).is(...named), origin.podLabel(format).is('json'));
    this.stages = Object.freeze([Stage.when(this.writesJson, ...jsonStages())] as const);
    this.labels = Object.freeze({
      namespace: origin.namespace,
      inference_service: origin.podLabel(service),
      pool_name: origin.podLabel(pool),
      role: origin.podLabel(role),
      node_name: origin.node,
      app: origin.podLabel(app),
      ...fields('level'),
    });
    this.structuredMetadata = Object.freeze({ pod: origin.pod, container: origin.container });
    Object.freeze(this);
  }
}

function jsonStages(): NonEmpty<Stage> {
  return [
    Stage.parseJson(),
    promoted('msg', 'message'),
    promoted('time', 'timestamp'),
    Stage.set({ trace_id: inSpans('trace_id'), request_id: inSpans('request_id') }),
    Stage.time(field('timestamp')),
    Stage.level('level'),
    Stage.when(not(line.matches(longNumber)), Stage.line({ json: 'all' })),
    // Behind the line, so that it is in there: a log cannot make more streams.
    Stage.when(not(field('level').is(...levels)), Stage.remove('level')),
  ];
}

/** A hash of 64 bits may be one: as a double it is another number. */
const longNumber = /[:,[]\s*-?\d{19}/;

function promoted(from: string, to: string): Stage {
  return Stage.when(allOf(field(from).exists(), not(field(to).exists())), Stage.rename({ [from]: to }));
}

/** A field of the event, else of the span that it is in, else of one of the spans around that: the outermost is the first of them. */
function inSpans(name: string): Ref {
  const spans = [3, 2, 1, 0].map((index) => field('spans', index, name));
  return firstOf(field(name), field('span', name), ...spans);
}
