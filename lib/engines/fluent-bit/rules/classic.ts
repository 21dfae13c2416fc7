import type { Finding } from '../../../findings/finding';
import { finding } from './rule';
import type { ConfigRule } from './rule';

/** What classic configuration cannot say. */
export const classic: ConfigRule = ({ format, plugins }) => {
  if (format !== 'classic') return [];
  const within = plugins.filter(({ isWithin }) => isWithin);
  return [
    finding(
      'fluent-bit/classic',
      'warning',
      'format',
      'classic',
      "'format' must be yaml from 2027 on: Fluent Bit drops classic configuration at the end of 2026",
      'leave it out',
    ),
    ...within.map(({ at }): Finding =>
      finding(
        'fluent-bit/classic-processors',
        'error',
        at,
        'a processor',
        "'processors' must be left out of classic configuration, which has none",
        'print YAML, or use filters',
      ),
    ),
  ];
};
