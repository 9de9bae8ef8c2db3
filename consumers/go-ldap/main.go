// The go-ldap library, at a domain: its description is the argument.
package main

import (
	"fmt"
	"os"
)

func main() {
	d, err := read(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	binding(d)
	reading(d)
	writing(d)
	fmt.Println("done")
}
