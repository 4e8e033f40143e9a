package sqlite

import (
	"chokepoint/graph"
	"chokepoint/graph/ledger"
)

func hashSource(s *graph.Source) uint64 {
	return hashTexts(s.Title, s.Publisher, s.URL, s.Published.String(), s.Language, s.Kind, s.CopyOf)
}

// loadSources replaces the dataset's sources.
func (l *loader) loadSources() error {
	stood := ledger.NewDifference[string](0, &l.Report.Sources)
	l.sources = map[string]assertion{}
	versions, err := l.stored.sourceVersions()
	if err != nil {
		return err
	}
	for i := range versions {
		switch v := &versions[i]; {
		case v.closed != 0:
		case v.dataset != l.dataset:
			l.sources[v.ID] |= byOthers
		default:
			l.sources[v.ID] |= before
			stood.Stand(v.ID, hashSource(&v.Source), v.place)
		}
	}
	insert, err := l.prepareRow("source_version")
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
	end, err := l.prepare(`UPDATE ` + table + ` SET closed = ?, checksum = checksum + ? WHERE rowid = ?`)
	if err != nil {
		return err
	}
	for _, rowid := range rowids {
		if err := end(l.load, ending(l.load), rowid); err != nil {
			return err
		}
		l.note(table, 0, ending(l.load))
	}
	return nil
}
