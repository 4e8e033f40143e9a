package neo4j

import (
	"encoding/binary"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/ledger/packed"
)

// identity is that of a statement: those of one claim differ in their marks.
type identity struct {
	id  uuid.UUID
	key int64
}

// location is where a statement is: its relationship is between two entities, or its node has a label.
type location struct{ label, subject, object string }

func locationOf(st *graph.Statement) location {
	switch {
	case st.Object != "":
		return location{"", st.Subject, st.Object}
	case st.Recorded.Stands():
		return location{label: claimLabel}
	default:
		return location{label: withdrawnLabel}
	}
}

// statements are what blocks hold that are no records: which statements a load published and ended.
const statements = "statements"

// statementBlock is a block that is being filled.
type statementBlock struct {
	p      *publication
	ends   bool
	packer packed.Writer
	n      int
}

// add adds a statement, which is located if it is published.
func (b *statementBlock) add(s identity, at location) error {
	b.packer.Raw(s.id[:])
	b.packer.Raw(binary.LittleEndian.AppendUint64(nil, uint64(s.key)))
	if !b.ends {
		b.packer.Text(at.label)
		b.packer.Text(at.subject)
		b.packer.Text(at.object)
	}
	if b.n++; b.n < blockSize {
		return nil
	}
	return b.flush()
}

// flush writes what was added.
func (b *statementBlock) flush() error {
	if b.n == 0 {
		return nil
	}
	full := block{of: statements, ends: b.ends, since: b.p.number, at: b.p.at, n: b.n, packed: b.packer.Bytes()}
	b.packer, b.n = packed.Writer{}, 0
	return b.p.writer.addBlock(&full)
}

// publishedStatements finds where statements are.
func (p *publication) publishedStatements() (map[identity]location, error) {
	var blocks []block
	err := p.turn.store.reading(p.turn.ctx, func(tx *transaction) (err error) {
		blocks, err = tx.readBlocks(p.turn.base, statements)
		return err
	})
	if err != nil {
		return nil, err
	}
	n := 0
	for _, b := range blocks {
		n += b.n
	}
	there := make(map[identity]location, n)
	for _, b := range blocks { // no load ends what it publishes
		r := packed.NewReader(b.packed)
		for r.More() {
			var s identity
			copy(s.id[:], r.Raw(uint64(len(s.id))))
			s.key = int64(binary.LittleEndian.Uint64(r.Raw(8)))
			if b.ends {
				delete(there, s)
			} else {
				there[s] = location{r.Text(), r.Text(), r.Text()}
			}
		}
		if err := r.Err(); err != nil {
			return nil, err
		}
	}
	return there, nil
}
