import { Unmodelled } from '../../text/unspellable';
import type { Reader, Values } from '../../text/reader';

const name = 'grafana provisioning';

/**
 * Grafana's expansion of variables in the values of its provisioning files. The value of a variable is expanded once more,
 * so a dollar in it is lost; `$__file{…}` is not offered, as it reads files of Grafana's container.
 */
export const grafanaProvisioning: Reader = {
  name,
  fills: 'env',
  escape: (literal) => literal.replaceAll('$', '$$$$'),
  spell: (live) => `\${${live.name}}`,
  read: (text, values) =>
    text
      .split('$$')
      .map((part) => expand(expandBraced(part, values), values))
      .join('$'),
};

function expandBraced(text: string, values: Values): string {
  return text.replace(/\$(|__\w+)\{([^}]+)\}/g, (whole, expander: string, variable: string) => {
    if (expander === '' || expander === '__env') return value(values, variable);
    if (expander === '__file') throw new Unmodelled(name, '$__file');
    return whole;
  });
}

// Go's os.ExpandEnv.
function expand(text: string, values: Values): string {
  return text.replace(/\$(?:([A-Za-z_][A-Za-z0-9_]*)|([*#$@!?0-9{-]))/g, (whole, variable?: string) => {
    if (variable === undefined) throw new Unmodelled(name, `${whole} after the first expansion`);
    return value(values, variable);
  });
}

function value(values: Values, variable: string): string {
  if (variable === 'HOSTNAME' && !Object.hasOwn(values, variable)) throw new Unmodelled(name, 'HOSTNAME');
  return Object.hasOwn(values, variable) ? (values[variable] as string) : '';
}
