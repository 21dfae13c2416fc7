const escaped = new WeakSet();

/** Notes that the texts in values are written for a chart: to escape them once more would mangle them. */
export function markEscaped<T extends object>(values: T): T {
  escaped.add(values);
  return values;
}

/** Whether values are escaped already. */
export function isEscaped(values: object): boolean {
  return escaped.has(values);
}
