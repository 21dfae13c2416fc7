/** Whether a text may be told by both of two patterns, in which `*` stands for any text. */
export function mayMeet(one: string, other: string): boolean {
  const memo = new Map<number, boolean>();
  const meet = (a: number, b: number): boolean => {
    const key = a * (other.length + 1) + b;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const met = step(a, b);
    memo.set(key, met);
    return met;
  };
  const step = (a: number, b: number): boolean => {
    if (a === one.length && b === other.length) return true;
    if (one[a] === '*') return meet(a + 1, b) || (b < other.length && meet(a, b + 1));
    if (other[b] === '*') return meet(a, b + 1) || (a < one.length && meet(a + 1, b));
    return a < one.length && b < other.length && one[a] === other[b] && meet(a + 1, b + 1);
  };
  return meet(0, 0);
}
