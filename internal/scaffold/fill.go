package scaffold

import (
	"fmt"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// set gives a field of a template its value, in the line of the field's key,
// and switches it on. Values are written as YAML writes them: in quotes where
// they would be read as something else.
func set(text, key, value string) (string, error) {
	scalar, err := yaml.Marshal(value)
	if err != nil {
		return "", fmt.Errorf("write %s as YAML: %w", key, err)
	}
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(strings.TrimPrefix(line, "#"), key+":") {
			lines[i] = key + ": " + strings.TrimSuffix(string(scalar), "\n") + "\n"
			return strings.Join(lines, ""), nil
		}
	}
	return "", fmt.Errorf("the template has no field %s", key)
}
