package mcp

import _ "embed"

// instructions are what a model reads before it calls anything.
//
//go:embed instructions.md
var instructions string
