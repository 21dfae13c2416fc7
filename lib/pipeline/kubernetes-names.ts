import { checkFilled, refusal } from './argument';

const part = '[A-Za-z0-9](?:[-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?';
const dnsLabel = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';
const key = new RegExp(`^(?:(?=.{1,253}/)${dnsLabel}(?:\\.${dnsLabel})*/)?${part}$`);
const value = new RegExp(`^${part}$`);
const name = new RegExp(`^${dnsLabel}$`);

/** The key of a label or annotation. @throws if Kubernetes knows none such */
export function checkLabelKey(property: string, given: unknown, what: 'label' | 'annotation'): string {
  const checked = checkFilled(property, given, `name ${what === 'label' ? 'a label' : 'an annotation'}`);
  if (key.test(checked)) return checked;
  throw refusal(
    property,
    `be a key as Kubernetes has them`,
    given,
    'write letters, digits, -, _ and ., at most 63, and before it no more than a domain and /',
  );
}

/** The value of a label. @throws if Kubernetes knows none such */
export function checkLabelValue(property: string, given: unknown): string {
  const checked = checkFilled(property, given, 'write a value, a list of values, or true for any');
  if (value.test(checked)) return checked;
  throw refusal(
    property,
    'be a value as labels of Kubernetes have them',
    given,
    'write letters, digits, -, _ and ., at most 63, with a letter or digit at both ends',
  );
}

/** Names of namespaces or containers, as they were given. @throws if one is none: no pattern is, either */
export function checkDnsNames(property: string, names: readonly string[]): readonly string[] {
  const wrong = names.find((one) => !name.test(one));
  if (wrong === undefined) return names;
  throw refusal(property, 'be names of lower-case letters, digits and -, at most 63', wrong, 'write each one out');
}
