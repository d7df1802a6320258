package engine

import (
	"io/fs"
	"slices"
	"strings"

	"concord/internal/diag"
	"concord/internal/language"
	"concord/internal/render"
	"concord/internal/site"
	"concord/internal/source"
)

// wordsFolder is where a site's own catalogues of words lie: those of its title,
// its menu and its sides, which no theme can know.
const wordsFolder = contentFolder + "/languages/"

// isWords says whether a file is a catalogue of the site's own.
func isWords(name string) bool {
	rest, ok := strings.CutPrefix(name, wordsFolder)
	return ok && !strings.Contains(rest, "/") && (strings.HasSuffix(rest, ".yaml") || strings.HasSuffix(rest, ".yml"))
}

// spoken is a language of the site, and the theme in its words.
type spoken struct {
	*language.Language
	from    string // what its catalogues hold
	theme   *render.Theme
	scripts made // in its words
}

// loadLanguages reads the catalogues of the site's languages. A language whose
// catalogues are what they were stays the same. It says whether one changed.
func (e *Evaluation) loadLanguages(theme fs.FS) (changed bool) {
	before := e.theme.languages
	e.theme.languages, e.theme.words = nil, nil
	for _, tag := range e.Config.Languages {
		name := strings.TrimPrefix(language.Folder, templatesFolder) + tag + ".yaml"
		layers, diags := e.layers(theme, tag, name)
		from := tag
		for _, l := range layers {
			from += "\x00" + string(l.Content)
		}
		e.theme.words = append(e.theme.words, diags...)
		i := slices.IndexFunc(before, func(s spoken) bool { return s.from == from && len(e.theme.words) == 0 })
		if i >= 0 {
			e.theme.languages = append(e.theme.languages, before[i])
			continue
		}
		changed = true
		l := language.English()
		if tag != l.Tag() || len(layers) > 0 {
			l, diags = language.New(tag, layers...)
			e.theme.words = append(e.theme.words, diags...)
		}
		e.theme.languages = append(e.theme.languages, spoken{Language: l, from: from})
	}
	e.theme.words = append(e.theme.words, e.strayWords()...)
	return changed || len(before) != len(e.theme.languages)
}

// strayWords warns of catalogues that no language of the site is said with.
func (e *Evaluation) strayWords() []diag.Diagnostic {
	var list []diag.Diagnostic
	entries, err := fs.ReadDir(e.options.Site, strings.TrimSuffix(wordsFolder, "/"))
	if err != nil {
		return nil // there are none
	}
	for _, entry := range entries {
		tag, ok := strings.CutSuffix(entry.Name(), ".yaml")
		if name := wordsFolder + entry.Name(); isWords(name) && !(ok && slices.Contains(e.Config.Languages, tag)) {
			list = append(list, language.Stray(name, e.Config.Languages))
		}
	}
	return list
}

func exists(site fs.FS, name string) bool {
	info, err := fs.Stat(site, name)
	return err == nil && info.Mode().IsRegular()
}

// layers are the catalogues of a language: the site's own, and the theme's.
func (e *Evaluation) layers(theme fs.FS, tag, name string) (layers []language.Source, diags []diag.Diagnostic) {
	if own := wordsFolder + tag + ".yaml"; exists(e.reading, own) {
		content, list := source.ReadText(e.reading, own)
		diags = append(diags, list...)
		layers = append(layers, language.Source{File: own, Content: content})
	}
	if exists(theme, name) {
		content, list := source.ReadText(theme, name)
		diags = append(diags, list...)
		layers = append(layers, language.Source{File: templatesFolder + name, Content: content, BuiltIn: true})
	}
	return layers, diags
}

// siteLanguages are the languages as the site's pages need them.
func (e *Evaluation) siteLanguages() []site.Language {
	list := make([]site.Language, len(e.theme.languages))
	for i, l := range e.theme.languages {
		list[i] = site.Language{
			Language: l.Language, Folder: site.FolderOf(i, l.Tag()), Scripts: loaded(l.scripts.assets, Script),
			BoxScripts: loaded(l.scripts.assets, Search, SearchBox), SearchScripts: loaded(l.scripts.assets, Search, SearchPage),
		}
	}
	return list
}

// themes are the themes by the languages of pages.
func (e *Evaluation) themes() map[string]*render.Theme {
	themes := map[string]*render.Theme{}
	for _, l := range e.theme.languages {
		themes[l.Tag()] = l.theme
	}
	return themes
}

// untranslated tells what the languages of the site have no words for, and which
// words of the site's own catalogues nothing shows.
func (e *Evaluation) untranslated() []diag.Diagnostic {
	var list []diag.Diagnostic
	keys := e.translatable()
	for i, l := range e.theme.languages {
		all := keys
		if i > 0 {
			all = append(slices.Clone(keys), site.Texts(e.Config)...)
		}
		list = append(append(list, l.ReportMissing(wordsFolder+l.Tag()+".yaml", all)...), l.ReportUnused(all)...)
	}
	return list
}

// translatable are the English texts that the program, the theme's templates and
// its scripts show: those of templates and scripts are known, and the program's
// are what the built-in catalogues have.
func (e *Evaluation) translatable() []string {
	keys := slices.Clone(e.theme.texts)
	for _, l := range e.theme.languages[:1] {
		keys = append(keys, l.theme.Strings()...)
	}
	names, err := fs.Glob(e.options.Templates, strings.TrimPrefix(language.Folder, templatesFolder)+"*.yaml")
	if err != nil {
		return keys // the pattern is right
	}
	for _, name := range names {
		if content, err := fs.ReadFile(e.options.Templates, name); err == nil {
			keys = append(keys, language.Keys(content)...)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}
