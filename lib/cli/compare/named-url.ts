/** A Loki's url, or an expression of one, as people name it: without the path of pushes, and without what it may hold of a password. */
export function namedUrl(url: string): string {
  return url.replace(/\/loki\/api\/v1\/push$/, '').replace(/(\w+:\/\/)[^/]*@/, '$1');
}
