package api_test

import (
	"encoding/json"
	"strings"
	"testing"

	"chokepoint/graph/question"
)

// A grid says what the CSV says, in the language of the question, and names entities where the CSV has ids.
func TestAnswersAsTables(t *testing.T) {
	h := small(t)
	var grid question.Grid
	body := get(t, h, "/v1/entities/nvidia/neighbours?limit=3&lang=fr&format=table").Body.Bytes()
	if err := json.Unmarshal(body, &grid); err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimSpace(get(t, h, "/v1/entities/nvidia/neighbours?limit=3&lang=fr&format=csv").Body.String()), "\n")
	var names []string
	for _, c := range grid.Columns {
		names = append(names, c.Name)
	}
	if got := strings.Join(names, ","); got != strings.Replace(rows[0], "id,name", "id", 1) || len(grid.Rows) != len(rows)-1 { // the names stand where the ids would
		t.Errorf("the grid has columns %s and %d rows, the CSV %s and %d", got, len(grid.Rows), rows[0], len(rows)-1)
	}
	for i, row := range grid.Rows {
		if ref := row[1].Entity; ref == nil || !strings.Contains(rows[i+1], ","+ref.ID+",") {
			t.Errorf("row %d names %v, where the CSV has %s", i, ref, rows[i+1])
		}
		if row[2].Confidence == nil {
			t.Errorf("row %d has no confidence", i)
		}
	}
}
