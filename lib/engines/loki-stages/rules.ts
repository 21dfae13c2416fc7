import type { Finding, RuleId } from '../../findings/finding';
import { Extracted } from './extracted';
import { promtailRefusal } from './stage-data';
import type { StageData } from './stage-data';

/** What a rule finds, before it is told where. */
type Found = Omit<Finding, 'at'>;

/** What both agents would take, and do something else with than was meant. */
export function checkStages(stages: readonly StageData[], at: string): readonly Finding[] {
  const extracted = new Extracted();
  return stages.flatMap((stage, index) => {
    const found = [...unextracted(stage, extracted)].map((one) => ({ ...one, at: `${at}.stages[${index}]` }));
    extracted.add(stage);
    return found;
  });
}

/** What Promtail has not. */
export function checkPromtailStages(stages: readonly StageData[], at: string): readonly Finding[] {
  return stages.flatMap((stage, index): readonly Finding[] => {
    const place = `${at}.stages[${index}]`;
    const inner = (stage.settings['stages'] ?? []) as unknown as readonly StageData[];
    const refused = promtailRefusal(stage);
    if (refused === undefined) return checkPromtailStages(inner, place);
    return [
      {
        rule: 'promtail/unknown-stage',
        severity: 'error',
        at: place,
        got: refused,
        message: "'stages' must be what Promtail has",
        remedy: 'leave it out, or run the pipeline on Alloy, which has it',
      },
    ];
  });
}

const readers: { readonly [stage: string]: { readonly rule: RuleId; readonly what: string } } = {
  labels: { rule: 'loki/label-source', what: 'a label' },
  structured_metadata: { rule: 'loki/metadata-source', what: 'structured metadata' },
};

/** Labels of a field that nothing extracts; but an entry may come with a label of that name. */
function unextracted({ type, settings }: StageData, extracted: Extracted): readonly Found[] {
  const reader = readers[type.alloy];
  if (reader === undefined || settings['sourceType'] === 'structured_metadata') return [];
  return Object.entries(settings['values'] as { readonly [name: string]: string }).flatMap(([name, source]) => {
    const field = source === '' ? name : source;
    if (extracted.has(field)) return [];
    const { names } = extracted;
    return [
      {
        rule: reader.rule,
        severity: 'warning',
        got: `${name} from ${field}`,
        message: `${reader.what} must be of a field that a stage before extracts`,
        remedy:
          names.length === 0
            ? 'extract it with a stage such as json, or set the label where entries come from'
            : `extract it, or name one of ${names.join(', ')}`,
      },
    ];
  });
}
