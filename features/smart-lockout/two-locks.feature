@smart-lockout
Feature: The cloud's lock and Active Directory's know nothing of each other
  Guide: step 5, with the thresholds the wrong way round.

  Background:
    Given a lab described by:
      """yaml
      forest:
        lockout: { threshold: 3, duration: 30m, observationWindow: 30m }
        users: { generate: 0, named: [{ sam: ada, upn: ada@contoso.com }] }
      cloud:
        passThrough: true
        smartLockout: { threshold: 10, duration: 60s }
        passwords: { writeback: true }
        domains: [{ name: contoso.com }]
      egress: {}
      connect: [{ host: CONNECT1 }]
      agents: [{ host: AGENT1 }]
      """

  Scenario: With the lower threshold on premises, a sprayer locks the user out of everything
    When ada@contoso.com signs in 8 times with wrong passwords
    Then ada@contoso.com is locked out in Active Directory
    And Smart Lockout has not locked ada@contoso.com
    And Smart Lockout has counted 3 failures of ada@contoso.com

  Scenario: Unlocked in Active Directory, a user whom the cloud holds stays out
    Given Smart Lockout's threshold is 2
    And ada@contoso.com signs in 2 times with wrong passwords
    When an administrator unlocks ada@contoso.com in Active Directory
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50053
    And no agent saw the sign-in

  Scenario: Reset in the cloud, a user whom Active Directory has locked stays out
    Given ada@contoso.com signs in 3 times with wrong passwords
    When an administrator resets the password of ada@contoso.com in the cloud
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50053
    And AGENT1 checked the password
