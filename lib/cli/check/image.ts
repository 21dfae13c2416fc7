/** `docker.io/timberio/vector:0.57.0-debian@sha256:…`: its name, and the version that its tag begins with. */
export function readImage(image: string): { readonly name: string; readonly version?: string } {
  const [, repository = '', tag] = /^([^@]*?)(?::([^:/@]*))?(?:@.*)?$/.exec(image) ?? [];
  const version = versionOf(tag);
  const name = repository.split('/').at(-1) ?? '';
  return version === undefined ? { name } : { name, version };
}

/** The version that a tag begins with: `0.57.0-debian`, `v1.18.1`. */
export function versionOf(tag: unknown): string | undefined {
  return typeof tag === 'string' ? /^v?(\d+\.\d+\.\d+)/.exec(tag)?.[1] : undefined;
}
