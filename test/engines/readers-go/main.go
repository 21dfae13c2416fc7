// Readers answers with what the real programs make of a text: one JSON object a line in, one a line out.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

type question struct {
	Reader string            `json:"reader"`
	Text   string            `json:"text"`
	Values map[string]string `json:"values"`
}

type answer struct {
	Out   *string `json:"out,omitempty"`
	Error string  `json:"error,omitempty"`
}

type reader func(text string, values map[string]string) (string, error)

func main() {
	readers := map[string]reader{}
	for name, read := range substitutions {
		readers[name] = read
	}
	for name, shape := range shapes {
		readers[name] = shape.read
	}

	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	decoder := json.NewDecoder(in)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for decoder.More() {
		var asked question
		if err := decoder.Decode(&asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		read, known := readers[asked.Reader]
		if !known {
			fmt.Fprintf(os.Stderr, "no reader %q\n", asked.Reader)
			os.Exit(1)
		}
		if err := encoder.Encode(reply(read, asked)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		// Answers go out when no question waits.
		if in.Buffered() == 0 {
			out.Flush()
		}
	}
	out.Flush()
}

func reply(read reader, asked question) (answered answer) {
	defer func() {
		if cause := recover(); cause != nil {
			answered = answer{Error: fmt.Sprint("panic: ", cause)}
		}
	}()
	out, err := read(asked.Text, asked.Values)
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Out: &out}
}
