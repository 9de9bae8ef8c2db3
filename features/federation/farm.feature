@federation
Feature: An AD FS farm of two nodes behind a Web Application Proxy
  Devices outside come by the proxy, which asks the nodes in turn.

  Background:
    Given a lab described by:
      """yaml
      forest:
        upnSuffixes: [fabrikam.com]
        users: { generate: 0, named: [{ sam: fay, upn: fay@fabrikam.com }] }
      cloud: { domains: [{ name: fabrikam.com, authentication: federated }] }
      federation: { domains: [fabrikam.com], nodes: 2 }
      connect: [{ host: CONNECT1 }]
      egress: {}
      """

  Scenario: With one node down the other signs everybody in
    Given the node ADFS1 of AD FS is stopped
    When fay@fabrikam.com signs in with an authorization code
    Then the sign-in succeeds
    And AD FS checked the password
    When fay@fabrikam.com signs in with an OAuth client
    Then the sign-in succeeds

  Scenario: With both down nobody can sign in, and with one back everybody can
    Given AD FS is shut down
    When fay@fabrikam.com signs in with an authorization code
    Then the sign-in is unavailable
    When the node ADFS2 of AD FS is started
    And fay@fabrikam.com signs in with an authorization code
    Then the sign-in succeeds

  Scenario: Without the proxy nobody outside reaches the farm, although it runs
    Given the Web Application Proxy is stopped
    When fay@fabrikam.com signs in with an OAuth client
    Then the sign-in is unavailable

  Scenario: A wrong password is AD FS' to refuse, and the cloud hears nothing of it
    When fay@fabrikam.com signs in with an authorization code and a wrong password
    Then AD FS refuses the sign-in
    And AD FS has written the event 1203 of it
    And Smart Lockout has counted 0 failures of fay@fabrikam.com
    And Active Directory has counted 1 bad password of fay@fabrikam.com
