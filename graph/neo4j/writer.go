package neo4j

// partSize is the number of rows that one transaction writes: it bounds the memory that a load takes of the server. With four times as
// many, what a transaction holds outlives so many collections of garbage that these take three times as long.
const partSize = 2_500

// writer writes rows in transactions of the store's part size. While one is under way, the rows of the next are made. Within a
// transaction queries run in the order in which their first rows came.
type writer struct {
	turn     *turn
	part     *part
	under    chan error // of the transaction under way; nil: there is none
	writing  *part      // what is under way
	returned [][]any    // rows that queries returned
}

// part is what goes into one transaction.
type part struct {
	queries []string
	rows    map[string][]any // by query, which finds them in $rows
	n       int              // of rows, by their size

	returned [][]any
}

// add adds a row to those that a query is to write.
func (w *writer) add(query string, row properties) error { return w.addSized(query, row, 1) }

// addSized is add for a row as large as so many.
func (w *writer) addSized(query string, row properties, size int) error {
	if w.part == nil {
		w.part = &part{rows: map[string][]any{}}
	}
	rows, known := w.part.rows[query]
	if !known {
		w.part.queries = append(w.part.queries, query)
	}
	w.part.rows[query] = append(rows, row)
	if w.part.n += size; w.part.n < w.turn.store.partSize {
		return nil
	}
	return w.begin()
}

// begin begins to write the part, when the one before is written.
func (w *writer) begin() error {
	if err := w.wait(); err != nil || w.part == nil {
		return err
	}
	w.writing, w.part, w.under = w.part, nil, make(chan error, 1)
	go func(p *part, done chan<- error) { done <- w.turn.write(p.write) }(w.writing, w.under)
	return nil
}

func (w *writer) wait() error {
	if w.under == nil {
		return nil
	}
	err := <-w.under
	w.returned = append(w.returned, w.writing.returned...)
	w.under, w.writing = nil, nil
	return err
}

// flush returns when all rows are written.
func (w *writer) flush() error {
	if err := w.begin(); err != nil {
		return err
	}
	return w.wait()
}

func (p *part) write(tx *transaction) error {
	for _, query := range p.queries {
		err := tx.each(query, properties{"rows": p.rows[query]}, func(row []any) error {
			p.returned = append(p.returned, row)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
