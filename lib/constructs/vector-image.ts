/** An image with a tag, and perhaps a digest. */
export type Image = `${string}:${string}`;

/**
 * The image of a Vector that a shell script can start.
 *
 * @throws if the image has no tag or digest, or is one without a shell or GNU find
 */
export function checkVectorImage(image: string): string {
  if (
    typeof image !== 'string' ||
    !/^[^\s:@][^\s@]*(:[\w][\w.-]{0,127})(@sha256:[0-9a-f]{64})?$|@sha256:[0-9a-f]{64}$/.test(image)
  ) {
    throw new TypeError(
      `'image' must have a tag or a digest, got ${JSON.stringify(image)}; write one such as 'timberio/vector:0.57.0-debian'`,
    );
  }
  const flavour = /(distroless|alpine)[\w-]*(?=@|$)/.exec(image)?.[0];
  if (flavour !== undefined) {
    throw new TypeError(
      `'image' must have a shell and GNU find, which drain the sidecar, got one of ${flavour}; use the Debian image`,
    );
  }
  return image;
}
