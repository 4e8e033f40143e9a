package format

import (
	"regexp"
	"strings"
)

// The schemes of identifiers that formats agree on, so that what one file calls by a number is found by another file's: lei, isin, bic,
// wikidata, duns, permid, imo, cik, uscc, inn and ogrn are numbers as they are; a registration is the state's code, a space and the number.
const registration = "registration"

// written says how the identifiers of a scheme look; one that does not is left out, since a wrong one joins strangers.
var written = map[string]*regexp.Regexp{
	"lei":      regexp.MustCompile(`^[A-Z0-9]{18}[0-9]{2}$`),
	"isin":     regexp.MustCompile(`^[A-Z]{2}[A-Z0-9]{9}[0-9]$`),
	"bic":      regexp.MustCompile(`^[A-Z0-9]{8}([A-Z0-9]{3})?$`),
	"wikidata": regexp.MustCompile(`^Q[1-9][0-9]*$`),
	"duns":     regexp.MustCompile(`^[0-9]{9}$`),
	"permid":   regexp.MustCompile(`^[0-9]+$`),
	"imo":      regexp.MustCompile(`^[0-9]{7}$`),
	"cik":      regexp.MustCompile(`^[0-9]{10}$`),
	"uscc":     regexp.MustCompile(`^[0-9A-Z]{18}$`),
	"inn":      regexp.MustCompile(`^([0-9]{10}|[0-9]{12})$`),
	"ogrn":     regexp.MustCompile(`^([0-9]{13}|[0-9]{15})$`),
}

// identify adds an identifier, if it looks like one of its scheme and none of the scheme is there yet: of several, the first stands.
func identify(all map[string]string, scheme, value string) map[string]string {
	value = strings.ToUpper(strings.TrimSpace(value))
	switch scheme {
	case "imo":
		value = strings.TrimSpace(strings.TrimPrefix(value, "IMO"))
	case "cik":
		value = strings.Repeat("0", max(0, 10-len(value))) + value
	case "duns":
		value = strings.ReplaceAll(value, "-", "")
	}
	if form := written[scheme]; value == "" || form != nil && !form.MatchString(value) {
		return all
	}
	if all == nil {
		all = map[string]string{}
	}
	if _, there := all[scheme]; !there {
		all[scheme] = value
	}
	return all
}

// register adds the number of a party in a register of a state, given by its code.
func register(all map[string]string, state, number string) map[string]string {
	if state == "" || number == "" {
		return all
	}
	return identify(all, registration, state+" "+number)
}
