import type { ByName } from './non-empty';

/** What a source knows of a record besides its line. */
export interface Origin {
  /** Of the file, as the agent sees it. */
  readonly path?: string;
  readonly namespace?: string;
  readonly pod?: string;
  readonly container?: string;
  readonly stream?: 'stdout' | 'stderr';
  readonly node?: string;
  readonly podLabels?: ByName<string>;
  readonly podAnnotations?: ByName<string>;
}

/** What a source read. */
export interface LogRecord {
  readonly line: string;
  /** RFC 3339 with up to nine digits of fraction. @default - the time of reading */
  readonly time?: string;
  /** @default - none */
  readonly fields?: ByName<unknown>;
  /** @default - nothing known */
  readonly origin?: Origin;
}
