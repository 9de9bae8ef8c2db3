@federation
Feature: AD FS' signing certificate, and what the tenant knows of it
  The tenant takes tokens that are signed with a certificate it was told of, the next one included.

  Background:
    Given a lab described by:
      """yaml
      forest:
        upnSuffixes: [fabrikam.com]
        users: { generate: 0, named: [{ sam: fay, upn: fay@fabrikam.com }] }
      cloud: { domains: [{ name: fabrikam.com, authentication: federated }] }
      federation: { domains: [fabrikam.com] }
      connect: [{ host: CONNECT1 }]
      egress: {}
      """

  Scenario Outline: Replaced at once, without a word to the tenant, it is the outage, for <client> too
    When AD FS' signing certificate is replaced at once
    And fay@fabrikam.com signs in with <client>
    Then the sign-in is refused with AADSTS50008
    When the tenant is told of AD FS' certificates
    And fay@fabrikam.com signs in with <client>
    Then the sign-in succeeds

    Examples:
      | client                |
      | an OAuth client       |
      | an authorization code |

  Scenario: Told of the successor in time, the tenant notices no rollover
    Given a successor of AD FS' signing certificate is made
    And the tenant is told of AD FS' certificates
    When the successor of AD FS' signing certificate takes over
    And fay@fabrikam.com signs in with an authorization code
    Then the sign-in succeeds
    And AD FS checked the password

  Scenario: A successor that the tenant was never told of breaks sign-in the day it takes over
    Given a successor of AD FS' signing certificate is made
    When fay@fabrikam.com signs in with an authorization code
    Then the sign-in succeeds
    When the successor of AD FS' signing certificate takes over
    And fay@fabrikam.com signs in with an authorization code
    Then the sign-in is refused with AADSTS50008
