@smart-lockout
Feature: How Smart Lockout's locks grow and end
  The service does not publish its curve; the lab file has one.

  Background:
    Given a lab described by:
      """yaml
      forest:
        lockout: { threshold: 0 }
        users: { generate: 0, named: [{ sam: ada, upn: ada@contoso.com }] }
      cloud:
        passThrough: true
        smartLockout: { threshold: 3, duration: 60s, growth: { schedule: list, durations: [60s, 5m, 1h] } }
        passwords: { writeback: true }
        domains: [{ name: contoso.com }]
      egress: {}
      connect: [{ host: CONNECT1 }]
      agents: [{ host: AGENT1 }]
      """

  Scenario: After a lock the first wrong password locks again, and for longer
    When ada@contoso.com signs in 3 times with wrong passwords
    Then Smart Lockout holds ada@contoso.com for 60s
    When 61s pass
    And ada@contoso.com signs in with an OAuth client and a wrong password
    Then the sign-in is refused with AADSTS50126
    And Smart Lockout holds ada@contoso.com for 5m
    When 6m pass
    And ada@contoso.com signs in with an OAuth client and a wrong password
    Then the sign-in is refused with AADSTS50126
    And Smart Lockout holds ada@contoso.com for 1h

  Scenario: A right password after the lock makes the next one short again
    Given ada@contoso.com signs in with an OAuth client
    And ada@contoso.com signs in 3 times with wrong passwords
    When 61s pass
    And ada@contoso.com signs in with an OAuth client
    And ada@contoso.com signs in 3 times with wrong passwords
    Then Smart Lockout holds ada@contoso.com for 60s

  Scenario: An administrator's password reset unlocks
    Given ada@contoso.com signs in 3 times with wrong passwords
    When an administrator resets the password of ada@contoso.com in the cloud
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in succeeds
