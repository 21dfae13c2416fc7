//go:build program

// Package program pins the Promtail that the contract is run on.
package program

import _ "github.com/grafana/loki/v3/clients/cmd/promtail"
