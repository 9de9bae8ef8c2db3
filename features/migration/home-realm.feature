@migration
Feature: Where a federated user proves itself
  A home realm discovery policy can have the cloud check federated users' passwords of clients that show no pages.

  Background:
    Given a lab described by:
      """yaml
      forest:
        upnSuffixes: [fabrikam.com]
        users: { generate: 0, named: [{ sam: fay, upn: fay@fabrikam.com }] }
      cloud: { domains: [{ name: fabrikam.com, authentication: federated }] }
      federation: { domains: [fabrikam.com] }
      egress: {}
      connect: [{ host: CONNECT1, passwordHashSync: true }]
      """
    And CONNECT1 has synchronized password hashes

  Scenario: A federated user's password at the cloud's token endpoint is not looked at
    When fay@fabrikam.com signs in with a password grant
    Then the sign-in is refused with AADSTS50126
    And no domain controller saw the sign-in

  Scenario: With the policy the cloud checks it against the synced hash
    Given the organization's home realm discovery policy is:
      """yaml
      allowCloudPasswordValidation: true
      """
    When fay@fabrikam.com signs in with a password grant
    Then the sign-in succeeds
    And the password was checked by password hash synchronization

  Scenario: With the policy a browser still goes to AD FS
    Given the organization's home realm discovery policy is:
      """yaml
      allowCloudPasswordValidation: true
      """
    When fay@fabrikam.com signs in with an authorization code
    Then the sign-in succeeds
    And AD FS checked the password

  Scenario: Rolled out to password hash synchronization, members are checked by their synced hashes
    Given the group "Pilot" has the member fay@fabrikam.com
    When password hash synchronization is rolled out to the group "Pilot"
    And fay@fabrikam.com signs in with an authorization code
    Then the sign-in succeeds
    And the password was checked by password hash synchronization
