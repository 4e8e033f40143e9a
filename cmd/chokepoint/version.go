package main

import (
	"cmp"
	"runtime/debug"
)

// version is that of a release, which scripts/build.sh sets.
var version string

// programVersion is the version of the program: that of a release, else what the build knows of itself.
func programVersion() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	return cmp.Or(info.Main.Version, "unknown")
}
