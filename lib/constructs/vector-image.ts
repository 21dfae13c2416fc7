/** An image with a tag, and perhaps a digest. */
export type Image = `${string}:${string}`;

/**
 * The image of a Vector that a shell script can start.
 *
 * @param version - of Vector, which the image's tag must not contradict; a tag of your own says nothing of it
 * @throws if the image has no tag or digest, is one without a shell or GNU find, or of another version
 */
export function checkVectorImage(image: string, version: string): string {
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
  const tag = /:([\w.-]+)$/.exec(image.replace(/@.*/, ''))?.[1] ?? '';
  const tagged = /^v?(\d+(?:\.(?:\d+|X))+)/.exec(tag)?.[1];
  const moving = /^(latest|nightly)/.test(tag);
  if (moving || (tagged !== undefined && tagged !== version)) {
    throw new TypeError(
      `'image' must be Vector ${version}, for which the configuration is printed, got ${moving ? tag : tagged}; ` +
        `${moving ? 'write its version as the tag, or give' : "give 'version' too, or"} an image by digest`,
    );
  }
  return image;
}
