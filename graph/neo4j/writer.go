package neo4j

// partSize is the number of rows that one transaction writes: it bounds the memory that a load takes of the server.
const partSize = 10_000

// writer writes rows in transactions of the store's part size. While one is under way, the rows of the next are made. Within a
// transaction queries run in the order in which their first rows came.
type writer struct {
	turn  *turn
	part  part
	under chan error // of the transaction under way; nil: there is none
}

// part is what goes into one transaction.
type part struct {
	queries []string
	rows    map[string][]any // by query, which finds them in $rows
	n       int
}

// add adds a row to those that a query is to write.
func (w *writer) add(query string, row properties) error {
	if w.part.rows == nil {
		w.part.rows = map[string][]any{}
	}
	rows, known := w.part.rows[query]
	if !known {
		w.part.queries = append(w.part.queries, query)
	}
	w.part.rows[query] = append(rows, row)
	if w.part.n++; w.part.n < w.turn.store.partSize {
		return nil
	}
	return w.begin()
}

// begin begins to write the part, when the one before is written.
func (w *writer) begin() error {
	if err := w.wait(); err != nil || w.part.n == 0 {
		return err
	}
	p := w.part
	w.part, w.under = part{}, make(chan error, 1)
	go func(done chan<- error) { done <- w.turn.write(p.write) }(w.under)
	return nil
}

func (w *writer) wait() error {
	if w.under == nil {
		return nil
	}
	err := <-w.under
	w.under = nil
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
		if err := tx.run(query, properties{"rows": p.rows[query]}); err != nil {
			return err
		}
	}
	return nil
}
