import type { SourceOf } from '../../../pipeline/source-spec';
import { forward } from '../config/forward';
import { lua } from './code';
import type { Reader } from './reader';
import { Scope } from './scope';
import type { Needs } from './scope';
import { stored } from './stored';

/** Where Docker's logging driver `fluentd` sends to. */
export const dockerPort = 24_224;

/** Takes what Docker's logging driver `fluentd` sends of each container that it is set for, whatever tag it has there. */
export function readDocker(name: string, { maxLineBytes }: SourceOf<'docker'>, needs: Needs): Reader {
  const scope = new Scope(needs);
  return {
    tag: name,
    inputs: [forward({ ...stored, tag: name, listen: '0.0.0.0', port: dockerPort })],
    filters: [],
    read: scope.around(lua`${scope.of('container', 'docker')}(${maxLineBytes})`),
  };
}
