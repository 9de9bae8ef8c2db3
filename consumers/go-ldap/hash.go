package main

import (
	"encoding/hex"
	"unicode/utf16"

	"golang.org/x/crypto/md4" //nolint:staticcheck // What NTLM is made of.
)

// ntHash is MD4 of the password in UTF-16.
func ntHash(password string) string {
	digest := md4.New()
	for _, unit := range utf16.Encode([]rune(password)) {
		digest.Write([]byte{byte(unit), byte(unit >> 8)})
	}
	return hex.EncodeToString(digest.Sum(nil))
}

// quoted is a password as unicodePwd takes it.
func quoted(password string) string {
	bytes := []byte{}
	for _, unit := range utf16.Encode([]rune(`"` + password + `"`)) {
		bytes = append(bytes, byte(unit), byte(unit>>8))
	}
	return string(bytes)
}
