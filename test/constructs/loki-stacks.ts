import { App, Chart, Duration, Size, Testing } from 'cdk8s';
import { Secret } from 'cdk8s-plus-28';
import { LokiStack, ObjectBucketClaim, Rate } from 'cdk8s-logging';
import type { LokiOnBucket, LokiOnDisk, LokiStackOptions, LokiUser } from 'cdk8s-logging';

/** An object that was written. */
export interface Written {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Json; readonly annotations?: Json };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec: Json;
}
export type Json = Readonly<Record<string, unknown>>;

/** A chart, in an app of its own. */
export function emptyChart(): Chart {
  return new Chart(new App({ outdir: '/nowhere' }), 'logging', { namespace: 'logging' });
}

/** A Loki as small as they are. */
export function onDisk(chart: Chart, options: Partial<LokiStackOptions & LokiOnDisk> = {}): LokiStack {
  return new LokiStack(chart, 'loki', {
    name: 'loki',
    disk: Size.gibibytes(10),
    ingest: Rate.kilobytesPerSecond(100),
    retention: Duration.days(7),
    ...options,
  });
}

/** Three on a bucket that Rook makes. */
export function onBucket(chart: Chart, options: Partial<LokiStackOptions & LokiOnBucket> = {}): LokiStack {
  return new LokiStack(chart, 'loki', {
    name: 'loki',
    bucket: options.bucket ?? new ObjectBucketClaim(chart, 'bucket', { name: 'loki-bucket', storageClassName: 'rook' }),
    replicas: 3,
    ingest: Rate.megabytesPerSecond(1),
    retention: Duration.days(30),
    ...options,
  });
}

/** Who says a password. */
export function user(chart: Chart, name: string, tenant = name): LokiUser {
  const password = { secret: Secret.fromSecretName(chart, `password-of-${name}`, `loki-${name}`), key: 'password' };
  return { tenant, user: name, password };
}

/** What is written of a chart. */
export function written(chart: Chart): {
  readonly all: readonly Written[];
  one(kind: string, name?: string): Written;
  of(kind: string): readonly Written[];
} {
  const all = Testing.synth(chart) as Written[];
  const of = (kind: string): readonly Written[] => all.filter((object) => object.kind === kind);
  return {
    all,
    of,
    one(kind, name) {
      const found = of(kind).find(({ metadata }) => name === undefined || metadata.name === name);
      if (found === undefined) throw new Error(`there is no ${kind} ${name ?? ''}`);
      return found;
    },
  };
}

/** The ids of the rules that found something. */
export function rulesOf(stack: LokiStack): readonly string[] {
  return stack.findings.map(({ rule }) => rule);
}
