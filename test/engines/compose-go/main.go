// Compose answers with what docker compose makes of files that lie one over the other: one JSON object a line in, one a line out.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/sirupsen/logrus"
)

type question struct {
	// The text of each file, the lowest first.
	Text   string            `json:"text"`
	Values map[string]string `json:"values"`
}

type answer struct {
	Out   *string `json:"out,omitempty"`
	Error string  `json:"error,omitempty"`
}

func main() {
	logrus.SetLevel(logrus.ErrorLevel)
	decoder := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	for decoder.More() {
		var asked question
		if err := decoder.Decode(&asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := encoder.Encode(reply(asked)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func reply(asked question) answer {
	out, err := load(asked)
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Out: &out}
}

// As `docker compose -f … -f … config` does it.
func load(asked question) (string, error) {
	var texts []string
	if err := json.Unmarshal([]byte(asked.Text), &texts); err != nil {
		return "", err
	}
	details := types.ConfigDetails{WorkingDir: "/project", Environment: asked.Values}
	for index, text := range texts {
		name := fmt.Sprintf("/project/%d.yaml", index)
		details.ConfigFiles = append(details.ConfigFiles, types.ConfigFile{Filename: name, Content: []byte(text)})
	}
	project, err := loader.LoadWithContext(context.Background(), details, func(options *loader.Options) {
		options.SetProjectName("project", true)
	})
	if err != nil {
		return "", err
	}
	read, err := project.MarshalJSON()
	return string(read), err
}
