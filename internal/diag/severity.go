package diag

// Severity says whether a site with this diagnostic can be published.
type Severity uint8

const (
	// Warning is a doubt: the site is published.
	Warning Severity = iota
	// Error is a mistake that would publish something wrong: nothing is written.
	Error
	// Off is what a site may ask for a warning: not to be told. No diagnostic
	// has it.
	Off
)

// String returns "warning", "error" or "off".
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Off:
		return "off"
	}
	return "warning"
}

// Severities are the names of all severities, as site.yaml has them.
func Severities() []string { return []string{Error.String(), Warning.String(), Off.String()} }

// ParseSeverity is the severity with a name.
func ParseSeverity(name string) (Severity, bool) {
	for _, s := range []Severity{Error, Warning, Off} {
		if s.String() == name {
			return s, true
		}
	}
	return Warning, false
}

// Configure gives warnings the severity that a site asks for by their codes,
// and drops those that it does not want. Errors stay what they are: a site
// that they concern cannot be published, whatever it asks for. The list itself is
// left alone.
func Configure(list []Diagnostic, checks map[Code]Severity) []Diagnostic {
	if len(checks) == 0 {
		return list
	}
	var kept []Diagnostic // none is nil, whatever was asked
	for _, d := range list {
		if asked, ok := checks[d.Code]; ok && d.Severity == Warning {
			d.Severity = asked
		}
		if d.Severity != Off {
			kept = append(kept, d)
		}
	}
	return kept
}
