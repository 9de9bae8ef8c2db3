module ptalab.example/msal-go

go 1.26

require github.com/AzureAD/microsoft-authentication-library-for-go v1.10.1
