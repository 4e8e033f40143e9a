// Package web is the explorer: the face of the questions in a browser. What is embedded was built from src/ by `make web` and is
// committed, so that the program needs nothing but Go. The explorer asks the HTTP interface and has no logic of its own.
package web

import (
	"embed"
	"io/fs"
)

//go:embed dist
var dist embed.FS

// Files are those of the explorer: index.html, and assets/, whose names change with their content.
func Files() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the name is constant
	}
	return files
}
