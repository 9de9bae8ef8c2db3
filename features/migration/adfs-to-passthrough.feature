@migration
Feature: Moving from AD FS to pass-through authentication
  A federated domain that is converted to managed starts to use pass-through authentication by itself. AD FS must
  stay up for twelve hours more, for devices whose route to it is cached.
  Guide: step 2 (enable the feature) and step 3 (test the feature).

  Background:
    Given a lab described by:
      """yaml
      forest:
        upnSuffixes: [contoso.com, fabrikam.com, adatum.com]
        users:
          generate: 0
          named:
            - { sam: ada, upn: ada@contoso.com }
            - { sam: fay, upn: fay@fabrikam.com }
            - { sam: fox, upn: fox@fabrikam.com }
            - { sam: abe, upn: abe@adatum.com }
      cloud:
        passThrough: true
        domains:
          - { name: contoso.com, authentication: managed }
          - { name: fabrikam.com, authentication: federated }
          - { name: adatum.com, authentication: federated }
      federation:
        domains: [fabrikam.com, adatum.com]
      exchange: {}
      egress: {}
      connect:
        - { host: CONNECT1, role: primary }
      agents:
        - { host: AGENT1 }
      """

  Scenario: A converted domain's users start to use pass-through authentication by themselves
    Given fay@fabrikam.com signs in with an OAuth client
    And AD FS checked the password
    When the domain fabrikam.com is converted to managed
    And fay@fabrikam.com signs in with an OAuth client
    Then the sign-in succeeds
    And AGENT1 checked the password

  Scenario: Users of a domain that stays federated keep AD FS
    When the domain fabrikam.com is converted to managed
    And abe@adatum.com signs in with an OAuth client
    Then the sign-in succeeds
    And AD FS checked the password
    And no agent saw the sign-in

  Scenario: AD FS shut down twelve hours after the switch harms nobody
    Given fay@fabrikam.com synchronizes mail on the phone "Fay's phone"
    And the phone's sign-in went by the federated route
    And Exchange forgets every cached credential
    And the domain fabrikam.com is converted to managed
    When 12h pass
    And AD FS is shut down
    And fay@fabrikam.com synchronizes mail on the phone "Fay's phone"
    Then the sign-in succeeds
    And the phone's sign-in went by the managed route
    And AGENT1 checked the password

  Scenario: AD FS shut down at six hours breaks a device whose cached route is stale, until the route expires
    Given fay@fabrikam.com synchronizes mail on the phone "Fay's phone"
    And Exchange forgets every cached credential
    And the domain fabrikam.com is converted to managed
    When 6h pass
    And AD FS is shut down
    And fay@fabrikam.com synchronizes mail on the phone "Fay's phone"
    Then the sign-in is unavailable
    When 6h pass
    And fay@fabrikam.com synchronizes mail on the phone "Fay's phone"
    Then the sign-in succeeds
    And AGENT1 checked the password

  Scenario: A device with a warm credential cache does not notice AD FS going at six hours
    Given fay@fabrikam.com synchronizes mail on the phone "Fay's phone"
    And the domain fabrikam.com is converted to managed
    When 6h pass
    And AD FS is shut down
    And fay@fabrikam.com synchronizes mail on the phone "Fay's phone"
    Then the sign-in succeeds
    And nobody checked the password

  Scenario Outline: <client> users need AD FS until the conversion and not a moment longer
    Given fay@fabrikam.com signs in with <client>
    And AD FS checked the password
    When the domain fabrikam.com is converted to managed
    And AD FS is shut down
    And fay@fabrikam.com signs in with <client>
    Then the sign-in succeeds
    And AGENT1 checked the password
    When abe@adatum.com signs in with <client>
    Then the sign-in is unavailable

    Examples:
      | client          |
      | an OAuth client |
      | a browser       |

  Scenario: AD FS started again serves the domains that are still federated
    Given AD FS is shut down
    And abe@adatum.com signs in with an OAuth client
    And the sign-in is unavailable
    When AD FS is started
    And abe@adatum.com signs in with an OAuth client
    Then the sign-in succeeds
    And AD FS checked the password
