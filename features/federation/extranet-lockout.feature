@federation
Feature: Extranet lockout keeps a spray from locking accounts in Active Directory
  Smart Lockout does not see federated users' passwords; AD FS has a lock of its own, for tries from outside.

  Background:
    Given a lab described by:
      """yaml
      forest:
        lockout: { threshold: 10, duration: 30m, observationWindow: 30m }
        upnSuffixes: [fabrikam.com]
        users: { generate: 0, named: [{ sam: fay, upn: fay@fabrikam.com }] }
      cloud: { domains: [{ name: fabrikam.com, authentication: federated }] }
      federation:
        domains: [fabrikam.com]
        extranetLockout:
          { enabled: true, mode: ADFSSmartLockoutEnforce, threshold: 3, observationWindow: 15m, lockedWhen: reached }
      connect: [{ host: CONNECT1 }]
      egress: {}
      """

  Scenario: A sprayer is locked out at AD FS, and not in Active Directory
    When fay@fabrikam.com signs in 12 times with wrong passwords
    Then AD FS refuses the sign-in
    And AD FS has written the event 1210 of it
    And AD FS has counted 3 bad passwords of fay@fabrikam.com from places that it does not know
    And Active Directory has counted 3 bad passwords of fay@fabrikam.com
    And fay@fabrikam.com is not locked out in Active Directory

  Scenario: While locked the right password is refused too, where the user has never signed in
    Given fay@fabrikam.com signs in 3 times with wrong passwords
    When fay@fabrikam.com signs in with an authorization code
    Then AD FS refuses the sign-in

  Scenario: The administrator of AD FS unlocks
    Given fay@fabrikam.com signs in 3 times with wrong passwords
    When the administrator of AD FS unlocks fay@fabrikam.com
    And fay@fabrikam.com signs in with an OAuth client
    Then the sign-in succeeds

  Scenario: The lock ends with its observation window
    Given fay@fabrikam.com signs in 3 times with wrong passwords
    When 16m pass
    And fay@fabrikam.com signs in with an OAuth client
    Then the sign-in succeeds
