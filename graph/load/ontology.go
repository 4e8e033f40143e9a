package load

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml"

	"chokepoint/graph"
)

// Ontology reads an ontology file. The error is a Problems.
func Ontology(f File) (*graph.Ontology, error) {
	f, err := f.InMemory()
	if err != nil {
		return nil, err
	}
	o := &graph.Ontology{}
	if err := yaml.UnmarshalWithOptions(f.Text(), o, yaml.Strict()); err != nil {
		return nil, Problems{yamlProblem(f.Name, err)}
	}
	if err := o.Init(); err != nil {
		var ps Problems
		for _, line := range strings.Split(err.Error(), "\n") {
			ps = append(ps, Problem{Place{File: f.Name}, line})
		}
		return nil, ps
	}
	return o, nil
}

// yamlProblem takes the place out of an error of the YAML library.
func yamlProblem(file string, err error) Problem {
	var located yaml.Error
	if errors.As(err, &located) && located.GetToken() != nil {
		at := located.GetToken().Position
		return Problem{Place{file, at.Line, at.Column}, "this is not the YAML that is expected here: " + located.GetMessage()}
	}
	return Problem{Place{File: file}, "this is not YAML: " + err.Error()}
}
