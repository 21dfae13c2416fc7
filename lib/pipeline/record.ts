import type { ByName } from './non-empty';

/** What a source knows of a record besides its line. */
export interface Origin {
  /** Of the file, as the agent sees it. */
  readonly path?: string;
  /** Of the pod. */
  readonly namespace?: string;
  /** The pod's name. */
  readonly pod?: string;
  /** The container's name within the pod. */
  readonly container?: string;
  /** Which output of the container. */
  readonly stream?: 'stdout' | 'stderr';
  /** The node that the pod ran on. */
  readonly node?: string;
  /** Labels of the pod, by key. */
  readonly podLabels?: ByName<string>;
  /** Annotations of the pod, by key. */
  readonly podAnnotations?: ByName<string>;
}

/** What a source read. */
export interface LogRecord {
  /** Without the break at its end. */
  readonly line: string;
  /** RFC 3339 with up to nine digits of fraction. @default - the time of reading */
  readonly time?: string;
  /** What is known of it already: JSON by name. @default - none */
  readonly fields?: ByName<unknown>;
  /** Where it was read. @default - nothing known */
  readonly origin?: Origin;
}
