@verify
Feature: Who a user is in the cloud, and whether the user may sign in there
  Guide: step 3 (test the feature); troubleshooting (the name on premises is not the one in the cloud).

  Background:
    Given a lab described by:
      """yaml
      forest:
        upnSuffixes: [contoso.com, contoso.local]
        users:
          generate: 0
          named:
            - { sam: ada, upn: ada@contoso.com, attributes: { proxyAddresses: ['SMTP:ada@contoso.com', 'smtp:countess@contoso.com'] } }
            - { sam: lou, upn: lou@contoso.local }
      cloud: { passThrough: true, domains: [{ name: contoso.com }] }
      egress: {}
      connect: [{ host: CONNECT1 }]
      agents: [{ host: AGENT1 }]
      """

  Scenario: Disabled in the cloud, nobody asks on premises
    When ada@contoso.com is disabled in the cloud
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50057
    And no agent saw the sign-in

  Scenario: Deleted in the cloud a user is nobody, and restored the same as before
    When ada@contoso.com is deleted in the cloud
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50034
    When ada@contoso.com is restored in the cloud
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in succeeds
    And AGENT1 checked the password

  Scenario: Deleted in Active Directory, a user is gone from the cloud with the next cycle
    When ada@contoso.com is deleted in Active Directory
    And CONNECT1 runs a synchronization cycle
    Then ada@contoso.com does not exist in the cloud

  Scenario: Another address of the user's is no name to sign in with
    When countess@contoso.com, who is ada@contoso.com on premises, signs in with a password grant
    Then the sign-in is refused with AADSTS50034

  Scenario: With the alternate login ID it is one, and agents get the user principal name
    Given the organization's home realm discovery policy is:
      """yaml
      alternateIdLogin: true
      """
    When countess@contoso.com, who is ada@contoso.com on premises, signs in with a password grant
    Then the sign-in succeeds
    And AGENT1 checked the password

  Scenario: A name whose suffix cannot be verified is another one in the cloud, and unknown on premises
    When lou@contoso.onmicrosoft.com, who is lou@contoso.local on premises, signs in with a password grant
    Then the sign-in is refused with AADSTS50126
    And AGENT1 checked the password
    When lou@contoso.local signs in with a password grant
    Then the sign-in is refused with AADSTS50059
