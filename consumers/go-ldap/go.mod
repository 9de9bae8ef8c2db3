module ptalab.example/go-ldap

go 1.26

require github.com/go-ldap/ldap/v3 v3.4.15
