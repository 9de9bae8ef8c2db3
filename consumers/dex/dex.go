//go:build required

package required

import _ "github.com/dexidp/dex/cmd/dex"
