@active-directory
Feature: Users of another forest sign in across its trust, and each defect has a code of its own

  Background:
    Given a lab described by:
      """yaml
      forest:
        domainControllers: [DC1]
        upnSuffixes: [contoso.com]
        users: { generate: 0, named: [{ sam: ada, upn: ada@contoso.com }] }
        trusts:
          - with: fabrikam.local
            direction: two-way
            disabledSuffixes: [old.fabrikam.com]
            selectiveAuthentication: { allowedOn: { AGENT1: [Remote] } }
        forests:
          - domain: fabrikam.local
            domainControllers: [DC2]
            upnSuffixes: [fabrikam.com, old.fabrikam.com]
            groups: [{ name: Remote }]
            users:
              generate: 0
              named:
                - { sam: fay, upn: fay@fabrikam.com, memberOf: [Remote] }
                - { sam: guy, upn: guy@fabrikam.com }
                - { sam: hal, upn: hal@old.fabrikam.com, memberOf: [Remote] }
      cloud:
        passThrough: true
        domains: [{ name: contoso.com }, { name: fabrikam.com }, { name: old.fabrikam.com }]
      egress: {}
      connect: [{ host: CONNECT1 }]
      agents: [{ host: AGENT1 }]
      """
    And an Entra Connect of its own forest has synchronized fay@fabrikam.com
    And an Entra Connect of its own forest has synchronized guy@fabrikam.com
    And an Entra Connect of its own forest has synchronized hal@old.fabrikam.com

  Scenario: With a trust and a routed suffix the agent's domain controller asks the other forest
    When fay@fabrikam.com signs in with an OAuth client
    Then the sign-in succeeds
    And AGENT1 checked the password

  Scenario: A wrong password is the other forest's to count
    When fay@fabrikam.com signs in with an OAuth client and a wrong password
    Then the sign-in is refused with AADSTS50126
    And DC2 has counted 1 bad password of fay@fabrikam.com

  Scenario: A suffix that is not routed leads nowhere
    When hal@old.fabrikam.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50126
    And DC2 has counted 0 bad passwords of hal@old.fabrikam.com

  Scenario: Selective authentication lets in those who may authenticate to the agent's host
    When guy@fabrikam.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS80007

  Scenario: No domain controller of the other forest answers
    Given the domain controller DC2 is stopped
    When fay@fabrikam.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS80007
    When ada@contoso.com signs in with an OAuth client
    Then the sign-in succeeds

  Scenario: The trust itself is broken
    Given the trust with fabrikam.local is broken
    When fay@fabrikam.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS80007

  Scenario: Clocks too far apart
    Given the clock of DC2 is 6m ahead
    When fay@fabrikam.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS80013
