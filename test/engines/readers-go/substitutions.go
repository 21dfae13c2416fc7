package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/compose-spec/compose-go/v2/dotenv"
	"github.com/compose-spec/compose-go/v2/template"
	drone "github.com/drone/envsubst"
	flux "github.com/fluxcd/pkg/envsubst"
	"github.com/sirupsen/logrus"
	"helm.sh/helm/v3/pkg/strvals"
	"k8s.io/kubernetes/third_party/forked/golang/expansion"
)

// Each as the program calls it.
var substitutions = map[string]reader{
	// kustomize-controller, strict mode off.
	"flux": func(text string, values map[string]string) (string, error) {
		return flux.Eval(text, func(name string) (string, bool) { return values[name], true })
	},
	// Loki's -config.expand-env.
	"drone": func(text string, values map[string]string) (string, error) {
		return drone.Eval(text, func(name string) string { return values[name] })
	},
	"compose": func(text string, values map[string]string) (string, error) {
		return template.SubstituteWithOptions(text, lookup(values), template.WithoutLogging)
	},
	"dotenv": func(text string, values map[string]string) (string, error) {
		read, err := dotenv.UnmarshalWithLookup("KEY="+text+"\n", dotenv.LookupFn(lookup(values)))
		if err != nil {
			return "", err
		}
		return only(read)
	},
	"kubernetes": func(text string, values map[string]string) (string, error) {
		return expansion.Expand(text, expansion.MappingFuncFor(values)), nil
	},
	"set-string": func(text string, _ map[string]string) (string, error) {
		read := map[string]interface{}{}
		if err := strvals.ParseIntoString("KEY="+text, read); err != nil {
			return "", err
		}
		return only(read)
	},
	// ReplacePathValue of github.com/fluxcd/pkg/chartutil, which asks for a Kubernetes client to be built with.
	"target-path": func(text string, _ map[string]string) (string, error) {
		read := map[string]interface{}{}
		quoted := func(quote string) bool { return strings.HasPrefix(text, quote) && strings.HasSuffix(text, quote) }
		var err error
		if quoted("'") || quoted(`"`) {
			err = strvals.ParseIntoString("KEY="+strings.Trim(text, `'"`), read)
		} else {
			err = strvals.ParseInto("KEY="+text, read)
		}
		if err != nil {
			return "", err
		}
		return only(read)
	},
}

// Compose warns of each variable that is not set.
func init() { logrus.SetOutput(io.Discard) }

func lookup(values map[string]string) template.Mapping {
	return func(name string) (string, bool) {
		value, found := values[name]
		return value, found
	}
}

// The one value, if it is a string.
func only[V any](read map[string]V) (string, error) {
	if len(read) != 1 {
		return "", fmt.Errorf("%d keys instead of one", len(read))
	}
	value, isString := any(read["KEY"]).(string)
	if !isString {
		return "", fmt.Errorf("%T instead of a string", read["KEY"])
	}
	return value, nil
}
