import { checkOptions, checkString, refusal } from '../../pipeline/argument';
import { checkLabelKey } from '../../pipeline/kubernetes-names';

/** The pod labels that a platform says things with, by their keys. */
export interface PlatformKeys {
  /** With the value `true`, the pod's output is collected. @default '<prefix>/log.collect' */
  readonly collect: string;
  /** With the value `json`, the pod writes JSON. @default '<prefix>/log.format' */
  readonly format: string;
  /** The pool that the pod belongs to. @default '<prefix>/pool' */
  readonly pool: string;
  /** What the pod does in it: `prefill`, `decode`, … @default '<prefix>/role' */
  readonly role: string;
  /** What program runs in the pod. @default 'app.kubernetes.io/name' */
  readonly app: string;
  /** Which inference service the pod belongs to. @default 'app.kubernetes.io/instance' */
  readonly service: string;
}

const names = ['collect', 'format', 'pool', 'role', 'app', 'service'] as const;

/**
 * All keys, those that are given in place of the usual ones.
 *
 * @throws if one is none for a pod label, or stands for two things
 */
export function platformKeys(prefix: unknown, given: Partial<PlatformKeys>): PlatformKeys {
  const domain = checkPrefix(prefix);
  const usual: PlatformKeys = {
    collect: `${domain}/log.collect`,
    format: `${domain}/log.format`,
    pool: `${domain}/pool`,
    role: `${domain}/role`,
    app: 'app.kubernetes.io/name',
    service: 'app.kubernetes.io/instance',
  };
  const own = checkOptions(given, names, 'keys');
  const keys = { ...usual };
  for (const name of names) if (own[name] !== undefined) keys[name] = checkLabelKey(`keys.${name}`, own[name], 'label');
  const twice = names.find((name, index) => names.slice(0, index).some((other) => keys[other] === keys[name]));
  if (twice !== undefined) {
    throw refusal(`keys.${twice}`, 'be a pod label of its own', keys[twice], 'a label says one thing: name another');
  }
  return Object.freeze(keys);
}

const domainName = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

function checkPrefix(prefix: unknown): string {
  const checked = checkString('prefix', prefix);
  if (checked.length <= 253 && domainName.test(checked)) return checked;
  throw refusal('prefix', 'be a domain in lower case', prefix, "write what stands before the /: 'mif.moreh.io'");
}
