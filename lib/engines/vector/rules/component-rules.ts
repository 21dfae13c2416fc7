import { bufferMinimum, dropsWhenFull } from './buffers';
import type { ComponentRule } from './judged-component';
import { lokiCompression, structuredMetadata } from './loki';
import { confinement, fieldsUnread, optOutKnown } from './templates';

/** What holds for each component by itself, built here or found in a file. */
export const componentRules: readonly ComponentRule[] = [
  fieldsUnread,
  confinement,
  optOutKnown,
  bufferMinimum,
  lokiCompression,
  structuredMetadata,
  dropsWhenFull,
];
