package api_test

import (
	"archive/zip"
	"bytes"
	"mime/multipart"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"chokepoint/api"
	"chokepoint/api/keys"
	"chokepoint/graph"
	"chokepoint/graph/catalogue"
)

// writable is a server that takes imports, and the headers of who may write.
func writable(t *testing.T) (h http.Handler, writer []string) {
	t.Helper()
	s := newStore(t)
	s.fill(t, smallFacts(t), today.AddDate(0, 0, -1))
	file := keys.Open(filepath.Join(t.TempDir(), "x.keys"))
	token, _, err := file.Create(keys.Write, "")
	if err != nil {
		t.Fatal(err)
	}
	h = api.New(api.Config{Source: s.Memory, Store: s.Store, Questions: catalogue.All(), Keys: file, BuiltIn: func() (*graph.Ontology, error) { return s.ontology, nil }})
	return h, []string{"Authorization", "Bearer " + token}
}

const suppliersTable = "Supplier,Share\nNvidia,\"49,5 %\"\nFoo GmbH,\n"

const suppliersQuery = "?dataset=own&map=subject%3D%3DAcme&map=object%3DSupplier&map=predicate%3Dsupplied_by&map=share%3DShare"

func TestImport(t *testing.T) {
	h, writer := writable(t)
	as := func(media string) []string { return append([]string{"Content-Type", media}, writer...) }
	if r := do(t, h, "POST", "/v1/imports"+suppliersQuery, suppliersTable, "Content-Type", "text/csv"); r.Code != http.StatusUnauthorized {
		t.Errorf("without a key: %d %s", r.Code, r.Body)
	}
	r := do(t, h, "POST", "/v1/imports"+suppliersQuery+"&dry_run=true", suppliersTable, as("text/csv")...)
	if r.Code != http.StatusOK || valueAt(r, "dry_run") != true || valueAt(r, "claims.added") != 2.0 {
		t.Fatalf("a dry run: %d %s", r.Code, r.Body)
	}
	if r := do(t, h, "GET", "/v1/entities/acme", ""); r.Code != http.StatusNotFound {
		t.Errorf("a dry run loads: %d", r.Code)
	}
	r = do(t, h, "POST", "/v1/imports"+suppliersQuery, suppliersTable, as("Text/CSV; charset=utf-8")...)
	if r.Code != http.StatusOK || valueAt(r, "merged.0.entity.id") != "nvidia" || valueAt(r, "format") != "csv" {
		t.Fatalf("an import: %d %s", r.Code, r.Body)
	}
	if n := valueAt(get(t, h, "/v1/entities/acme/dependencies?depth=1"), "total"); n != 2.0 {
		t.Errorf("what was imported is not seen at once: %v", n)
	}
	again := do(t, h, "POST", "/v1/imports"+suppliersQuery, suppliersTable, as("text/csv")...)
	if valueAt(again, "version") != valueAt(r, "version") || valueAt(again, "claims.unchanged") != 2.0 {
		t.Errorf("the same again: %s", again.Body)
	}
}

func TestImportThatIsRefused(t *testing.T) {
	h, writer := writable(t)
	for _, c := range []struct {
		name, query, media, body string
		status                   int
		says                     string
	}{
		{"mistakes", "?dataset=own", "text/csv", "subject,predicate,object\nx,nothing,y\n", 422, "body.csv:2:3"},
		{"no map", "?dataset=own", "text/csv", suppliersTable, 422, "no column is the subject"},
		{"a format that is none", "?format=xml", "text/csv", "a,b\n", 422, "query.format"},
		{"a map that is none", "?map=subject", "text/csv", "a,b\n", 422, "query.map[0]"},
		{"a parameter that is none", "?datset=x", "text/csv", "a,b\n", 422, "datset"},
		{"a query that does not decode", "?dataset=%25zz%zz", "text/csv", "a,b\n", 400, "%zz"},
		{"another media type", "?dataset=own", "application/pdf", "x", 415, "text/csv"},
		{"no archive", "?dataset=own", "application/zip", "x", 422, "no zip archive"},
		{"a broken form", "?dataset=own", "multipart/form-data; boundary=x", "nothing", 422, "the form"},
		{"nothing of any form", "?dataset=own", "application/octet-stream", "\x01\x02", 422, "not recognised"},
		{"a file that was cut off", "", "application/x-ndjson", `{"type":"dataset","name":"d","claims":3}`, 422, "has 3 claims, and the file has 0"},
		{"another kind than others say", "?dataset=own", "application/x-ndjson", `{"type":"entity","id":"nvidia","kind":"chip","name":"Nvidia"}`, 409, "different kinds"},
	} {
		r := do(t, h, "POST", "/v1/imports"+c.query, c.body, append([]string{"Content-Type", c.media}, writer...)...)
		if r.Code != c.status || !strings.Contains(r.Body.String(), c.says) || r.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s", c.name, r.Code, r.Body)
		}
	}
}

// Several files come as parts of a form, or in an archive.
func TestImportOfSeveralFiles(t *testing.T) {
	h, writer := writable(t)
	files := map[string]string{"entities.csv": "id,kind,name\nx,company,X\n", "claims.csv": "subject,predicate,object,source\nx,founded_on,1999,doc\n",
		"sources.csv": "id,title,publisher,url,kind\ndoc,A document,Somebody,https://example.org/doc,filing\n"}
	var form, archive bytes.Buffer
	parts, packed := multipart.NewWriter(&form), zip.NewWriter(&archive)
	for name, text := range files {
		part, err := parts.CreateFormFile("file", name)
		if err == nil {
			_, err = part.Write([]byte(text))
		}
		member, err2 := packed.Create("folder/" + name)
		if err2 == nil {
			_, err2 = member.Write([]byte(text))
		}
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
	}
	parts.Close()
	packed.Close()
	r := do(t, h, "POST", "/v1/imports?dataset=tables", form.String(), append([]string{"Content-Type", parts.FormDataContentType()}, writer...)...)
	if r.Code != http.StatusOK || valueAt(r, "entities.added") != 1.0 || valueAt(r, "claims.added") != 1.0 {
		t.Fatalf("a form: %d %s", r.Code, r.Body)
	}
	again := do(t, h, "POST", "/v1/imports?dataset=tables", archive.String(), append([]string{"Content-Type", "application/zip"}, writer...)...)
	if again.Code != http.StatusOK || valueAt(again, "version") != valueAt(r, "version") {
		t.Errorf("an archive of the same: %d %s", again.Code, again.Body)
	}
}

func valueAt(r response, path string) any {
	v, _ := at(r.body, path)
	return v
}
