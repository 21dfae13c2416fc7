import type { Component } from './config/component';

/**
 * Sources that wait until a sink has delivered what they read, in every version: a file source and journald then move their
 * checkpoint, the others answer their sender. All others take what they have read for delivered.
 */
export const acknowledgingSources: ReadonlySet<string> = new Set([
  'file',
  'fluent',
  'http_server',
  'journald',
  'opentelemetry',
  'vector',
]);

/** Whether a source waits until what it read is delivered. */
export function acknowledges({ section, type, options }: Component): boolean {
  if (section !== 'sources' || !acknowledgingSources.has(type)) return false;
  // A unix socket has no way to answer.
  return type !== 'fluent' || options['mode'] !== 'unix';
}
