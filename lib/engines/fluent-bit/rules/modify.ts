import type { Finding } from '../../../findings/finding';
import type { ModifyOptions } from '../config/modify';
import { finding } from './rule';
import type { PluginRule } from './rule';

/** Fluent Bit takes each value for a pattern too, and does not start where it is none. */
export const modifyValues: PluginRule = ({ plugin: { type, options }, at }) => {
  if (type !== 'modify') return [];
  const { rules } = options as Partial<ModifyOptions>;
  return (rules ?? []).flatMap((rule): readonly Finding[] => {
    const value = rule.at(-1);
    if (typeof value !== 'string' || isPattern(value)) return [];
    const message = "a value of 'rules' must be a pattern, whatever it is for, or Fluent Bit does not start";
    const remedy = 'set it by Filter.recordModifier or Processor.contentModifier instead';
    return [finding('fluent-bit/modify-value', 'error', `${at}.rules`, value, message, remedy)];
  });
};

function isPattern(value: string): boolean {
  try {
    return new RegExp(value) instanceof RegExp;
  } catch {
    return false;
  }
}
