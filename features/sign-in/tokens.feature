@sign-in
Feature: Which refresh tokens outlive a password
  A refresh asks nobody for a password. An expiry ends nothing; a change and a reset do.

  Background:
    Given a lab described by:
      """yaml
      forest:
        users: { generate: 0, named: [{ sam: ada, upn: ada@contoso.com }] }
      cloud:
        passThrough: true
        domains: [{ name: contoso.com }]
        cloudOnlyUsers: [{ upn: cora@contoso.onmicrosoft.com }]
        passwords: { writeback: true }
      egress: {}
      connect: [{ host: CONNECT1 }]
      agents: [{ host: AGENT1 }]
      """
    And ada@contoso.com signs in with an authorization code
    And cora@contoso.onmicrosoft.com signs in with an authorization code

  Scenario: A password that expires ends no refresh token
    Given the password of ada@contoso.com expires in Active Directory
    When 10m pass
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50144
    And the refresh token of ada@contoso.com is still good

  Scenario: Nor does one that expires in the cloud
    When 10m pass
    And the password of cora@contoso.onmicrosoft.com expires in the cloud
    Then the refresh token of cora@contoso.onmicrosoft.com is still good
    When cora@contoso.onmicrosoft.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50055

  Scenario: A refresh asks no agent, so that it works while none listens
    Given AGENT1 is killed
    Then the refresh token of ada@contoso.com is still good

  Scenario: A change of the password revokes what was given before
    When 10m pass
    And cora@contoso.onmicrosoft.com changes the password in the cloud
    Then the refresh token of cora@contoso.onmicrosoft.com is refused with AADSTS50173
    When cora@contoso.onmicrosoft.com signs in with an authorization code
    Then the sign-in succeeds
    And the refresh token of cora@contoso.onmicrosoft.com is still good

  Scenario: An administrator's reset revokes what was given before, and is written back
    When 10m pass
    And an administrator resets the password of ada@contoso.com in the cloud
    Then the refresh token of ada@contoso.com is refused with AADSTS50173
    When ada@contoso.com signs in with an authorization code
    Then the sign-in succeeds
    And AGENT1 checked the password

  Scenario: A reset in Active Directory revokes once Entra Connect has told of it
    When 10m pass
    And the password of ada@contoso.com is reset in Active Directory
    Then the refresh token of ada@contoso.com is still good
    When CONNECT1 runs a synchronization cycle
    Then the refresh token of ada@contoso.com is refused with AADSTS50173

  Scenario: An administrator revokes sessions
    When 10m pass
    And the administrator revokes the sessions of ada@contoso.com
    Then the refresh token of ada@contoso.com is refused with AADSTS50173

  Scenario: A user who is disabled keeps no tokens
    When ada@contoso.com is disabled in the cloud
    Then the refresh token of ada@contoso.com is refused with AADSTS50057
