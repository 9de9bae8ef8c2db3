@verify
Feature: Agents that are handed the name on premises
  The guide does not say which name agents get where the two differ; both readings can be played.

  Scenario: A user whose suffix cannot be verified signs in with the name in the cloud
    Given a lab described by:
      """yaml
      forest:
        upnSuffixes: [contoso.local]
        users: { generate: 0, named: [{ sam: lou, upn: lou@contoso.local }] }
      cloud:
        passThrough: true
        domains: [{ name: contoso.com }]
        passwords: { agentName: onPremisesUserPrincipalName }
      egress: {}
      connect: [{ host: CONNECT1 }]
      agents: [{ host: AGENT1 }]
      """
    When lou@contoso.onmicrosoft.com, who is lou@contoso.local on premises, signs in with a password grant
    Then the sign-in succeeds
    And AGENT1 checked the password
