@sign-in
Feature: Applications sign their users in through the cloud's pages
  Whatever checks the password, an application gets a code, and for the code tokens that the cloud has signed.

  Background:
    Given a lab described by:
      """yaml
      forest:
        upnSuffixes: [contoso.com, fabrikam.com]
        users:
          generate: 0
          named:
            - { sam: ada, upn: ada@contoso.com }
            - { sam: fay, upn: fay@fabrikam.com }
      cloud:
        passThrough: true
        domains: [{ name: contoso.com }, { name: fabrikam.com, authentication: federated }]
      federation: { domains: [fabrikam.com] }
      egress: {}
      connect: [{ host: CONNECT1 }]
      agents: [{ host: AGENT1 }]
      """

  Scenario: An authorization code with PKCE, the password checked by an agent
    When ada@contoso.com signs in with an authorization code
    Then the sign-in succeeds
    And AGENT1 checked the password
    And the tokens are made out to ada@contoso.com and signed with a published key

  Scenario: An authorization code with PKCE, the password checked by AD FS
    When fay@fabrikam.com signs in with an authorization code
    Then the sign-in succeeds
    And AD FS checked the password
    And the tokens are made out to fay@fabrikam.com and signed with a published key

  Scenario: A wrong password stays on the sign-in page
    When ada@contoso.com signs in with an authorization code and a wrong password
    Then the sign-in is refused with AADSTS50126
    And AGENT1 checked the password

  Scenario: Whoever intercepts an authorization code cannot redeem it without the verifier
    When ada@contoso.com signs in with an authorization code that is redeemed with another verifier
    Then the sign-in is refused with AADSTS501481

  Scenario: A device without a browser signs its user in by a code
    When ada@contoso.com signs in with a device code
    Then the sign-in succeeds
    And AGENT1 checked the password
    And the tokens are made out to ada@contoso.com and signed with a published key

  Scenario: A device waits until its user has confirmed
    Given a device shows a code
    Then the device is refused with AADSTS70016
    When ada@contoso.com enters the device's code and confirms
    Then the device has tokens for ada@contoso.com

  Scenario: A user who does not know the device declines
    Given a device shows a code
    When ada@contoso.com enters the device's code and declines
    Then the device is refused with AADSTS65004

  Scenario: A device code that nobody enters ends after fifteen minutes
    Given a device shows a code
    When 16m pass
    Then the device is refused with AADSTS70008

  Scenario: Applications that look up the keys notice no rollover of the signing key
    Given ada@contoso.com signs in with an authorization code
    When the cloud's signing key is rolled over
    And ada@contoso.com signs in with an authorization code
    Then the sign-in succeeds
    And the tokens are made out to ada@contoso.com and signed with a published key
    And they are signed with another key than those before

  Scenario: Applications that keep keys for themselves refuse tokens after a rollover
    Given an application keeps the cloud's keys for itself
    When the cloud's signing key is rolled over
    And ada@contoso.com signs in with an authorization code
    Then the sign-in succeeds
    But the application knows no key for the tokens of ada@contoso.com
