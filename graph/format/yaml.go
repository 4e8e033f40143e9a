package format

import "chokepoint/graph/load"

// yaml are the files that people write by hand, as in seeds/: an entity or a source each. Package load reads them, since it is them that
// its checks, lint and the schema of an editor are about.
var yaml = Format{
	Name: "yaml", Title: "seed files in YAML", Extensions: load.YAMLExtensions, Own: true, ByHand: true,
	knows: func(files []load.File, _ []byte) bool { return hasExtension(files, load.YAMLExtensions...) },
	read: func(r *Reading) {
		seeds := make([]load.File, 0, len(r.Files))
		for _, f := range r.Files {
			seed, err := f.InMemory()
			if err != nil {
				r.Fault(load.Place{File: f.Name}, "%v", err)
				continue
			}
			seeds = append(seeds, seed)
		}
		r.Add(load.YAML(seeds, r.Done))
	},
}
