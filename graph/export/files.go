package export

import "io"

// File is one of the files of an export: its name, and what writes it.
type File struct {
	Name  string
	Write func(io.Writer) error
}

// CSV are entities.csv, claims.csv and sources.csv, which load reads back as one dataset.
func (f *Facts) CSV() []File {
	return []File{
		{"entities.csv", f.whole(func(w io.Writer) error { return writeCSV(w, entityColumns, f.entityRows()) })},
		{"claims.csv", f.whole(func(w io.Writer) error { return writeCSV(w, claimColumns, f.claimRows()) })},
		{"sources.csv", f.whole(func(w io.Writer) error { return writeCSV(w, sourceColumns, f.sourceRows()) })},
	}
}

// Parquet are entities.parquet, claims.parquet and sources.parquet.
func (f *Facts) Parquet() []File {
	return []File{
		{"entities.parquet", f.whole(func(w io.Writer) error { return writeParquet(w, f.entityRows()) })},
		{"claims.parquet", f.whole(func(w io.Writer) error { return writeParquet(w, f.claimRows()) })},
		{"sources.parquet", f.whole(func(w io.Writer) error { return writeParquet(w, f.sourceRows()) })},
	}
}

// whole makes writing fail if the context ended it early.
func (f *Facts) whole(write func(io.Writer) error) func(io.Writer) error {
	return func(w io.Writer) error {
		if err := write(w); err != nil {
			return err
		}
		return f.ctx.Err()
	}
}
