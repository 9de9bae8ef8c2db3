@smart-lockout
Feature: A phone with one stale password
  Where the cloud has a hash to compare with, it remembers the last three bad ones; with pass-through authentication it has none.

  Background:
    Given a lab described by:
      """yaml
      forest:
        lockout: { threshold: 0 }
        users: { generate: 0, named: [{ sam: ada, upn: ada@contoso.com }] }
      cloud:
        passThrough: true
        smartLockout: { threshold: 5, duration: 60s }
        domains: [{ name: contoso.com }]
        cloudOnlyUsers: [{ upn: cora@contoso.onmicrosoft.com }]
      egress: {}
      connect: [{ host: CONNECT1, passwordHashSync: true }]
      agents: [{ host: AGENT1 }]
      """

  Scenario: With pass-through authentication it locks its user out
    Given ada@contoso.com signs in 5 times with the same wrong password
    When ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50053

  Scenario: With password hash synchronization it is counted once
    Given CONNECT1 has synchronized password hashes
    And the administrator turns pass-through authentication off
    When ada@contoso.com signs in 12 times with the same wrong password
    Then Smart Lockout has counted 1 failure of ada@contoso.com
    And Smart Lockout has not locked ada@contoso.com

  Scenario: Of a cloud-only user it is counted once
    When cora@contoso.onmicrosoft.com signs in 12 times with the same wrong password
    Then Smart Lockout has counted 1 failure of cora@contoso.onmicrosoft.com
    And Smart Lockout has not locked cora@contoso.onmicrosoft.com
