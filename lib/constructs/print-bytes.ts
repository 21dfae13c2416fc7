const units = [
  ['Gi', 1024 ** 3],
  ['Mi', 1024 ** 2],
  ['Ki', 1024],
] as const;

/** Bytes as Kubernetes writes a quantity, without loss. */
export function printBytes(bytes: number): string {
  const [unit, size] = units.find(([, of]) => bytes % of === 0) ?? ['', 1];
  return `${bytes / size}${unit}`;
}
