@migration
Feature: Staged rollout moves some users of a federated domain to the cloud, before the domain is converted
  Guide: staged rollout (groups, one more federated sign-in, what stays federated).

  Background:
    Given a lab described by:
      """yaml
      forest:
        upnSuffixes: [fabrikam.com]
        users:
          generate: 0
          named:
            - { sam: fay, upn: fay@fabrikam.com }
            - { sam: fox, upn: fox@fabrikam.com }
      cloud:
        passThrough: false
        domains: [{ name: fabrikam.com, authentication: federated }]
      federation: { domains: [fabrikam.com] }
      exchange: {}
      egress: {}
      connect: [{ host: CONNECT1 }]
      agents: [{ host: AGENT1 }]
      """
    And the group "Pilot" has the member fay@fabrikam.com

  Scenario: Members of the group are checked by an agent, and nobody else
    When pass-through authentication is rolled out to the group "Pilot"
    And fay@fabrikam.com signs in with an authorization code
    Then the sign-in succeeds
    And AGENT1 checked the password
    When fox@fabrikam.com signs in with an authorization code
    Then the sign-in succeeds
    And AD FS checked the password

  Scenario: Members do not need AD FS any more, others do
    Given pass-through authentication is rolled out to the group "Pilot"
    When AD FS is shut down
    And fay@fabrikam.com signs in with an authorization code
    Then the sign-in succeeds
    When fox@fabrikam.com signs in with an authorization code
    Then the sign-in is unavailable

  Scenario: Whoever is added later waits up to a day
    Given pass-through authentication is rolled out to the group "Pilot"
    When the group "Pilot" has the members fay@fabrikam.com and fox@fabrikam.com
    And fox@fabrikam.com signs in with an authorization code
    Then AD FS checked the password
    When 24h pass
    And fox@fabrikam.com signs in with an authorization code
    Then AGENT1 checked the password

  Scenario: An application that sends a domain hint stays federated
    Given pass-through authentication is rolled out to the group "Pilot"
    When fay@fabrikam.com signs in with an authorization code and the domain hint fabrikam.com
    Then the sign-in succeeds
    And AD FS checked the password

  Scenario: A policy has domain hints ignored
    Given pass-through authentication is rolled out to the group "Pilot"
    And the organization's home realm discovery policy is:
      """yaml
      domainHints: { ignoreForDomains: [fabrikam.com] }
      """
    When fay@fabrikam.com signs in with an authorization code and the domain hint fabrikam.com
    Then the sign-in succeeds
    And AGENT1 checked the password

  Scenario: Older protocols stay federated
    Given pass-through authentication is rolled out to the group "Pilot"
    When fay@fabrikam.com synchronizes mail on the phone "Fay's phone"
    Then the sign-in succeeds
    And AD FS checked the password

  Scenario: Clients that speak WS-Trust stay federated
    Given pass-through authentication is rolled out to the group "Pilot"
    When fay@fabrikam.com signs in with an OAuth client
    Then the sign-in succeeds
    And AD FS checked the password

  Scenario: Switched off again, members go back to AD FS after one more sign-in
    Given pass-through authentication is rolled out to the group "Pilot"
    And fay@fabrikam.com signs in with an authorization code
    When the staged rollout of pass-through authentication is switched off
    And 24h pass
    And fay@fabrikam.com signs in with an authorization code
    Then AGENT1 checked the password
    When fay@fabrikam.com signs in with an authorization code
    Then AD FS checked the password
