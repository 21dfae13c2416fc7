//go:build program

// Package program pins the Loki, and its tools, that tests push to and ask.
package program

import (
	_ "github.com/grafana/loki/v3/cmd/logcli"
	_ "github.com/grafana/loki/v3/cmd/loki"
	_ "github.com/grafana/loki/v3/cmd/lokitool"
)
