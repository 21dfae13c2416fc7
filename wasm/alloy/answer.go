package main

import (
	"bytes"
	"errors"

	"github.com/grafana/alloy/syntax/ast"
	"github.com/grafana/alloy/syntax/diag"
	"github.com/grafana/alloy/syntax/parser"
	"github.com/grafana/alloy/syntax/printer"
)

// What is wanted besides diagnostics.
const (
	wantsFormatted = 1 << iota
	wantsTree
)

func answer(source []byte, wanted uint32) []byte {
	file, err := parser.ParseFile("", source)
	w := &writer{}
	w.open('{')
	w.key("diagnostics")
	w.diagnostics(err)
	if err == nil && wanted&wantsFormatted != 0 {
		w.key("formatted")
		w.text(format(file))
	}
	if err == nil && wanted&wantsTree != 0 {
		w.key("tree")
		w.body(file.Body)
	}
	w.close('}')
	return w.out
}

// As `alloy fmt` prints it.
func format(file *ast.File) string {
	var out bytes.Buffer
	if err := printer.Fprint(&out, file); err != nil {
		panic(err)
	}
	return out.String() + "\n"
}

func (w *writer) diagnostics(err error) {
	w.open('[')
	defer w.close(']')
	if err == nil {
		return
	}
	var all diag.Diagnostics
	if !errors.As(err, &all) {
		all = diag.Diagnostics{{Message: err.Error()}}
	}
	for _, one := range all {
		w.item()
		w.open('{')
		w.key("message")
		w.text(one.Message)
		w.key("start")
		w.number(one.StartPos.Offset)
		end := one.StartPos.Offset
		if one.EndPos.Valid() {
			end = one.EndPos.Offset
		}
		w.key("end")
		w.number(end)
		w.close('}')
	}
}
