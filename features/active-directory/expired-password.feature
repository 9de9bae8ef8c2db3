@active-directory
Feature: A password that has expired is told to whoever knows it

  Background:
    Given a lab described by:
      """yaml
      forest:
        users: { generate: 0, named: [{ sam: old, upn: old@contoso.com, passwordExpired: true }] }
      cloud: { passThrough: true, domains: [{ name: contoso.com }] }
      egress: {}
      connect: [{ host: CONNECT1 }]
      agents: [{ host: AGENT1 }]
      """

  Scenario: A password that has expired
    When old@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50144
    When old@contoso.com signs in with an OAuth client and a wrong password
    Then the sign-in is refused with AADSTS50126
