package api

import (
	"context"

	"chokepoint/graph"
)

func (s *server) registerCatalogue() {
	type nothing struct{}
	type named struct {
		LangQuery
		ID string `path:"id"`
	}
	get(s, "/v1/sources", "list-sources", "All sources", "Catalogue", func(ctx context.Context, q *PageQuery) (graph.Sources, error) {
		return s.Engine.Sources(ctx, q.page())
	})
	get(s, "/v1/sources/{id}", "get-source", "A source and the claims that cite it", "Catalogue", func(ctx context.Context, q *named) (graph.SourceView, error) {
		return s.Engine.Source(ctx, q.ID, q.Lang)
	})
	get(s, "/v1/claims/{id}", "get-claim", "A claim", "Catalogue", func(ctx context.Context, q *named) (graph.ClaimView, error) {
		return s.Engine.Claim(ctx, q.ID, q.Lang)
	})
	type datasets struct {
		Results []graph.DatasetView `json:"results"`
		Total   int                 `json:"total"`
	}
	get(s, "/v1/datasets", "list-datasets", "What is loaded", "Catalogue", func(ctx context.Context, _ *nothing) (datasets, error) {
		results, err := s.Engine.Datasets(ctx)
		return datasets{results, len(results)}, err
	})
	get(s, "/v1/ontology", "get-ontology", "Kinds, attributes, relations and rules", "Catalogue", func(ctx context.Context, _ *nothing) (*graph.Ontology, error) {
		return s.Engine.Ontology(ctx)
	})
	get(s, "/v1/stats", "get-stats", "Counts, and which questions are answered where", "Catalogue", func(ctx context.Context, _ *nothing) (graph.Stats, error) {
		return s.Engine.Stats(ctx)
	})
}
