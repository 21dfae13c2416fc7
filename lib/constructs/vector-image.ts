import { checkTagged, checkTagOfVersion } from './image';

/**
 * The image of a Vector that a shell script can start.
 *
 * @param version - of Vector, which the image's tag must not contradict; a tag of your own says nothing of it
 * @throws if the image has no tag or digest, is one without a shell or GNU find, or of another version
 */
export function checkVectorImage(image: string, version: string): string {
  checkTagged(image, 'timberio/vector:0.57.0-debian');
  const flavour = /(distroless|alpine)[\w-]*(?=@|$)/.exec(image)?.[0];
  if (flavour !== undefined) {
    throw new TypeError(
      `'image' must have a shell and GNU find, which drain the sidecar, got one of ${flavour}; use the Debian image`,
    );
  }
  return checkTagOfVersion(image, 'Vector', version);
}
