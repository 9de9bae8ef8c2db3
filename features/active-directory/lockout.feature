@active-directory
Feature: Account lockout is decided by the PDC emulator and counted at every domain controller

  Background:
    Given a lab described by:
      """yaml
      forest:
        lockout: { threshold: 3, duration: 30m, observationWindow: 30m }
        users:
          generate: 0
          named:
            - { sam: ada, upn: ada@contoso.com }
            - { sam: svc, upn: svc@contoso.com }
            - { sam: vip, upn: vip@contoso.com }
        groups:
          - { name: Services, members: [svc] }
          - { name: Careful, members: [vip] }
        fineGrainedPolicies:
          - { name: Never, precedence: 10, appliesTo: [Services], lockout: { threshold: 0 } }
          - { name: Once, precedence: 20, appliesTo: [Careful], lockout: { threshold: 1 } }
      cloud:
        passThrough: true
        smartLockout: { threshold: 20 }
        domains: [{ name: contoso.com }]
      egress: {}
      connect: [{ host: CONNECT1 }]
      agents: [{ host: AGENT1 }]
      """

  Scenario: A lock ends after its duration, and the count begins anew
    Given ada@contoso.com signs in 3 times with wrong passwords
    When 31m pass
    And ada@contoso.com signs in with an OAuth client and a wrong password
    Then the sign-in is refused with AADSTS50126
    And Active Directory has counted 1 bad password of ada@contoso.com
    When ada@contoso.com signs in with an OAuth client
    Then the sign-in succeeds
    And Active Directory has counted 0 bad passwords of ada@contoso.com

  Scenario: The window slides from the last bad try
    Given ada@contoso.com signs in 2 times with wrong passwords
    When 31m pass
    And ada@contoso.com signs in 2 times with wrong passwords
    Then ada@contoso.com is not locked out in Active Directory

  Scenario: An administrator's unlock frees the user at once
    Given ada@contoso.com signs in 3 times with wrong passwords
    When an administrator unlocks ada@contoso.com in Active Directory
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in succeeds

  Scenario: Bad passwords at another domain controller are counted at the PDC emulator too
    Given the link from AGENT1 to DC1 is cut
    When ada@contoso.com signs in 2 times with wrong passwords
    Then DC2 has counted 2 bad passwords of ada@contoso.com
    And DC1 has counted 2 bad passwords of ada@contoso.com

  Scenario: With the PDC emulator down the other counts and locks alone
    Given the domain controller DC1 is stopped
    When ada@contoso.com signs in 3 times with wrong passwords
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50053
    And DC1 has counted 0 bad passwords of ada@contoso.com

  Scenario: A new password that has not replicated yet is asked of the PDC emulator
    Given the link from AGENT1 to DC1 is cut
    When the password of ada@contoso.com is reset in Active Directory
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in succeeds
    And DC2 has counted 0 bad passwords of ada@contoso.com

  Scenario: Cut off from the PDC emulator, a domain controller knows only the old password
    Given the link from AGENT1 to DC1 is cut
    And DC1 and DC2 are cut off from each other
    When the password of ada@contoso.com is reset in Active Directory
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50126

  Scenario: Right after a reset the password before it still logs on
    Given the password of ada@contoso.com is reset in Active Directory
    When ada@contoso.com signs in with the password before the last 1 reset
    Then the sign-in succeeds

  Scenario: An hour after a reset the password before it is refused, and not counted
    Given the password of ada@contoso.com is reset in Active Directory
    When 61m pass
    And ada@contoso.com signs in with the password before the last 1 reset
    Then the sign-in is refused with AADSTS50126
    And Active Directory has counted 0 bad passwords of ada@contoso.com

  Scenario: Of the passwords before, two are not counted, and older ones are
    Given the password of ada@contoso.com is reset in Active Directory
    And the password of ada@contoso.com is reset in Active Directory
    And the password of ada@contoso.com is reset in Active Directory
    When ada@contoso.com signs in with the password before the last 2 resets
    Then the sign-in is refused with AADSTS50126
    And Active Directory has counted 0 bad passwords of ada@contoso.com
    When ada@contoso.com signs in with the password before the last 3 resets
    Then the sign-in is refused with AADSTS50126
    And Active Directory has counted 1 bad password of ada@contoso.com

  Scenario: Fine-grained policies go before the domain's
    When svc@contoso.com signs in 5 times with wrong passwords
    Then svc@contoso.com is not locked out in Active Directory
    When vip@contoso.com signs in with an OAuth client and a wrong password
    Then the sign-in is refused with AADSTS50126
    And vip@contoso.com is locked out in Active Directory
