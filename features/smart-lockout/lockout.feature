@smart-lockout
Feature: Smart Lockout filters guesses before they reach Active Directory
  Guide: step 5 (configure Smart Lockout).

  Background:
    Given a lab described by:
      """yaml
      forest:
        lockout: { threshold: 10, duration: 30m, observationWindow: 30m }
        users:
          generate: 0
          named:
            - { sam: ada, upn: ada@contoso.com }
      cloud:
        passThrough: true
        smartLockout: { threshold: 5, duration: 60s }
        domains:
          - { name: contoso.com, authentication: managed }
      egress: {}
      connect:
        - { host: CONNECT1, role: primary }
      agents:
        - { host: AGENT1 }
      """

  Scenario: With the lower threshold in the cloud, a sprayer locks the cloud and not Active Directory
    When ada@contoso.com signs in 8 times with wrong passwords
    Then the last sign-in is refused with AADSTS50053
    And Active Directory has counted 5 bad passwords of ada@contoso.com
    And ada@contoso.com is not locked out in Active Directory

  Scenario: While locked the right password is refused too, and the lock ends by itself
    Given ada@contoso.com signs in 5 times with wrong passwords
    When ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50053
    And no agent saw the sign-in
    When 59s pass
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50053
    When 2s pass
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in succeeds

  Scenario: What Active Directory says of an account reaches the user
    Given the account of ada@contoso.com is disabled in Active Directory
    When ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50057
    When ada@contoso.com signs in with an OAuth client and a wrong password
    Then the sign-in is refused with AADSTS50126
