// MSAL for Go, as its documentation says, at the lab's cloud under its real names; the argument describes the lab.
package main

import (
	"fmt"
	"os"
)

func main() {
	lab, err := read(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	passwords(lab)
	renewal(lab)
	browsers(lab)
	daemons(lab)
	fmt.Println("done")
}
