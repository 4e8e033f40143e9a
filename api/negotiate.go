package api

import (
	"mime"
	"strconv"
	"strings"
)

// The media types of answers.
const (
	mediaJSON = "application/json"
	mediaCSV  = "text/csv"
	// mediaTable is that of a question.Grid.
	mediaTable = "application/vnd.chokepoint.table+json"
)

// preferred returns which of the offered media types the values of a header Accept like best, of equal ones the first; none: ok is
// false. Without the header anything will do; a part of it that can't be read counts for nothing.
func preferred(accept []string, offered ...string) (best string, ok bool) {
	header := strings.Join(accept, ",")
	if strings.TrimSpace(header) == "" {
		return offered[0], true
	}
	most := 0.0
	for _, media := range offered {
		if quality := qualityOf(media, header); quality > most {
			best, most, ok = media, quality, true
		}
	}
	return best, ok
}

// qualityOf is the quality that a header Accept gives to a media type: that of the range which says most of it.
func qualityOf(media, header string) (quality float64) {
	kind, _, _ := strings.Cut(media, "/")
	closest := 0
	for _, part := range strings.Split(header, ",") {
		wanted, parameters, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		close := map[string]int{media: 3, kind + "/*": 2, "*/*": 1}[wanted]
		if close <= closest {
			continue
		}
		closest, quality = close, 1
		if q, err := strconv.ParseFloat(parameters["q"], 64); err == nil {
			quality = min(max(q, 0), 1)
		}
	}
	return quality
}

// isJSON reports whether a header Content-Type names JSON, whose text is always UTF-8.
func isJSON(media string, parameters map[string]string) bool {
	if charset, given := parameters["charset"]; given && !strings.EqualFold(charset, "utf-8") && !strings.EqualFold(charset, "utf8") && !strings.EqualFold(charset, "us-ascii") {
		return false
	}
	return media == mediaJSON || strings.HasPrefix(media, "application/") && strings.HasSuffix(media, "+json")
}
