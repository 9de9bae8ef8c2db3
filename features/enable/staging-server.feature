@enable
Feature: A staging server's sign-in method is the tenant's
  Pass-through authentication is a tenant-level feature. Whoever runs the wizard of a staging server with another
  sign-in method switches it off for everybody, whatever the primary server was set to.
  Guide: step 2 (enable the feature).

  Background:
    Given a lab described by:
      """yaml
      forest:
        users:
          generate: 0
          named:
            - { sam: ada, upn: ada@contoso.com }
      cloud:
        domains:
          - { name: contoso.com, authentication: managed }
      egress: {}
      connect:
        - { host: CONNECT1, role: primary }
        - { host: CONNECT2, role: staging }
      """
    And the wizard on CONNECT1 is run with pass-through authentication
    And ada@contoso.com signs in with an OAuth client
    And CONNECT1 checked the password

  Scenario: Set up with password hash sync, a staging server switches pass-through authentication off for all
    When the wizard on CONNECT2 is run with password hash synchronization
    Then pass-through authentication is off for the tenant
    When ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50056
    And no agent saw the sign-in

  Scenario: The primary server's own setting is overridden, not changed
    When the wizard on CONNECT2 is run with password hash synchronization
    Then CONNECT1 still shows pass-through authentication as its sign-in method
    But pass-through authentication is off for the tenant

  Scenario: Set up with pass-through authentication, a staging server changes nothing and its agent serves
    When the wizard on CONNECT2 is run with pass-through authentication
    Then pass-through authentication is on for the tenant
    And CONNECT1 and CONNECT2 are listed as active agents
    When CONNECT1 is killed
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in succeeds
    And CONNECT2 checked the password

  Scenario: Running the wizard with pass-through authentication puts it right
    Given the wizard on CONNECT2 is run with password hash synchronization
    And ada@contoso.com signs in with an OAuth client
    And the sign-in is refused with AADSTS50056
    When the wizard on CONNECT2 is run with pass-through authentication
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in succeeds

  Scenario: A staging server exports nothing, although its wizard writes the tenant's setting
    Given the user ben@contoso.com is created in Active Directory
    When CONNECT2 runs a synchronization cycle
    Then ben@contoso.com does not exist in the cloud
    When CONNECT1 runs a synchronization cycle
    And ben@contoso.com signs in with an OAuth client
    Then the sign-in succeeds

  Scenario: An administrator without the role cannot switch the tenant's method
    Given the cloud-only user eve@contoso.onmicrosoft.com exists
    When eve@contoso.onmicrosoft.com tries the wizard on CONNECT2 with password hash synchronization
    Then the wizard refuses, as the role is missing
    And pass-through authentication is on for the tenant
