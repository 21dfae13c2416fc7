/**
 * Templates that programs call, each with a dict of `of` (a value of JSON, or nothing), `to` (a dict) and `as` (the key that
 * is set in it, or removed where there is nothing to set).
 *
 * A number whose spelling matters, since a float would lose it, is an object of one key, U+0001, with its spelling.
 */
export const definitions = {
  /** The text of a value. */
  text: `
{{- define "text" }}
  {{- $_ := unset .to .as }}
  {{- if kindIs "string" .of }}{{ $_ := set .to .as .of }}
  {{- else if kindIs "bool" .of }}{{ $_ := set .to .as (toString .of) }}
  {{- else if kindIs "float64" .of }}{{ template "float" . }}
  {{- else if kindIs "map" .of }}
    {{- $spelling := index .of "\\u0001" }}
    {{- if kindIs "string" $spelling }}
      {{- $_ := set . "of" (float64 $spelling) }}
      {{- $digits := trimPrefix "-" $spelling }}
      {{- $most := ternary "9223372036854775807" "9223372036854775808" (eq $digits $spelling) }}
      {{- if not (regexMatch "^[0-9]+$" $digits) }}{{ template "float" . }}
      {{- else if eq $spelling "-0" }}{{ $_ := set .to .as "-0" }}
      {{- else if or (lt (len $digits) 19) (and (eq (len $digits) 19) (le $digits $most)) }}
        {{- $_ := set .to .as $spelling }}
      {{- else }}{{ template "float" . }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}`,
  /** The text of a float: shortest digits without exponent; none beyond 2^53, where not every whole number is one. */
  float: `
{{- define "float" }}
  {{- if and (le .of 9007199254740992.0) (ge .of -9007199254740992.0) }}
    {{- $parts := splitList "e-" (toJson .of) }}
    {{- $text := index $parts 0 }}
    {{- if gt (len $parts) 1 }}
      {{- $digits := trimPrefix "-" $text | replace "." "" }}
      {{- $zeros := repeat (sub (index $parts 1 | atoi) 1 | int) "0" }}
      {{- $text = print (ternary "-0." "0." (hasPrefix "-" $text)) $zeros $digits }}
    {{- end }}
    {{- $_ := set .to .as $text }}
  {{- end }}
{{- end }}`,
  /** The number that a value is; with \`decimal\`, also the one that its plain decimal text means. */
  number: `
{{- define "number" }}
  {{- $_ := unset .to .as }}
  {{- if kindIs "float64" .of }}{{ $_ := set .to .as .of }}
  {{- else if and .decimal (kindIs "string" .of) }}
    {{- if and (lt (len .of) 18) (regexMatch "^-?[0-9]+([.][0-9]+)?$" .of) }}
      {{- if lt (len (regexReplaceAllLiteral "[-.]" .of "")) 16 }}{{ $_ := set .to .as (float64 .of) }}{{ end }}
    {{- end }}
  {{- else if kindIs "map" .of }}
    {{- if hasKey .of "\\u0001" }}{{ $_ := set .to .as (float64 (index .of "\\u0001")) }}{{ end }}
  {{- end }}
{{- end }}`,
  /** Whether a value holds a number that a float may not hold exactly. */
  large: `
{{- define "large" }}
  {{- if kindIs "float64" .of }}
    {{- if or (ge .of 9007199254740992.0) (le .of -9007199254740992.0) }}{{ $_ := set .to .as true }}{{ end }}
  {{- else if or (kindIs "map" .of) (kindIs "slice" .of) }}
    {{- $to := .to }}{{- $as := .as }}
    {{- range .of }}{{ template "large" (dict "of" . "to" $to "as" $as) }}{{ end }}
  {{- end }}
{{- end }}`,
  /** Whether a value nests deeper than 127. */
  deep: `
{{- define "deep" }}
  {{- $level := list .of }}
  {{- range until 127 }}
    {{- $next := list }}
    {{- range $level }}{{ range . }}
      {{- if or (kindIs "map" .) (kindIs "slice" .) }}{{ $next = append $next . }}{{ end }}
    {{- end }}{{ end }}
    {{- $level = $next }}
  {{- end }}
  {{- if $level }}{{ $_ := set .to .as true }}{{ end }}
{{- end }}`,
  /** Prints a value as JSON: keys sorted, whole numbers as digits, others with a point or an exponent. */
  json: `
{{- define "json" }}
  {{- if kindIs "map" . }}
    {{- $spelling := index . "\\u0001" }}
    {{- if kindIs "string" $spelling }}{{ template "spelled" $spelling }}
    {{- else }}{{ "{" }}
      {{- $comma := "" }}
      {{- range $key, $value := . }}{{ $comma }}{{ template "string" $key }}:{{ template "json" $value }}
        {{- $comma = "," }}
      {{- end }}{{ "}" }}
    {{- end }}
  {{- else if kindIs "slice" . }}{{ "[" }}
    {{- range $index, $value := . }}{{ if $index }},{{ end }}{{ template "json" $value }}{{ end }}{{ "]" }}
  {{- else if kindIs "string" . }}{{ template "string" . }}
  {{- else if kindIs "float64" . }}{{ toJson . }}{{ if eq (toJson .) "-0" }}.0{{ end }}
  {{- else }}{{ toJson . }}
  {{- end }}
{{- end }}`,
  /** Go escapes two characters more than the model says. */
  string: `
{{- define "string" }}
  {{- $parts := list }}
  {{- range $index, $line := splitList "\\u2028" . }}
    {{- if $index }}{{ $parts = append $parts "\\u2028" }}{{ end }}
    {{- range $at, $part := splitList "\\u2029" $line }}
      {{- if $at }}{{ $parts = append $parts "\\u2029" }}{{ end }}
      {{- $parts = append $parts (toRawJson $part | trimPrefix "\\"" | trimSuffix "\\"") }}
    {{- end }}
  {{- end }}
  {{- "\\"" }}{{ join "" $parts }}{{ "\\"" }}
{{- end }}`,
  /** Prints a number by its spelling. */
  spelled: `
{{- define "spelled" }}
  {{- $text := dict }}
  {{- template "text" (dict "of" (dict "\\u0001" .) "to" $text "as" "whole") }}
  {{- $printed := toJson (float64 .) }}
  {{- $digits := trimPrefix "-" $printed }}
  {{- $sign := ternary "-" "" (hasPrefix "-" $printed) }}
  {{- if and (hasKey $text "whole") (regexMatch "^-?[0-9]+$" .) (ne . "-0") }}{{ $text.whole }}
  {{- else if contains "e" $digits }}{{ $printed }}
  {{- else if hasPrefix "0.00000" $digits }}
    {{- $digits = trimPrefix "0.00000" $digits }}
    {{- $sign }}{{ substr 0 1 $digits }}{{ if gt (len $digits) 1 }}.{{ substr 1 -1 $digits }}{{ end }}e-6
  {{- else if contains "." $digits }}{{ $printed }}
  {{- else if lt (len $digits) 17 }}{{ $printed }}.0
  {{- else }}
    {{- $rest := regexReplaceAllLiteral "0+$" (substr 1 -1 $digits) "" }}
    {{- $sign }}{{ substr 0 1 $digits }}{{ if $rest }}.{{ $rest }}{{ end }}e+{{ sub (len $digits) 1 }}
  {{- end }}
{{- end }}`,
} as const;

export type Definition = keyof typeof definitions;

const needs: Readonly<Partial<Record<Definition, readonly Definition[]>>> = {
  text: ['float'],
  json: ['spelled', 'string'],
  spelled: ['text'],
};

/** The definitions and what they call, each once. */
export function withNeeds(names: Iterable<Definition>): readonly Definition[] {
  const all = new Set<Definition>();
  const visit = (name: Definition): void => {
    if (all.has(name)) return;
    all.add(name);
    needs[name]?.forEach(visit);
  };
  for (const name of names) visit(name);
  return [...all];
}
