package main

import (
	"fmt"
	"strings"

	flux "github.com/fluxcd/pkg/envsubst"
	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	"sigs.k8s.io/yaml"
)

// A shape is a template as official charts have them, and the way from a value to what the program is given.
type shape struct {
	template string
	// Puts the text where the chart expects it.
	values func(text string) map[string]interface{}
	// Takes what the program is given out of the rendered manifest.
	take func(rendered string) (string, error)
}

func value(text string) map[string]interface{} { return map[string]interface{}{"x": text} }

// The text beside others, in a list and an object, as in a configuration.
func nested(text string) map[string]interface{} {
	return map[string]interface{}{"x": map[string]interface{}{
		"a":    "b",
		"list": []interface{}{map[string]interface{}{"key": text, "z": 1}, text},
		"text": text,
	}}
}

func whole(rendered string) (string, error) { return rendered, nil }

var shapes = map[string]shape{
	"tpl0": {`{{ .Values.x }}`, value, whole},
	"tpl1": {`{{ tpl .Values.x . }}`, value, whole},
	"tpl2": {`{{ tpl (tpl .Values.x .) . }}`, value, whole},

	// A value without tpl, as env and args are.
	"toYaml": {"x:\n  {{- toYaml .Values.x | nindent 2 }}\n", nested, func(rendered string) (string, error) {
		return takeNested(rendered, "x")
	}},

	// alloy, and the podTemplate of airflow.
	"alloy":   {"data:\n  x: |- {{- (tpl  .Values.x .) | nindent 4 }}\n", value, takeData},
	"airflow": {"data:\n  x: |-\n    {{- if .Values.x }}\n      {{- tpl .Values.x . | nindent 4 }}\n    {{- end }}\n", value, takeData},
	// extraFiles of fluent-bit.
	"fluent-bit": {"data:\n  {{- range $key, $val := .Values }}\n  {{ $key }}: |\n    {{- (tpl $val $) | nindent 4 }}\n  {{- end }}\n  after: it\n", value, takeData},
	// config.file of promtail, in a Secret's stringData.
	"promtail": {"stringData:\n  x: |\n    {{- tpl .Values.x . | nindent 4 }}\n", value, func(rendered string) (string, error) {
		return takeData(strings.Replace(rendered, "stringData:", "data:", 1))
	}},

	// customConfig of vector.
	"vector": {"data:\n  x: |\n    {{- if typeIs \"string\" .Values.x -}}\n    {{ tpl .Values.x . | nindent 4 }}\n    {{- else -}}\n" +
		"    {{ tpl (toYaml .Values.x) . | nindent 4 }}\n    {{- end }}\n", nested, takeDocument},
	// structuredConfig of loki: one pass over all.
	"loki1": {lokiTemplate, func(text string) map[string]interface{} {
		return map[string]interface{}{"limits": map[string]interface{}{}, "structured": nested(text)}
	}, takeConfig},
	// limits_config of loki: a pass of its own, then the one over all.
	"loki2": {lokiTemplate, func(text string) map[string]interface{} {
		return map[string]interface{}{"limits": nested(text), "structured": map[string]interface{}{}}
	}, takeLimits},
}

const lokiTemplate = `{{- define "calculated" -}}
{{ tpl (mergeOverwrite (tpl (printf "limits:\n  {{- tpl (toYaml .Values.limits) . | nindent 2 }}\n") . | fromYaml) .Values.structured | toYaml) . }}
{{- end -}}
data:
  x: |
    {{- include "calculated" . | nindent 4 }}
`

func init() {
	// A HelmRelease after Flux's substitution, its values passed through tpl that often.
	for passes := 0; passes <= 2; passes++ {
		name := fmt.Sprintf("tpl%d", passes)
		shapes["release-"+name] = shape{template: shapes[name].template, take: whole}
	}
}

func (s shape) read(text string, values map[string]string) (string, error) {
	given := map[string]interface{}{}
	if s.values == nil {
		released, err := substituted(text, values)
		if err != nil {
			return "", err
		}
		given = released
	} else {
		given = s.values(text)
	}
	loaded := &chart.Chart{
		Metadata:  &chart.Metadata{APIVersion: "v2", Name: "x", Version: "1.0.0"},
		Templates: []*chart.File{{Name: "templates/x.yaml", Data: []byte(s.template)}},
	}
	release := chartutil.ReleaseOptions{Name: values[".Release.Name"], Namespace: "default", IsInstall: true}
	top, err := chartutil.ToRenderValues(loaded, given, release, chartutil.DefaultCapabilities)
	if err != nil {
		return "", err
	}
	rendered, err := engine.Render(loaded, top)
	if err != nil {
		return "", err
	}
	return s.take(rendered["x/templates/x.yaml"])
}

// As kustomize-controller does: the object written as YAML, substituted, read again.
func substituted(document string, values map[string]string) (map[string]interface{}, error) {
	var object map[string]interface{}
	if err := yaml.Unmarshal([]byte(document), &object); err != nil {
		return nil, err
	}
	written, err := yaml.Marshal(object)
	if err != nil {
		return nil, err
	}
	read, err := flux.Eval(string(written), func(name string) (string, bool) { return values[name], true })
	if err != nil {
		return nil, err
	}
	var release struct {
		Spec struct {
			Values map[string]interface{} `json:"values"`
		} `json:"spec"`
	}
	if err := yaml.Unmarshal([]byte(read), &release); err != nil {
		return nil, err
	}
	return release.Spec.Values, nil
}

func takeData(rendered string) (string, error) {
	var manifest struct {
		Data map[string]string `json:"data"`
	}
	if err := yaml.Unmarshal([]byte(rendered), &manifest); err != nil {
		return "", err
	}
	return manifest.Data["x"], nil
}

func takeDocument(rendered string) (string, error) {
	data, err := takeData(rendered)
	if err != nil {
		return "", err
	}
	return takeNested(data)
}

func takeConfig(rendered string) (string, error) {
	data, err := takeData(rendered)
	if err != nil {
		return "", err
	}
	return takeNested(data, "x")
}

func takeLimits(rendered string) (string, error) {
	data, err := takeData(rendered)
	if err != nil {
		return "", err
	}
	return takeNested(data, "limits", "x")
}

// The text that nested put there, if all of its places still hold the same.
func takeNested(document string, path ...string) (string, error) {
	var at map[string]interface{}
	if err := yaml.Unmarshal([]byte(document), &at); err != nil {
		return "", err
	}
	for _, key := range path {
		inner, isMap := at[key].(map[string]interface{})
		if !isMap {
			return "", fmt.Errorf("no object at %s", key)
		}
		at = inner
	}
	text, isString := at["text"].(string)
	if !isString {
		return "", fmt.Errorf("%T instead of a string", at["text"])
	}
	list, isList := at["list"].([]interface{})
	if !isList || len(list) != 2 || list[1] != text || at["a"] != "b" {
		return "", fmt.Errorf("not the same in a list")
	}
	item, isMap := list[0].(map[string]interface{})
	if !isMap || item["key"] != text {
		return "", fmt.Errorf("not the same in an object")
	}
	return text, nil
}
