@verify
Feature: Cloud-only users are no concern of pass-through authentication
  Guide: step 1 (a cloud-only administrator) and step 3 (the feature doesn't affect cloud-only users).

  Background:
    Given a lab described by:
      """yaml
      forest:
        users:
          generate: 0
          named:
            - { sam: ada, upn: ada@contoso.com }
      cloud:
        passThrough: true
        domains:
          - { name: contoso.com, authentication: managed }
        cloudOnlyUsers:
          - { upn: admin@contoso.onmicrosoft.com, roles: [hybridIdentityAdministrator] }
      egress: {}
      connect:
        - { host: CONNECT1, role: primary }
      agents:
        - { host: AGENT1 }
        - { host: AGENT2 }
      """
    And the cloud-only user cora@contoso.onmicrosoft.com exists

  Scenario: They sign in before, while and after pass-through authentication is on
    Given pass-through authentication is switched off
    When cora@contoso.onmicrosoft.com signs in with an OAuth client
    Then the sign-in succeeds
    Given pass-through authentication is switched on
    When cora@contoso.onmicrosoft.com signs in with an OAuth client
    Then the sign-in succeeds
    Given pass-through authentication is switched off
    When cora@contoso.onmicrosoft.com signs in with an OAuth client
    Then the sign-in succeeds

  Scenario: They sign in with every agent dead, when nobody synchronized can
    Given all agents are killed
    When cora@contoso.onmicrosoft.com signs in with an OAuth client
    Then the sign-in succeeds
    When ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS80001

  Scenario: Their passwords never reach an agent
    When cora@contoso.onmicrosoft.com signs in with an OAuth client
    Then the sign-in succeeds
    And the cloud checked the password
    And no agent saw the sign-in

  Scenario: A wrong password is the cloud's to count, and no domain controller hears of it
    When cora@contoso.onmicrosoft.com signs in with an OAuth client and a wrong password
    Then the sign-in is refused with AADSTS50126
    And no agent saw the sign-in
    And no domain controller saw the sign-in
    And Smart Lockout has counted 1 failure of cora@contoso.onmicrosoft.com

  Scenario: The cloud-only Hybrid Identity Administrator can manage the tenant when all else is dead
    Given all agents are killed
    And every domain controller is stopped
    When the administrator signs in
    And the administrator turns pass-through authentication off
    Then pass-through authentication is off for the tenant
