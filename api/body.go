package api

import (
	"crypto/sha256"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"

	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// maxBody bounds the body of a question, in bytes; one that can come from a file may be as large as that.
const maxBody = 1 << 20

// given is what the body of a request gives: values, or a file.
type given struct {
	values question.Values
	digest string // of the body that the values stood in
	file   *question.File
	in     *bodyReader // of the file
}

// bodyReader is a body that is being read, and why that failed.
type bodyReader struct {
	io.Reader
	err error
}

func (b *bodyReader) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		b.err = err
	}
	return n, err
}

// refuseUnread writes why a body could not be read.
func refuseUnread(c *gin.Context, lang string, err error) {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		refuse(c, http.StatusRequestEntityTooLarge, lang, say.That("problem.large", int(tooLarge.Limit)))
		return
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		refuse(c, http.StatusRequestTimeout, lang, say.That("problem.slow"))
		return
	}
	refuse(c, http.StatusBadRequest, lang, say.That("problem.unread"))
}

// largest is how many bytes the body of a question may have.
func largest(info *question.Info) int64 {
	if info.FromFile() != nil {
		return question.MaxFile
	}
	return maxBody
}

// fileTypes are the media types of files, and whether they have a value a line.
var fileTypes = map[string]bool{"text/csv": false, "text/tab-separated-values": false, "text/plain": true}

// readBody reads the values in the body of a request, or begins to read the file that it is; ok is false if it has written a
// problem.
func (s *server) readBody(c *gin.Context, info *question.Info) (body given, ok bool) {
	in := http.MaxBytesReader(c.Writer, c.Request.Body, largest(info))
	if header := c.GetHeader("Content-Type"); header != "" {
		media, about, err := mime.ParseMediaType(header)
		if lines, isFile := fileTypes[media]; err == nil && isFile && info.FromFile() != nil {
			from := &bodyReader{Reader: in}
			return given{file: &question.File{Text: from, Lines: lines}, in: from}, true
		}
		if err != nil || !isJSON(media, about) {
			key := "problem.media"
			if info.FromFile() != nil {
				key = "problem.media.file"
			}
			refuse(c, http.StatusUnsupportedMediaType, c.Query("lang"), say.That(key))
			return body, false
		}
	}
	data, err := io.ReadAll(in)
	if err != nil {
		refuseUnread(c, c.Query("lang"), err)
		return body, false
	}
	sum := sha256.Sum256(data)
	body.digest = string(sum[:])
	body.values, err = info.FromJSON(data)
	switch {
	case errors.Is(err, question.ErrBody):
		refuse(c, http.StatusBadRequest, language(c, body.values), err)
	case err != nil:
		s.writeError(c, language(c, body.values), err, nil)
	}
	return body, err == nil
}
