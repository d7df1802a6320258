package bundle

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// namespace keeps esbuild from looking for the modules on the machine's disk.
const namespace = "static"

// modules lets esbuild find and read modules in an fs.FS, and nowhere else, and
// gives scripts the words of a language.
func modules(files fs.FS, words Words) api.Plugin {
	return api.Plugin{Name: namespace, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if args.Path == wordsModule && args.Kind != api.ResolveEntryPoint {
				return api.OnResolveResult{Path: wordsModule, Namespace: wordsModule}, nil
			}
			name, err := resolve(files, args)
			return api.OnResolveResult{Path: name, Namespace: namespace}, err
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			content, err := fs.ReadFile(files, args.Path)
			text := string(content)
			loaded := api.OnLoadResult{Contents: &text, Loader: api.LoaderTS, Errors: unsaid(args.Path, text)}
			if words != nil {
				text = translate(text, words)
			}
			return loaded, err
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: wordsModule}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			text := wordsSource(english{})
			if words != nil {
				text = wordsSource(words)
			}
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderTS}, nil
		})
	}}
}

// resolve finds the file that an import means: the name as it is written, with
// ".ts", or "index.ts" in the folder of that name.
func resolve(files fs.FS, args api.OnResolveArgs) (string, error) {
	name := path.Clean(args.Path) // esbuild writes "./" before an entry if the machine has a file of that name
	if args.Kind != api.ResolveEntryPoint {
		if !strings.HasPrefix(args.Path, "./") && !strings.HasPrefix(args.Path, "../") {
			return "", errors.New("a module is imported by its place, such as \"./" + name + "\": packages are not looked for")
		}
		name = path.Join(path.Dir(args.Importer), name)
	}
	for _, candidate := range []string{name, name + ".ts", path.Join(name, "index.ts")} {
		if path.Ext(candidate) != ".ts" || !fs.ValidPath(candidate) {
			continue
		}
		if info, err := fs.Stat(files, candidate); err == nil && info.Mode().IsRegular() {
			return candidate, nil
		}
	}
	return "", errors.New("there is no module " + name + ".ts")
}
