package bundle

import (
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

func problems(failures, doubts []api.Message) []Problem {
	var list []Problem
	for _, m := range failures {
		list = append(list, problem(m, false))
	}
	for _, m := range doubts {
		list = append(list, problem(m, true))
	}
	return list
}

func problem(m api.Message, warning bool) Problem {
	p := Problem{Text: strings.ReplaceAll(strings.TrimSuffix(m.Text, "."), namespace+":", ""), Warning: warning}
	if at := m.Location; at != nil {
		p.File = strings.TrimPrefix(at.File, namespace+":")
		p.Line, p.Column, p.Width = at.Line, at.Column, at.Length
	}
	return p
}
