import { quote } from '../../../languages/go-template/quote';
import { LokiStage } from '../loki-stage';
import { definitions, withNeeds } from './definitions';
import type { Topology } from './topology';

/** The line as JSON: a template of its own, which prints it. */
export function jsonLine({ json }: { readonly json: readonly string[] | 'all' }, topology: Topology): void {
  topology.program.needFields();
  const guard = topology.guard;
  topology.flush();
  const name = topology.name('line');
  const body = json === 'all' ? all : given(json);
  const actions = [
    '$in := fromJson .pipeline',
    '$fields := $in.fields',
    ...(guard === undefined ? [] : [`if ${guard}`]),
  ];
  const template = [
    ...withNeeds(['json']).map((one) => definitions[one].trimStart()),
    ...actions.map((action) => `{{- ${action} }}`),
    ...body,
    ...(guard === undefined ? [] : ['{{- end }}']),
  ];
  topology.before(LokiStage.template({ source: name, template: `${template.join('\n')}{{- "" -}}` }));
  topology.before(LokiStage.output({ source: name }));
}

/** All fields, where at least one is more than null. */
const all = [
  '{{- $some := false }}',
  '{{- range $fields }}{{ if not (kindIs "invalid" .) }}{{ $some = true }}{{ end }}{{ end }}',
  '{{- if $some }}{{ template "json" $fields }}{{ end }}',
];

function given(names: readonly string[]): readonly string[] {
  return [
    '{{- $comma := "{" }}',
    ...names.map((name) => {
      const value = `(index $fields ${quote(name)})`;
      const key = quote(JSON.stringify(name));
      return `{{- if not (kindIs "invalid" ${value}) }}{{ $comma }}{{ ${key} }}:{{ template "json" ${value} }}{{ $comma = "," }}{{ end }}`;
    }),
    '{{- if eq $comma "," }}{{ "}" }}{{ end }}',
  ];
}
