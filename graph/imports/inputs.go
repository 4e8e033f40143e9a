package imports

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"chokepoint/graph/format"
	"chokepoint/graph/load"
)

// Inputs are where facts are to be read from, and the bounds of that.
type Inputs struct {
	Locations []string // files, folders, https addresses, or - for Standard
	Standard  io.Reader
	MaxBytes  int64         // of what comes from elsewhere, each; 0: DefaultMaxBytes
	Timeout   time.Duration // of fetching an address; 0: DefaultTimeout
}

// The bounds where none are given.
const (
	DefaultMaxBytes = 4 << 30
	DefaultTimeout  = 10 * time.Minute
)

// userAgent is what the program calls itself when it fetches a list.
const userAgent = "chokepoint (export-control knowledge graph)"

// ErrInput marks what can't be read: an address that does not answer, or too much.
var ErrInput = errors.New("reading facts")

// Files are files to import, some of them temporary.
type Files struct {
	Files     []load.File
	temporary []string
}

// Close removes what is temporary.
func (f *Files) Close() {
	for _, name := range f.temporary {
		os.Remove(name)
	}
}

// Open finds the files; whoever has them closes them. What comes from standard input, an address or an archive is kept in temporary files: a
// format may read a file more than once, and nothing is held in memory.
func (in *Inputs) Open(ctx context.Context) (*Files, error) {
	files := &Files{}
	for _, location := range in.Locations {
		var err error
		switch address, ok := asAddress(location); {
		case location == "-":
			err = files.Keep("standard input", in.Standard, in.most())
		case ok:
			err = in.fetch(ctx, files, address)
		default:
			var found []load.File
			found, err = load.Files([]string{location}, format.Extensions()...)
			files.Files = append(files.Files, found...)
		}
		if err == nil {
			err = files.Unpack(in.most())
		}
		if err != nil {
			files.Close()
			return nil, err
		}
	}
	return files, nil
}

func (in *Inputs) most() int64 {
	if in.MaxBytes == 0 {
		return DefaultMaxBytes
	}
	return in.MaxBytes
}

func asAddress(location string) (*url.URL, bool) {
	address, err := url.Parse(location)
	return address, err == nil && (address.Scheme == "https" || address.Scheme == "http") && address.Host != ""
}

// Keep copies a stream into a temporary file, as far as it may be. The error wraps ErrInput, and that of the stream.
func (f *Files) Keep(name string, from io.Reader, most int64) error {
	to, err := os.CreateTemp("", "chokepoint-import-*")
	if err != nil {
		return fmt.Errorf("%w: %w", ErrInput, err)
	}
	f.temporary = append(f.temporary, to.Name())
	n, err := io.Copy(to, io.LimitReader(from, most+1))
	err = errors.Join(err, to.Close())
	switch {
	case err != nil:
		return fmt.Errorf("%w: %s: %w", ErrInput, name, err)
	case n > most:
		return fmt.Errorf("%w: %s has more than %d bytes; raise the limit with --max-bytes", ErrInput, name, most)
	}
	f.Files = append(f.Files, load.File{Name: name, Path: to.Name(), Named: true})
	return nil
}

// mostPacked is how many files an archive may have.
const mostPacked = 10_000

// Unpack puts the files of zip archives in the place of these, in order of name. What they hold together has the bound of one file.
func (f *Files) Unpack(most int64) error {
	files := f.Files
	f.Files = nil
	for _, packed := range files {
		if !strings.EqualFold(path.Ext(packed.Name), ".zip") {
			f.Files = append(f.Files, packed)
			continue
		}
		archive, err := zip.OpenReader(packed.Path)
		if err != nil {
			return fmt.Errorf("%w: %s is no zip archive: %w", ErrInput, packed.Name, err)
		}
		err = f.unpackAll(&archive.Reader, packed.Name, most)
		archive.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *Files) unpackAll(archive *zip.Reader, name string, most int64) error {
	if len(archive.File) > mostPacked {
		return fmt.Errorf("%w: %s has more than %d files", ErrInput, name, mostPacked)
	}
	slices.SortFunc(archive.File, func(x, y *zip.File) int { return strings.Compare(x.Name, y.Name) })
	for _, member := range archive.File {
		if member.FileInfo().IsDir() || !slices.Contains(format.Extensions(), strings.ToLower(path.Ext(member.Name))) {
			continue
		}
		from, err := member.Open()
		if err != nil {
			return fmt.Errorf("%w: %s: %w", ErrInput, name, err)
		}
		err = f.Keep(path.Base(member.Name), from, most)
		from.Close()
		if err != nil {
			return err
		}
		last := &f.Files[len(f.Files)-1]
		last.Named = false
		if info, err := os.Stat(last.Path); err == nil {
			most -= info.Size()
		}
	}
	return nil
}

// fetch fetches an address: over TLS, but for one of this machine.
func (in *Inputs) fetch(ctx context.Context, files *Files, address *url.URL) error {
	if err := secure(address); err != nil {
		return err
	}
	wait := in.Timeout
	if wait == 0 {
		wait = DefaultTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrInput, err)
	}
	request.Header.Set("User-Agent", userAgent)
	request.Header.Set("Accept", "text/csv, application/json, application/x-ndjson, application/yaml, */*;q=0.5")
	client := &http.Client{CheckRedirect: func(next *http.Request, via []*http.Request) error {
		if len(via) >= 10 {
			return errors.New("it leads from one address to the next without end")
		}
		return secure(next.URL)
	}}
	answer, err := client.Do(request)
	if err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			return fmt.Errorf("%w: %s did not answer within %v; raise the limit with --timeout", ErrInput, address.Redacted(), wait)
		}
		return fmt.Errorf("%w: %w", ErrInput, err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%w: %s answers %s", ErrInput, address.Redacted(), answer.Status)
	}
	name := path.Base(address.Path)
	if name == "/" || name == "." {
		name = address.Host
	}
	err = files.Keep(name, answer.Body, in.most())
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%w: %s took longer than %v; raise the limit with --timeout", ErrInput, address.Redacted(), wait)
	}
	return err
}

// secure refuses an address that somebody on the way could change.
func secure(address *url.URL) error {
	host := address.Hostname()
	if address.Scheme == "https" || strings.EqualFold(host, "localhost") || net.ParseIP(host).IsLoopback() {
		return nil
	}
	return fmt.Errorf("%w: %s is not https: what it gives could be changed on the way; fetch it yourself if you trust it", ErrInput, address.Redacted())
}
