/** An image with a tag, and perhaps a digest. */
export type Image = `${string}:${string}`;

/**
 * An image that is one image: with a tag or a digest.
 *
 * @param example - one that is right
 * @throws if it has neither
 */
export function checkTagged(image: string, example: string): string {
  if (
    typeof image !== 'string' ||
    !/^[^\s:@][^\s@]*(:[\w][\w.-]{0,127})(@sha256:[0-9a-f]{64})?$|@sha256:[0-9a-f]{64}$/.test(image)
  ) {
    throw new TypeError(
      `'image' must have a tag or a digest, got ${JSON.stringify(image)}; write one such as '${example}'`,
    );
  }
  return image;
}

/**
 * An image of a version, which its tag must not contradict; a tag of the user's own says nothing of it.
 *
 * @param program - as messages call it
 * @throws if the tag is one that moves, or that of another version
 */
export function checkTagOfVersion(image: string, program: string, version: string): string {
  const tag = /:([\w.-]+)$/.exec(image.replace(/@.*/, ''))?.[1] ?? '';
  const tagged = /^v?(\d+(?:\.(?:\d+|X))+)/.exec(tag)?.[1];
  const moving = /^(latest|nightly)/.test(tag);
  if (moving || (tagged !== undefined && tagged !== version)) {
    throw new TypeError(
      `'image' must be ${program} ${version}, for which the configuration is printed, got ${moving ? tag : tagged}; ` +
        `${moving ? 'write its version as the tag, or give' : "give 'version' too, or"} an image by digest`,
    );
  }
  return image;
}
