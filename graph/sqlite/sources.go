package sqlite

import (
	"chokepoint/graph"
	"chokepoint/graph/ledger"
)

func hashSource(s *graph.Source) uint64 {
	return hashTexts(s.Title, s.Publisher, s.URL, s.Published.String(), s.Language, s.Kind, s.CopyOf)
}

const sourceColumns = `id, title, publisher, url, published, language, kind, copy_of`

// sourceColumnsOfSchema2 read a file that had no word for what a source retells.
const sourceColumnsOfSchema2 = `id, title, publisher, url, published, language, kind, '' AS copy_of`

// scanSource reads sourceColumns, and further columns into more.
func scanSource(rows resultRow, more ...any) (graph.Source, error) {
	var s graph.Source
	var published string
	err := rows.Scan(append([]any{&s.ID, &s.Title, &s.Publisher, &s.URL, &published, &s.Language, &s.Kind, &s.CopyOf}, more...)...)
	if err != nil {
		return s, err
	}
	s.Published = graph.Beginning
	if published != "" {
		s.Published, err = graph.ParseDate(published)
	}
	return s, damaged(err)
}

// loadSources replaces the dataset's sources.
func (l *loader) loadSources() error {
	stood := ledger.NewDifference[string](0, &l.Report.Sources)
	l.sources = map[string]assertion{}
	err := each(l.ctx, l.conn, func(rows resultRow) error {
		var place, dataset int64
		s, err := scanSource(rows, &place, &dataset)
		if dataset != l.dataset {
			l.sources[s.ID] |= byOthers
			return err
		}
		l.sources[s.ID] |= before
		stood.Stand(s.ID, hashSource(&s), place)
		return err
	}, `SELECT `+sourceColumns+`, rowid, dataset FROM source_version WHERE closed IS NULL`)
	if err != nil {
		return err
	}
	insert, err := l.prepare(`INSERT INTO source_version (` + sourceColumns + `, dataset, opened) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	for i := range l.Batch.Sources {
		s := &l.Batch.Sources[i]
		l.sources[s.ID] |= byBatch
		if stood.Say(s.ID, hashSource(s)) == ledger.Unchanged {
			continue
		}
		if err := insert(s.ID, s.Title, s.Publisher, s.URL, s.Published.String(), s.Language, s.Kind, s.CopyOf, l.dataset, l.load); err != nil {
			return err
		}
	}
	_, ended := stood.Withdraw()
	return l.closeVersions("source_version", ended)
}

// closeVersions ends the recorded interval of rows of source_version or entity_version.
func (l *loader) closeVersions(table string, rowids []int64) error {
	end, err := l.prepare(`UPDATE ` + table + ` SET closed = ? WHERE rowid = ?`)
	if err != nil {
		return err
	}
	for _, rowid := range rowids {
		if err := end(l.load, rowid); err != nil {
			return err
		}
	}
	return nil
}
