@enable
Feature: Password hash synchronization, in place of pass-through authentication and beside it
  It is never a fallback by itself: somebody has to switch pass-through authentication off.
  Guide: step 4 (ensure high availability), and how password hash synchronization works.

  Background:
    Given a lab described by:
      """yaml
      forest:
        users:
          generate: 0
          named:
            - { sam: ada, upn: ada@contoso.com }
            - { sam: old, upn: old@contoso.com, passwordExpired: true }
      cloud: { passThrough: true, domains: [{ name: contoso.com }] }
      egress: {}
      connect: [{ host: CONNECT1, passwordHashSync: true }]
      agents: [{ host: AGENT1 }]
      """
    And CONNECT1 has synchronized password hashes

  Scenario: With every agent dead nobody falls back to a synced hash by itself
    Given all agents are killed
    When ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS80001

  Scenario: Switching pass-through authentication off is the fallback
    Given all agents are killed
    When the administrator turns pass-through authentication off
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in succeeds
    And the password was checked by password hash synchronization
    And no domain controller saw the sign-in

  Scenario: A new password is good in the cloud with the next cycle of two minutes
    Given the administrator turns pass-through authentication off
    When the password of ada@contoso.com is reset in Active Directory
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50126
    When 3m pass
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in succeeds

  Scenario: A password that has expired in Active Directory is still good in the cloud
    When old@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50144
    When the administrator turns pass-through authentication off
    And old@contoso.com signs in with an OAuth client
    Then the sign-in succeeds

  Scenario: An account that is disabled in Active Directory signs in until it is synchronized
    Given the administrator turns pass-through authentication off
    And the account of ada@contoso.com is disabled in Active Directory
    When ada@contoso.com signs in with an OAuth client
    Then the sign-in succeeds
    When CONNECT1 runs a synchronization cycle
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50057
