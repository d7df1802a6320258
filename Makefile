# make help lists what there is to make.

CONCORD := bin/concord
N ?= 1000,10000
S ?= 10000
P ?= 10000

.PHONY: help site serve test portable check bench lighthouse golden fuzz clean tools

help: ## list what there is to make
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

$(CONCORD): FORCE
	@mkdir -p bin
	@go build -o $(CONCORD) ./cmd/concord
FORCE:

site: $(CONCORD) ## render content/ into build/
	@$(CONCORD) build

serve: $(CONCORD) ## show content/ in a browser while it is written
	@$(CONCORD) serve --open

test: bin/typescript bin/gates ## prove the project: every test, the fuzz seeds, the real site
	go build ./...
	go test -timeout 30m ./...

# The types of the scripts are checked by a compiler that is installed from npm,
# of the version that static/ts/package-lock.json pins.
bin/typescript: static/ts/package-lock.json
	$(call npm,static/ts,the type check of the scripts)

# The pages of the built site are looked at by axe-core and html-validate, and by
# the Nu checker where Java is.
bin/gates: internal/browser/tools/gates/package-lock.json
	$(call npm,internal/browser/tools/gates,the checks of the pages by axe-core and the validators)

bin/lighthouse: internal/browser/tools/lighthouse/package-lock.json
	$(call npm,internal/browser/tools/lighthouse,Lighthouse)

# npm FOLDER, WHAT is skipped: installs into the target what the folder pins.
# Nothing of it is compiled or run while it is installed.
define npm
	@rm -rf $@
	@if ! command -v npm >/dev/null; then echo "SKIPPED $(2): npm is not installed"; \
	else mkdir -p $@ && cp $(1)/package.json $(1)/package-lock.json $(1)/.npmrc $@ && npm ci --ignore-scripts --silent --prefix $@ \
	|| { rm -rf $@; echo "SKIPPED $(2): npm could not install it"; }; fi
endef

portable: ## vet the code for macOS and Windows; the bench measures on Unix alone
	GOOS=darwin go vet ./...
	GOOS=windows go vet $$(go list ./... | grep -v /internal/bench$$)

check: tools portable ## format, vet, staticcheck, govulncheck, tests with the race detector, long random tests
	@test -z "$$(gofmt -l cmd internal templates static)" || { gofmt -l cmd internal templates static; echo "run gofmt -w on these files"; exit 1; }
	go vet ./...
	bin/staticcheck ./...
	@bin/govulncheck ./... || { s=$$?; if [ $$s -eq 3 ]; then exit 3; fi; echo "SKIPPED govulncheck: it could not reach its database"; }
	go test -race -timeout 30m ./...
	go test ./internal/watch -race -run TestRandom -operations 10000 -timeout 30m
	go test ./internal/engine -race -run TestNothingIsStale -operations 2000 -timeout 30m
	go test ./internal/serve -race -run TestSoak -operations 10000 -timeout 30m

bench: ## measure against goldmark alone and Hugo, search against Pagefind, and the preview; N=100000, S=1000, P=1000 for other sites
	go test -run '^$$' -bench . -benchmem ./internal/mention ./internal/markup ./internal/render ./internal/concord
	go run ./internal/bench -n $(N)
	go run ./internal/bench search -n $(S)
	go run ./internal/bench preview -n $(P)

lighthouse: bin/lighthouse ## measure some pages of the real site with Lighthouse, as on a phone and on a desk; all four marks must be 100
	go run ./internal/lighthouse

golden: ## write the expected outputs of the tests anew; look at the difference before you commit it
	go test ./internal/markup ./internal/engine ./cmd/concord -update

fuzz: ## look for inputs that break the readers, a minute each
	go test ./internal/record -run '^$$' -fuzz FuzzEDTF -fuzztime 1m
	go test ./internal/record -run '^$$' -fuzz FuzzDecode -fuzztime 1m -fuzzminimizetime 10x
	go test ./internal/mention -run '^$$' -fuzz FuzzDates -fuzztime 1m
	go test ./internal/mention -run '^$$' -fuzz FuzzNames -fuzztime 1m
	go test ./internal/markup -run '^$$' -fuzz FuzzCompile -fuzztime 1m -fuzzminimizetime 10x
	go test ./internal/language -run '^$$' -fuzz FuzzCatalogue -fuzztime 1m
	go test ./internal/language -run '^$$' -fuzz FuzzOrder -fuzztime 1m
	go test ./internal/bundle -run '^$$' -fuzz FuzzTranslate -fuzztime 1m
	go test ./internal/cite -run '^$$' -fuzz FuzzFiles -fuzztime 1m

tools: bin/staticcheck bin/govulncheck

bin/staticcheck:
	@mkdir -p bin
	GOBIN=$(CURDIR)/bin go install honnef.co/go/tools/cmd/staticcheck@v0.8.2

bin/govulncheck:
	@mkdir -p bin
	GOBIN=$(CURDIR)/bin go install golang.org/x/vuln/cmd/govulncheck@v1.9.0

clean: ## remove what was built
	rm -rf bin
	find build -mindepth 1 ! -name .gitignore -delete
