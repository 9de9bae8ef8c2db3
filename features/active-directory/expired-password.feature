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

  Scenario: Without writeback the sign-in page is a dead end
    When old@contoso.com signs in with an authorization code and chooses a new password
    Then the sign-in is refused with AADSTS50144

  Scenario: Without writeback no administrator can reset a synchronized user's password in the cloud
    When an administrator tries to reset the password of old@contoso.com in the cloud
    Then the reset is refused, as nothing is written back
