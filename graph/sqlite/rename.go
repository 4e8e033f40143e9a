package sqlite

import (
	"context"
	"time"

	"chokepoint/graph/ledger"
)

// Rename implements graph.Store. The bulk of the ledger has datasets by number: one row changes, whatever it has said.
func (s *Store) Rename(ctx context.Context, from, to string, at time.Time) (version string, err error) {
	err = s.write(ctx, func(w *sealer, stored *reading) (bool, error) {
		datasets, err := stored.datasets()
		if err != nil {
			return false, err
		}
		var names []string
		var renamed datasetRow
		for _, d := range datasets {
			if names = append(names, d.Name); d.Name == from {
				renamed = d
			}
		}
		if err := ledger.CheckRename(names, from, to); err != nil {
			return false, err
		}
		version, err = w.rename(stored, renamed, to, at)
		return err == nil, err
	})
	return version, s.explain("renaming dataset "+from, err)
}

// rename renames a dataset and notes that as a load, so that the version changes.
func (w *sealer) rename(stored *reading, d datasetRow, to string, at time.Time) (version string, err error) {
	row, err := stored.store()
	if err != nil {
		return "", err
	}
	loads, err := stored.loads()
	if err != nil {
		return "", err
	}
	d.Name = to
	checksum := w.of("dataset", d.columns()...)
	if _, err := w.conn.ExecContext(w.ctx, `UPDATE dataset SET name = ?, checksum = ? WHERE number = ?`, to, checksum, d.number); err != nil {
		return "", err
	}
	w.note("dataset", 0, checksum-d.checksum)
	insert, err := w.prepareRow("load")
	if err != nil {
		return "", err
	}
	number := int64(len(loads))
	if err := insert(number, d.number, ledger.TimeAfter(loads[number-1], at).UnixMicro()); err != nil {
		return "", err
	}
	return versionOf(row, number), w.seal(stored.seals)
}
