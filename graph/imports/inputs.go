package imports

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
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

// Open finds the files. What comes from standard input or an address is kept in temporary files, which close removes: a format may read a
// file more than once, and nothing is held in memory.
func (in *Inputs) Open(ctx context.Context) (files []load.File, closeAll func(), err error) {
	var temporary []string
	closeAll = func() {
		for _, name := range temporary {
			os.Remove(name)
		}
	}
	for _, location := range in.Locations {
		var found []load.File
		switch address, ok := asAddress(location); {
		case location == "-":
			found, err = in.keep(&temporary, "standard input", in.Standard)
		case ok:
			found, err = in.fetch(ctx, &temporary, address)
		default:
			found, err = load.Files([]string{location}, format.Extensions()...)
		}
		if err != nil {
			closeAll()
			return nil, func() {}, err
		}
		files = append(files, found...)
	}
	return files, closeAll, nil
}

func asAddress(location string) (*url.URL, bool) {
	address, err := url.Parse(location)
	return address, err == nil && (address.Scheme == "https" || address.Scheme == "http") && address.Host != ""
}

// keep copies a stream into a temporary file, as far as it may be.
func (in *Inputs) keep(temporary *[]string, name string, from io.Reader) ([]load.File, error) {
	most := in.MaxBytes
	if most == 0 {
		most = DefaultMaxBytes
	}
	f, err := os.CreateTemp("", "chokepoint-import-*")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInput, err)
	}
	*temporary = append(*temporary, f.Name())
	n, err := io.Copy(f, io.LimitReader(from, most+1))
	err = errors.Join(err, f.Close())
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %s: %w", ErrInput, name, err)
	case n > most:
		return nil, fmt.Errorf("%w: %s has more than %d bytes; raise the limit with --max-bytes", ErrInput, name, most)
	}
	return []load.File{{Name: name, Path: f.Name(), Named: true}}, nil
}

// fetch fetches an address: over TLS, but for one of this machine.
func (in *Inputs) fetch(ctx context.Context, temporary *[]string, address *url.URL) ([]load.File, error) {
	if err := secure(address); err != nil {
		return nil, err
	}
	wait := in.Timeout
	if wait == 0 {
		wait = DefaultTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInput, err)
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
			return nil, fmt.Errorf("%w: %s did not answer within %v; raise the limit with --timeout", ErrInput, address.Redacted(), wait)
		}
		return nil, fmt.Errorf("%w: %w", ErrInput, err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%w: %s answers %s", ErrInput, address.Redacted(), answer.Status)
	}
	name := path.Base(address.Path)
	if name == "/" || name == "." {
		name = address.Host
	}
	files, err := in.keep(temporary, name, answer.Body)
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, fmt.Errorf("%w: %s took longer than %v; raise the limit with --timeout", ErrInput, address.Redacted(), wait)
	}
	return files, err
}

// secure refuses an address that somebody on the way could change.
func secure(address *url.URL) error {
	host := address.Hostname()
	if address.Scheme == "https" || strings.EqualFold(host, "localhost") || net.ParseIP(host).IsLoopback() {
		return nil
	}
	return fmt.Errorf("%w: %s is not https: what it gives could be changed on the way; fetch it yourself if you trust it", ErrInput, address.Redacted())
}
