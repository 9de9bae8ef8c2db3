@sign-in
Feature: A second factor is asked for once the password was right
  Trouble with a second factor on the administrator's account is a known limitation of installing agents.

  Background:
    Given a lab described by:
      """yaml
      forest:
        users: { generate: 0, named: [{ sam: ada, upn: ada@contoso.com }] }
      cloud: { passThrough: true, domains: [{ name: contoso.com }] }
      egress: {}
      connect: [{ host: CONNECT1 }]
      agents: [{ host: AGENT1 }]
      """

  Scenario: A client without pages is told to come back with a claims challenge
    Given everybody needs a second factor
    When ada@contoso.com signs in with a password grant
    Then the sign-in is refused with AADSTS50076
    And the refusal carries a claims challenge

  Scenario: A wrong password does not tell that a second factor is needed
    Given everybody needs a second factor
    When ada@contoso.com signs in with an OAuth client and a wrong password
    Then the sign-in is refused with AADSTS50126

  Scenario: On the pages the user proves it
    Given everybody needs a second factor
    When ada@contoso.com signs in with an authorization code and the second factor
    Then the sign-in succeeds
    And AGENT1 checked the password
    And the tokens say that ada@contoso.com has proven a second factor

  Scenario: A user who has registered none cannot sign in without pages
    Given everybody needs a second factor
    And ada@contoso.com has registered no second factor
    When ada@contoso.com signs in with a password grant
    Then the sign-in is refused with AADSTS50079

  Scenario: A policy that comes later stops refreshes
    Given ada@contoso.com signs in with an authorization code
    When ada@contoso.com needs a second factor
    Then the refresh token of ada@contoso.com is refused with AADSTS50076

  Scenario: A second factor on the administrator's account stops the wizard
    Given admin@contoso.onmicrosoft.com needs a second factor
    When admin@contoso.onmicrosoft.com tries the wizard on CONNECT1 with pass-through authentication
    Then the wizard refuses, as it cannot sign in because of AADSTS50076
