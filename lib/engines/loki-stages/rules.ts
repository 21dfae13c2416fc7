import type { Finding, RuleId } from '../../findings/finding';
import { Extracted } from './extracted';
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

/** As Loki comes. */
const mostLabels = 15;

/** More labels than Loki takes. */
export function checkLabels(stages: readonly StageData[], at: string): readonly Finding[] {
  const labels = new Set<string>();
  for (const { type, settings } of stages) {
    const values = settings['values'] ?? {};
    const names = (Array.isArray(values) ? values : Object.keys(values as object)) as readonly string[];
    if (type.alloy === 'labels' || type.alloy === 'static_labels') for (const label of names) labels.add(label);
    if (type.alloy === 'label_drop') for (const label of names) labels.delete(label);
    if (type.alloy === 'label_keep') for (const label of labels) if (!names.includes(label)) labels.delete(label);
  }
  if (labels.size <= mostLabels) return [];
  return [
    {
      rule: 'loki/label-limit',
      severity: 'error',
      at,
      got: `${labels.size}: ${[...labels].join(', ')}`,
      message: `labels must be at most ${mostLabels}, or Loki refuses the entry`,
      remedy: 'put some of them into structured metadata',
    },
  ];
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
