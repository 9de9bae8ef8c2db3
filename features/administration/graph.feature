@administration
Feature: What an administrator does and sees by Graph
  Roles decide: a Hybrid Identity Administrator manages sign-in, an Authentication Administrator Smart Lockout.

  Background:
    Given a lab described by:
      """yaml
      forest:
        upnSuffixes: [contoso.com, fabrikam.com]
        users:
          generate: 0
          named:
            - { sam: ada, upn: ada@contoso.com }
            - { sam: fay, upn: fay@fabrikam.com }
      cloud:
        passThrough: true
        domains: [{ name: contoso.com }, { name: fabrikam.com, authentication: federated }]
        cloudOnlyUsers:
          - { upn: hybrid@contoso.onmicrosoft.com, roles: [hybridIdentityAdministrator] }
          - { upn: auth@contoso.onmicrosoft.com, roles: [authenticationAdministrator] }
          - { upn: cora@contoso.onmicrosoft.com }
      federation: { domains: [fabrikam.com] }
      egress: {}
      connect: [{ host: CONNECT1 }]
      agents: [{ host: AGENT1 }, { host: AGENT2 }]
      """

  Scenario: A Hybrid Identity Administrator converts a domain, and its users leave AD FS
    When hybrid@contoso.onmicrosoft.com converts the domain fabrikam.com to managed by Graph
    Then Graph has done so
    When fay@fabrikam.com signs in with an authorization code
    Then the sign-in succeeds
    And the password was checked by pass-through authentication

  Scenario Outline: <who> may not convert a domain
    When <who> converts the domain fabrikam.com to managed by Graph
    Then Graph refuses, as the role is missing
    When fay@fabrikam.com signs in with an authorization code
    Then AD FS checked the password

    Examples:
      | who                            |
      | auth@contoso.onmicrosoft.com   |
      | cora@contoso.onmicrosoft.com   |

  Scenario: An Authentication Administrator sets Smart Lockout's threshold
    When auth@contoso.onmicrosoft.com sets Smart Lockout's threshold to 2 by Graph
    Then Graph has done so
    When ada@contoso.com signs in 2 times with wrong passwords
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50053

  Scenario: A Hybrid Identity Administrator may not
    When hybrid@contoso.onmicrosoft.com sets Smart Lockout's threshold to 2 by Graph
    Then Graph refuses, as the role is missing

  Scenario: The sign-in log names the method and the agent
    Given AGENT1 is killed
    When ada@contoso.com signs in with an OAuth client
    Then the sign-in log tells hybrid@contoso.onmicrosoft.com that AGENT2 checked the password of ada@contoso.com

  Scenario: The sign-in log tells a cloud-only user's wrong password
    When cora@contoso.onmicrosoft.com signs in with an OAuth client and a wrong password
    Then the sign-in is refused with AADSTS50126
    And the sign-in log tells hybrid@contoso.onmicrosoft.com of AADSTS50126 and "Password in the cloud" for cora@contoso.onmicrosoft.com

  Scenario: Lists come in pages
    Then Graph lists every user of the tenant to hybrid@contoso.onmicrosoft.com once, 2 at a time
