@migration
Feature: Staged rollout takes effect after one more federated sign-in
  The guide's other reading: whoever is in the group signs in with AD FS once more before the cloud takes over.

  Scenario: The first sign-in is still federated, the second is not
    Given a lab described by:
      """yaml
      forest:
        upnSuffixes: [fabrikam.com]
        users: { generate: 0, named: [{ sam: fay, upn: fay@fabrikam.com }] }
      cloud:
        domains: [{ name: fabrikam.com, authentication: federated }]
        stagedRollout: { takesEffect: afterFederatedSignIn }
      federation: { domains: [fabrikam.com] }
      egress: {}
      connect: [{ host: CONNECT1 }]
      agents: [{ host: AGENT1 }]
      """
    And the group "Pilot" has the member fay@fabrikam.com
    And pass-through authentication is rolled out to the group "Pilot"
    When fay@fabrikam.com signs in with an authorization code
    Then AD FS checked the password
    When fay@fabrikam.com signs in with an authorization code
    Then AGENT1 checked the password
