@active-directory
Feature: With password writeback, an expired password is changed on the sign-in page

  Background:
    Given a lab described by:
      """yaml
      forest:
        users:
          generate: 0
          named:
            - { sam: old, upn: old@contoso.com, passwordExpired: true }
            - { sam: new, upn: new@contoso.com, mustChangePassword: true }
      cloud: { passThrough: true, domains: [{ name: contoso.com }], passwords: { writeback: true } }
      egress: {}
      connect: [{ host: CONNECT1 }]
      agents: [{ host: AGENT1 }]
      """

  Scenario Outline: On the sign-in page: <what>
    When <upn> signs in with an authorization code and chooses a new password
    Then the sign-in succeeds
    When <upn> signs in with an OAuth client
    Then the sign-in succeeds
    And AGENT1 checked the password

    Examples:
      | what                        | upn             |
      | a password that has expired | old@contoso.com |
      | one that must be changed    | new@contoso.com |

  Scenario: A client without pages cannot change it
    When old@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50144
