module ptalab.example/dex

go 1.22

require (
	// The commit of v2.41.1: Go knows no second major version of a module that is not named after it.
	github.com/dexidp/dex v0.0.0-20240807174518-43956db7fd75
	github.com/dexidp/dex/api/v2 v2.2.0
)
