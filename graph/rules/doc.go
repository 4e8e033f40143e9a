// Package rules draws the conclusions that the ontology's rules state (Derive), and works out when decisions bind (Bindings),
// on which most rules turn.
package rules
