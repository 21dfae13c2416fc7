package main

import (
	"fmt"
	"strings"

	"github.com/grafana/alloy/syntax/ast"
	"github.com/grafana/alloy/syntax/token"
)

func (w *writer) body(body ast.Body) {
	w.open('[')
	for _, statement := range body {
		w.item()
		w.statement(statement)
	}
	w.close(']')
}

func (w *writer) statement(statement ast.Stmt) {
	w.open('{')
	switch node := statement.(type) {
	case *ast.AttributeStmt:
		w.kind("attribute", node.Name.NamePos)
		w.key("name")
		w.text(node.Name.Name)
		w.key("value")
		w.expression(node.Value)
	case *ast.BlockStmt:
		w.kind("block", node.NamePos)
		w.key("name")
		w.text(strings.Join(node.Name, "."))
		if node.Label != "" {
			w.key("label")
			w.text(node.Label)
		}
		w.key("body")
		w.body(node.Body)
	default:
		panic(fmt.Sprintf("unknown statement %T", node))
	}
	w.close('}')
}

func (w *writer) expression(expression ast.Expr) {
	w.open('{')
	start := ast.StartPos(expression)
	switch node := expression.(type) {
	case *ast.LiteralExpr:
		w.kind("literal", start)
		w.key("source")
		w.text(node.Value)
	case *ast.IdentifierExpr:
		w.kind("identifier", start)
		w.key("name")
		w.text(node.Ident.Name)
	case *ast.ArrayExpr:
		w.kind("array", start)
		w.expressions("items", node.Elements)
	case *ast.ObjectExpr:
		w.kind("object", start)
		w.fields(node.Fields)
	case *ast.AccessExpr:
		w.kind("access", start)
		w.operand("of", node.Value)
		w.key("name")
		w.text(node.Name.Name)
	case *ast.IndexExpr:
		w.kind("index", start)
		w.operand("of", node.Value)
		w.operand("at", node.Index)
	case *ast.CallExpr:
		w.kind("call", start)
		w.operand("of", node.Value)
		w.expressions("arguments", node.Args)
	case *ast.UnaryExpr:
		w.kind("unary", start)
		w.operator(node.Kind)
		w.operand("of", node.Value)
	case *ast.BinaryExpr:
		w.kind("binary", start)
		w.operator(node.Kind)
		w.operand("left", node.Left)
		w.operand("right", node.Right)
	case *ast.ParenExpr:
		w.kind("parentheses", start)
		w.operand("of", node.Inner)
	default:
		panic(fmt.Sprintf("unknown expression %T", node))
	}
	w.close('}')
}

func (w *writer) fields(fields []*ast.ObjectField) {
	w.key("fields")
	w.open('[')
	for _, field := range fields {
		w.item()
		w.open('{')
		w.key("name")
		w.text(field.Name.Name)
		w.operand("value", field.Value)
		w.close('}')
	}
	w.close(']')
}

func (w *writer) kind(kind string, start token.Pos) {
	w.key("kind")
	w.text(kind)
	w.key("start")
	w.number(start.Offset())
}

func (w *writer) operator(operator token.Token) {
	w.key("operator")
	w.text(operator.String())
}

func (w *writer) operand(name string, expression ast.Expr) {
	w.key(name)
	w.expression(expression)
}

func (w *writer) expressions(name string, list []ast.Expr) {
	w.key(name)
	w.open('[')
	for _, expression := range list {
		w.item()
		w.expression(expression)
	}
	w.close(']')
}
