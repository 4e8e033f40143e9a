package delimited_test

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"chokepoint/graph/delimited"
)

// read reads all rows; those of another length are given with a mark.
func read(in io.Reader, b delimited.Bounds) (rows [][]string, err error) {
	r, err := delimited.NewReader(in, b)
	if err != nil {
		return nil, err
	}
	return all(r, [][]string{r.Head})
}

func all(r *delimited.Reader, rows [][]string) ([][]string, error) {
	for {
		row, err := r.Read()
		row.Cells = slices.Clone(row.Cells)
		var ragged *delimited.Ragged
		switch {
		case errors.Is(err, io.EOF):
			return rows, nil
		case errors.As(err, &ragged):
			row.Cells = append(row.Cells, "!")
		case err != nil:
			return rows, err
		}
		rows = append(rows, row.Cells)
	}
}

func wide(t *testing.T, order unicode.Endianness, mark unicode.BOMPolicy, text string) string {
	t.Helper()
	encoded, err := unicode.UTF16(order, mark).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

func TestDialects(t *testing.T) {
	want := [][]string{{"id", "name"}, {"1", "Société, Ltd."}, {"2", "华为 \"x\"\ny"}}
	plain := "id,name\n1,\"Société, Ltd.\"\n2,\"华为 \"\"x\"\"\ny\"\n"
	for what, text := range map[string]string{
		"plain":             plain,
		"no last end":       strings.TrimSuffix(plain, "\n"),
		"a mark":            "\ufeff" + plain,
		"a mark and quotes": "\ufeff\"id\",\"name\"" + strings.TrimPrefix(plain, "id,name"),
		"CRLF":              strings.ReplaceAll(plain, "\n", "\r\n"),
		"CR":                strings.ReplaceAll(plain, "\n", "\r"),
		"semicolons":        "id;name\n1;Société, Ltd.\n2;\"华为 \"\"x\"\"\ny\"\n",
		"tabs":              "id\tname\n1\tSociété, Ltd.\n2\t\"华为 \"\"x\"\"\ny\"\n",
		"sep":               "sep=;\nid;name\n1;Société, Ltd.\n2;\"华为 \"\"x\"\"\ny\"\n",
		"sep in quotes":     "\"sep=|\"\r\nid|name\r\n1|Société, Ltd.\r\n2|\"华为 \"\"x\"\"\r\ny\"\r\n",
		"spaces":            " id , name \n1, \"Société, Ltd.\" \n2,\"华为 \"\"x\"\"\ny\"\n",
		"empty rows":        "\n\nid,name\n\n1,\"Société, Ltd.\"\n,\n  \n2,\"华为 \"\"x\"\"\ny\",\n,,,\n",
		"UTF-16LE":          wide(t, unicode.LittleEndian, unicode.UseBOM, plain),
		"UTF-16BE":          wide(t, unicode.BigEndian, unicode.UseBOM, plain),
		"UTF-16LE unmarked": wide(t, unicode.LittleEndian, unicode.IgnoreBOM, plain),
		"UTF-16BE unmarked": wide(t, unicode.BigEndian, unicode.IgnoreBOM, plain),
	} {
		for _, in := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text))} {
			rows, err := read(in, delimited.Bounds{})
			if err != nil || !slices.EqualFunc(rows, want, slices.Equal) {
				t.Errorf("%s: %q, %v", what, rows, err)
			}
		}
	}
}

func TestDelimiterIsTheOneThatFits(t *testing.T) {
	for text, want := range map[string]string{
		"name\nA, B\nC\n":                            "name",
		"name;address, city\nA;x, y\nB;z\n":          "name|address, city",
		"name,note; more\nA,b\nC,d; e\nF,g\n":        "name|note; more",
		"\"a;b;c\",d\nx,y\n":                         "a;b;c|d",
		"name\tcountry, region\nA\tChina\nB\tX, Y\n": "name|country, region",
		"a,b;c": "a,b|c",
	} {
		rows, err := read(strings.NewReader(text), delimited.Bounds{})
		if err != nil || strings.Join(rows[0], "|") != want {
			t.Errorf("%q: heads %q, want %s: %v", text, rows, want, err)
		}
	}
}

func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"":                              "the text is empty",
		" \n,\n":                        "the text is empty",
		"name\nSoci\xe9t\xe9\n":         "line 2, column 5: this is not UTF-8; it may be Latin-1",
		"name\nA\xc3":                   "line 2, column 2: this is not UTF-8",
		"name\nA\x00B\n":                "line 2, column 2: there is a NUL byte",
		"name,x\nA,\x1b[31mB\n":         "line 2, column 3: there is the control character U+001B",
		"name\nA\u0085\n":               "line 2, column 2: there is the control character U+0085",
		"name\nA\u202eB\n":              "line 2, column 2: there is the character U+202E",
		"name\nA\u2067B\n":              "line 2, column 2: there is the character U+2067",
		"name,é,Name\nA,b,c\n":          "line 1, column 8: the column \"Name\" is there twice",
		"name,x\nA \"B\" C,d\n":         "line 2, column 3: a quote stands inside a cell",
		"name,x\n\"A\" B,d\n":           "line 2, column 3: something follows the quote",
		"name,x\nA,\"B\nC,d\n":          "line 2, column 3: the quote that begins here never ends",
		"PK\x03\x04rest":                "this is a workbook",
		"\x1f\x8b\x08garbage":           "this is compressed",
		"%PDF-1.7":                      "this is a PDF",
		" <!DOCTYPE html><html></html>": "line 1, column 1: this is a page of the web",
		"\xff\xfe\x00\x00a\x00\x00\x00": "this is UTF-32",
		"\xff\xfea\x00\x00\xd8b\x00":    "line 1, column 2: the UTF-16 is broken",
		"sep=;\nname;x\n\"A;b\n":        "line 3, column 1: the quote that begins here",
	} {
		_, err := read(strings.NewReader(text), delimited.Bounds{})
		var fault *delimited.Fault
		if !errors.As(err, &fault) || !strings.HasPrefix(fault.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		} else if fr := fault.In("fr"); fr == fault.Error() || strings.Contains(fr, "delimited.") {
			t.Errorf("%q in French: %s", text, fr)
		}
	}
}

func TestRaggedRows(t *testing.T) {
	rows, err := read(strings.NewReader("name,country\nA, Ltd.,China\nB\nC,Japan,\n"), delimited.Bounds{})
	want := [][]string{{"name", "country"}, {"A", " Ltd.", "China", "!"}, {"B", "!"}, {"C", "Japan"}}
	if err != nil || !slices.EqualFunc(rows, want, slices.Equal) {
		t.Errorf("%q, %v", rows, err)
	}
}

// endless is a text without end, which says how much of it was taken.
type endless struct {
	text  string
	taken int
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.text[min(e.taken, len(e.text)-1)]
		e.taken++
	}
	return len(p), nil
}

func TestBounds(t *testing.T) {
	b := delimited.Bounds{Bytes: 1 << 20, Rows: 1000, Columns: 20, Cell: 1000}
	for text, want := range map[string]string{
		"name\n\"A":        "line 2, column 1: the cell that begins here has more than 1000 bytes",
		"name\n\"x\ny\",":  "line 3, column 23: there are more than 20 columns",
		"name,b\nC,d\nx\n": "the text is larger",
	} {
		in := &endless{text: text}
		_, err := read(in, b)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q…: %v, want %s", text, err, want)
		}
		if in.taken > 2<<20 {
			t.Errorf("%q…: %d bytes were taken", text, in.taken)
		}
	}
	if _, err := read(strings.NewReader("a\n"+strings.Repeat("x\n", 1001)), b); err == nil || err.Error() != "line 1002: there are more than 1000 rows: ask in parts" {
		t.Errorf("1001 rows: %v", err)
	}
	if _, err := read(strings.NewReader("a\n"+strings.Repeat("x\n", 1000)), b); err != nil {
		t.Errorf("1000 rows: %v", err)
	}
	if _, err := read(iotest.ErrReader(io.ErrClosedPipe), b); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("a broken reader: %v", err)
	}
}

func TestNoHeads(t *testing.T) {
	r, err := delimited.NewReader(strings.NewReader("\nHuawei\nSMIC\n"), delimited.Bounds{})
	if err != nil {
		t.Fatal(err)
	}
	r.NoHeads()
	row, err := r.Read()
	if err != nil || row.Line != 2 || row.Cells[0] != "Huawei" {
		t.Errorf("%v, %v", row, err)
	}
	rows, err := all(r, nil)
	if err != nil || len(rows) != 1 || rows[0][0] != "SMIC" {
		t.Errorf("%q, %v", rows, err)
	}
	if r, err = delimited.NewLines(strings.NewReader("Huawei \"X\" Co., Ltd.\n\n\"A"), delimited.Bounds{}); err != nil {
		t.Fatal(err)
	}
	if rows, err = all(r, nil); err != nil || len(rows) != 2 || rows[0][0] != `Huawei "X" Co., Ltd.` || rows[1][0] != `"A` {
		t.Errorf("lines: %q, %v", rows, err)
	}
}

// What package csv writes is read back as it was, with any delimiter and any end of lines.
func TestReadsWhatIsWritten(t *testing.T) {
	cell := rapid.StringMatching(`[a-zé公 ,;"\n\t]{0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.IntRange(2, 4).Draw(t, "columns")
		rows := [][]string{[]string{"a", "b", "c", "d"}[:columns]}
		for range rapid.IntRange(0, 6).Draw(t, "rows") {
			row := rapid.SliceOfN(cell, columns, columns).Draw(t, "row")
			row[0] = "x" + row[0] // no row is empty
			rows = append(rows, row)
		}
		var text strings.Builder
		w := csv.NewWriter(&text)
		w.Comma = rapid.SampledFrom([]rune{',', ';', '\t'}).Draw(t, "delimiter")
		w.UseCRLF = rapid.Bool().Draw(t, "CRLF")
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		got, err := read(strings.NewReader("sep="+string(w.Comma)+"\n"+text.String()), delimited.Bounds{})
		if err != nil || !slices.EqualFunc(got, rows, slices.Equal) {
			t.Fatalf("%q: %q, %v", text.String(), got, err)
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add("id,name\n1,\"a\"\n")
	f.Add("\xff\xfea\x00")
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := read(strings.NewReader(text), delimited.Bounds{Bytes: 1 << 16, Rows: 100, Columns: 10, Cell: 100})
		for _, row := range rows {
			for _, cell := range row {
				if len(cell) > 100 || strings.ContainsAny(cell, "\x00\x1b\u202e") {
					t.Errorf("%q, %v", cell, err)
				}
			}
		}
	})
}
