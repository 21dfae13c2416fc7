import { Names } from 'cdk8s';
import { refusal } from '../pipeline/argument';
import type { Construct } from 'constructs';

const longest = 53;

/**
 * The name of a Helm release: the one given, else the construct's id where it can be one, else a name made of its path.
 *
 * @throws if the name given is none for Helm
 */
export function releaseName(construct: Construct, given: string | undefined): string {
  if (given !== undefined && !isReleaseName(given)) {
    throw refusal('releaseName', `be lower-case letters, digits and -, at most ${longest}`, given, 'rename it');
  }
  const { id } = construct.node;
  return (
    given ?? (isReleaseName(id) ? id : Names.toDnsLabel(construct, { maxLen: longest }).replace(/[^a-z0-9-]/g, '-'))
  );
}

function isReleaseName(name: unknown): boolean {
  return typeof name === 'string' && name.length <= longest && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
}
