package load

import (
	"fmt"
	"testing"

	"chokepoint/graph"
)

// folder makes n seed files: a third are sources, the others companies with three claims each, whose names are made of the
// same few words, as those of companies are.
func folder(n int) []File {
	first := []string{"Advanced", "Pacific", "Nippon", "United", "General", "Silicon", "Global", "Eastern", "Shin", "Tokyo"}
	second := []string{"Micro", "Semi", "Opto", "Photo", "Electro", "Nano", "Quantum", "Crystal", "Laser", "Plasma"}
	third := []string{"Materials", "Devices", "Chemical", "Precision", "Systems", "Industries", "Works", "Instruments", "Gases", "Optics"}
	words := []string{"alpha", "bravo", "carbon", "delta", "ember", "falcon", "garnet", "harbor", "indigo", "jasper", "kestrel", "lumen"}
	var files []File
	entities := n - n/3
	for i := range n / 3 {
		files = append(files, File{Name: fmt.Sprintf("sources/source-%d.yaml", i), Data: fmt.Appendf(nil,
			"id: source-%d\ntitle: Report number %d\npublisher: A publisher\nurl: https://example.org/%d\nkind: press\npublished: 2024-05\n", i, i, i)})
	}
	for i := range entities {
		name := fmt.Sprintf("%s %s %s of %s %s Inc.", first[i%10], second[i/10%10], third[i/100%10], words[i/1000%12], words[i/12000%12])
		text := fmt.Appendf(nil, "id: company-%d\nkind: company\nname: %s\naliases: [\"C%d\", \"%s %d\"]\nclaims:\n", i, name, i, first[i%10], i)
		for c := 1; c <= 3; c++ {
			text = fmt.Appendf(text, "  - supplied_by: company-%d\n    valid_from: 202%d-01\n    share: 0.%d\n    source: {id: source-%d, locator: p. %d}\n",
				(i+7*c)%entities, c, c, (i+c)%(n/3), c)
		}
		files = append(files, File{Name: fmt.Sprintf("companies/company-%d.yaml", i), Data: text})
	}
	return files
}

// BenchmarkYAML reads and checks a folder of seed files. Twice the files take twice the time.
func BenchmarkYAML(b *testing.B) {
	o := testOntology(b)
	for _, n := range []int{3000, 6000, 12000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			files := folder(n)
			for b.Loop() {
				options := Options{Dataset: graph.Dataset{Name: "test"}, Ontology: o, ByHand: true, NamedFiles: true}
				if _, err := YAML(files, nil).Batch(options); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
