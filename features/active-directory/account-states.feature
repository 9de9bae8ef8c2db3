@active-directory
Feature: What Active Directory says of an account is what the user is told
  With the right password alone: a wrong one hides it, but for a lock.

  Background:
    Given a lab described by:
      """yaml
      forest:
        lockout: { threshold: 3, duration: 30m, observationWindow: 30m }
        users:
          generate: 0
          named:
            - { sam: ada, upn: ada@contoso.com }
            - { sam: gone, upn: gone@contoso.com, accountExpires: '2025-12-31T00:00:00Z' }
            - { sam: new, upn: new@contoso.com, mustChangePassword: true }
            - { sam: night, upn: night@contoso.com, logonHours: never }
            - { sam: here, upn: here@contoso.com, workstations: [AGENT1] }
            - { sam: desk, upn: desk@contoso.com, workstations: [DESK7] }
      cloud:
        passThrough: true
        smartLockout: { threshold: 10 }
        domains: [{ name: contoso.com }]
      egress: {}
      connect: [{ host: CONNECT1 }]
      agents: [{ host: AGENT1 }]
      """

  Scenario Outline: To the right password alone: <what>
    When <upn> signs in with an OAuth client
    Then the sign-in is refused with AADSTS<code>
    When <upn> signs in with an OAuth client and a wrong password
    Then the sign-in is refused with AADSTS50126

    Examples:
      | what                                   | upn               | code  |
      | an account that has expired            | gone@contoso.com  | 50057 |
      | a password that must be changed        | new@contoso.com   | 50144 |
      | outside the hours of logon             | night@contoso.com | 80012 |
      | a workstation list without the agent   | desk@contoso.com  | 80007 |

  Scenario: An account that was disabled since Entra Connect last looked
    Given the account of ada@contoso.com is disabled in Active Directory
    When ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50057
    When ada@contoso.com signs in with an OAuth client and a wrong password
    Then the sign-in is refused with AADSTS50126

  Scenario: A workstation list that names the agent's host lets the user in
    When here@contoso.com signs in with an OAuth client
    Then the sign-in succeeds

  Scenario: A lock shows with the right password and the wrong one
    Given ada@contoso.com signs in 3 times with wrong passwords
    When ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50053
    When ada@contoso.com signs in with an OAuth client and a wrong password
    Then the sign-in is refused with AADSTS50053
    And Active Directory has counted 3 bad passwords of ada@contoso.com
