package neo4j

import (
	"cmp"
	"slices"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
	"chokepoint/graph/ledger/packed"
)

// blockSize is how many things a block holds at most: enough that a thousand times as many rows need not be read one by one, and so
// few that a row of them is no load for the server.
const blockSize = 1000

// block is a part of the log that all is read from: some things of one sort that a load recorded, or ended. Blocks are only ever added,
// behind the version that readers see, and never changed, but for the name of a dataset.
type block struct {
	of      string // label of the records, or statements
	ends    bool   // it holds what was ended
	since   int64  // number of the load
	first   int64  // number of the first record; those that follow have the numbers that follow
	dataset string
	at      time.Time // of the load
	n       int       // how many things are packed
	packed  []byte
}

const createBlock = `UNWIND $rows AS row CREATE (b:` + blockLabel + `) SET b = row`

// addBlock adds a block, in the load that is under way.
func (w *writer) addBlock(b *block) error {
	return w.addSized(createBlock, properties{"of": b.of, "ends": b.ends, sinceKey: b.since, "first": b.first, "n": int64(b.n), "dataset": b.dataset, "at": b.at.UnixMicro(), "packed": b.packed}, b.n)
}

// readBlocks reads the blocks of some sort that a version has, in the order in which they were written.
func (t *transaction) readBlocks(at *state, of string) ([]block, error) {
	var blocks []block
	err := t.each(`MATCH (b:`+blockLabel+`) WHERE b.of = $of AND b.`+sinceKey+` <= $loads RETURN b.ends, b.`+sinceKey+`, b.first, b.dataset, b.at, b.n, b.packed`,
		properties{"of": of, "loads": at.loads}, func(row []any) error {
			b := block{of: of}
			b.ends, _ = row[0].(bool)
			b.since, _ = row[1].(int64)
			b.first, _ = row[2].(int64)
			b.dataset, _ = row[3].(string)
			micros, _ := row[4].(int64)
			b.at = time.UnixMicro(micros).UTC()
			n, _ := row[5].(int64)
			b.n = int(n)
			b.packed, _ = row[6].([]byte)
			if b.dataset == at.renamed[0] {
				b.dataset = at.renamed[1]
			}
			blocks = append(blocks, b)
			return nil
		})
	slices.SortFunc(blocks, func(x, y block) int { return cmp.Or(cmp.Compare(x.since, y.since), cmp.Compare(x.first, y.first)) })
	return blocks, err
}

// writeBlocks writes blocks of what a load recorded and ended.
func (f *form[T]) writeBlocks(w *writer, l *ledger.List[T], since int64) error {
	for some := range slices.Chunk(l.Ended, blockSize) {
		var p packed.Writer
		for _, i := range some {
			p.Number(l.Records[i].Number)
		}
		at := l.Records[some[0]].Recorded.To
		if err := w.addBlock(&block{of: f.label, ends: true, since: since, at: at, n: len(some), packed: p.Bytes()}); err != nil {
			return err
		}
	}
	for some := range slices.Chunk(l.Records[l.Fresh:], blockSize) {
		var p packed.Writer
		for i := range some {
			f.pack(&p, &some[i].Said)
		}
		b := block{of: f.label, since: since, first: some[0].Number, dataset: some[0].Dataset, at: some[0].Recorded.From, n: len(some), packed: p.Bytes()}
		if err := w.addBlock(&b); err != nil {
			return err
		}
	}
	return nil
}

// read reads all records of a version.
func (f *form[T]) read(t *transaction, at *state, l *ledger.List[T]) error {
	blocks, err := t.readBlocks(at, f.label)
	if err != nil {
		return err
	}
	n := 0
	for i := range blocks {
		if !blocks[i].ends {
			n += blocks[i].n
		}
	}
	l.Records = make([]ledger.Record[T], 0, n)
	for i := range blocks {
		b := &blocks[i]
		r := packed.NewReader(b.packed)
		for number := b.first; r.More(); number++ {
			if b.ends {
				f.end(l, r.Number(), b.at)
				continue
			}
			l.Records = append(l.Records, ledger.Record[T]{Number: number, Dataset: b.dataset, Recorded: graph.Recording{From: b.at}, Said: f.unpack(r)})
		}
		if err := r.Err(); err != nil {
			return err
		}
		b.packed = nil
	}
	return nil
}

// end ends the record of a number, among records in the order of their numbers.
func (f *form[T]) end(l *ledger.List[T], number int64, at time.Time) {
	i, found := slices.BinarySearchFunc(l.Records, number, func(r ledger.Record[T], number int64) int { return cmp.Compare(r.Number, number) })
	if found {
		l.Records[i].Recorded.To = at
	}
}
