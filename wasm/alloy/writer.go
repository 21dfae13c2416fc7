package main

import (
	"strconv"
	"unicode/utf8"
)

// JSON, without the half megabyte of encoding/json.
type writer struct {
	out   []byte
	after bool
}

func (w *writer) open(bracket byte) {
	w.out = append(w.out, bracket)
	w.after = false
}

func (w *writer) close(bracket byte) {
	w.out = append(w.out, bracket)
	w.after = true
}

// Before each element of a list.
func (w *writer) item() {
	if w.after {
		w.out = append(w.out, ',')
	}
	w.after = false
}

func (w *writer) key(name string) {
	w.item()
	w.text(name)
	w.out = append(w.out, ':')
	w.after = false
}

func (w *writer) number(value int) {
	w.out = strconv.AppendInt(w.out, int64(value), 10)
	w.after = true
}

func (w *writer) boolean(value bool) {
	w.out = strconv.AppendBool(w.out, value)
	w.after = true
}

func (w *writer) text(value string) {
	const hex = "0123456789abcdef"
	w.out = append(w.out, '"')
	for _, char := range value {
		switch {
		case char == '"' || char == '\\':
			w.out = append(w.out, '\\', byte(char))
		case char < ' ':
			w.out = append(w.out, '\\', 'u', '0', '0', hex[char>>4], hex[char&15])
		default:
			w.out = utf8.AppendRune(w.out, char)
		}
	}
	w.out = append(w.out, '"')
	w.after = true
}
