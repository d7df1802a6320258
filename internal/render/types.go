package render

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"
)

// elements are the types of what a range runs over.
func elements(t reflect.Type) (key, elem reflect.Type, ok bool) {
	t = indirect(t)
	if t == nil {
		return nil, nil, true
	}
	switch t.Kind() {
	case reflect.Slice, reflect.Array:
		return reflect.TypeFor[int](), t.Elem(), true
	case reflect.Map:
		return t.Key(), t.Elem(), true
	case reflect.Chan:
		return reflect.TypeFor[int](), t.Elem(), true
	case reflect.Func:
		if t.CanSeq2() {
			return t.In(0).In(0), t.In(0).In(1), true
		}
		if t.CanSeq() {
			return nil, t.In(0).In(0), true
		}
	}
	return nil, t, isInteger(t)
}

// printable reports whether a value is one that text/template prints well.
func printable(t reflect.Type) bool {
	if t == nil || t.Implements(reflect.TypeFor[fmt.Stringer]()) || t.Implements(reflect.TypeFor[error]()) {
		return true
	}
	switch indirect(t).Kind() {
	case reflect.Struct, reflect.Slice, reflect.Array, reflect.Map, reflect.Func, reflect.Chan:
		return false
	}
	return true
}

// fieldsOf is the hint to use a field of a value instead of the whole.
func fieldsOf(t reflect.Type) string {
	if t = indirect(t); t.Kind() != reflect.Struct || t == nothingType {
		return ""
	}
	return "use one of its fields: " + strings.Join(fieldNames(t), ", ")
}

// field gives the type of a field or of a method's result. Without one it
// gives the type it looked in.
func field(t reflect.Type, name string) (value reflect.Type, method, ok bool) {
	if t.Kind() == reflect.Interface && t.NumMethod() == 0 {
		return nil, true, true
	}
	for _, receiver := range []reflect.Type{t, reflect.PointerTo(t)} {
		if m, found := receiver.MethodByName(name); found && m.Type.NumOut() > 0 {
			return m.Type.Out(0), true, true
		}
	}
	t = indirect(t)
	switch t.Kind() {
	case reflect.Struct:
		if f, found := t.FieldByName(name); found && f.IsExported() {
			return f.Type, false, true
		}
	case reflect.Map:
		if t.Key().Kind() == reflect.String {
			return t.Elem(), false, true
		}
	}
	return t, false, false
}

func fieldNames(t reflect.Type) []string {
	var names []string
	for _, f := range reflect.VisibleFields(t) {
		if f.IsExported() {
			names = append(names, f.Name)
		}
	}
	return names
}

// kindOf is the kind of a type, one for all integers.
func kindOf(t reflect.Type) reflect.Kind {
	if t.Kind() >= reflect.Int && t.Kind() <= reflect.Uintptr {
		return reflect.Int
	}
	return t.Kind()
}

// common is the type that all have.
func common(list []reflect.Type) reflect.Type {
	for _, t := range list {
		if t != list[0] {
			return nil
		}
	}
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

func hasLength(t reflect.Type) bool {
	t = indirect(t)
	if t == nil {
		return true
	}
	switch t.Kind() {
	case reflect.Slice, reflect.Array, reflect.Map, reflect.String, reflect.Chan, reflect.Interface:
		return true
	}
	return false
}

func isInteger(t reflect.Type) bool {
	return kindOf(t) == reflect.Int || t.Kind() == reflect.Interface
}

func indirect(t reflect.Type) reflect.Type {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// describe names a type as an author of templates knows it.
func describe(t reflect.Type) string {
	t = indirect(t)
	switch {
	case t == nil:
		return "this"
	case t == nothingType:
		return "nothing"
	case t.Kind() == reflect.Struct:
		return t.Name()
	case t.Kind() == reflect.Slice || t.Kind() == reflect.Array:
		return "a list of " + strings.TrimPrefix(describe(t.Elem()), "a ")
	case t.Kind() == reflect.Bool:
		return "a yes or no"
	case isInteger(t):
		return "a number"
	case t.Kind() == reflect.String:
		return "a text"
	}
	return "a " + cmp.Or(t.Name(), t.String())
}
