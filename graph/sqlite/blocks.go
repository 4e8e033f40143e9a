package sqlite

import "encoding/json"

// blockWriter writes the claims of one load, a block at a time, and where they are.
type blockWriter struct {
	insert   func(args ...any) error
	mentions mentions
	dataset  int64
	load     int64
	number   int64 // of the block that is being filled
	text     []byte
	size     int
	scratch  []byte
}

func (w *blockWriter) begin(l *loader) (err error) {
	w.dataset, w.load = l.dataset, l.load
	if err := l.conn.QueryRowContext(l.ctx, `SELECT coalesce(max(number), 0) + 1 FROM block`).Scan(&w.number); err != nil {
		return err
	}
	if w.insert, err = l.prepareRow("block"); err != nil {
		return err
	}
	w.mentions.insert, err = l.prepareRow("mention")
	return err
}

func (w *blockWriter) write(r *row) error {
	separator := byte(',')
	if w.size == 0 {
		separator = '['
	}
	w.text = appendRow(append(w.text, separator), r)
	if err := w.mentions.add(r, w.number*placesInBlock+int64(w.size)); err != nil {
		return err
	}
	if w.size++; w.size == blockSize {
		return w.flush()
	}
	return nil
}

func (w *blockWriter) flush() error {
	if w.size == 0 {
		return nil
	}
	err := w.insert(w.number, w.dataset, w.load, w.size, string(append(w.text, ']')))
	w.number++
	w.text, w.size = w.text[:0], 0
	return err
}

// end writes what is not written yet.
func (w *blockWriter) end() error {
	if err := w.flush(); err != nil {
		return err
	}
	return w.mentions.flush()
}

// closeClaims ends the recordings at the given places, which are in order.
func (l *loader) closeClaims(places []int64) error {
	insert, err := l.prepareRow("withdrawal")
	if err != nil {
		return err
	}
	var positions []int64
	for i, place := range places {
		positions = append(positions, place%placesInBlock)
		if i+1 < len(places) && places[i+1]/placesInBlock == place/placesInBlock {
			continue
		}
		text, err := json.Marshal(positions)
		if err != nil {
			return err
		}
		if err := insert(place/placesInBlock, l.load, string(text)); err != nil {
			return err
		}
		positions = positions[:0]
	}
	return nil
}
