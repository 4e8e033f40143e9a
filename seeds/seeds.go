// Package seeds embeds the curated facts, which an empty store is filled with.
package seeds

import "embed"

// FS holds the seed files, laid out as docs/curators.md says.
//
//go:embed ontology.yaml */*.yaml
var FS embed.FS
