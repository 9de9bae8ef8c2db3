@containers @docker
Feature: Machines fail as a whole
  A machine that is killed takes its connections with it; one that stands still keeps them, and says nothing.
  Guide: step 4 (ensure high availability); troubleshooting guide (AADSTS80001, 80002, 80007).

  Background:
    Given a lab described by:
      """yaml
      forest:
        users: { generate: 4 }
      cloud:
        passThrough: true
        domains:
          - { name: contoso.com, authentication: managed }
      egress: {}
      connect:
        - { host: CONNECT1, role: primary }
      agents:
        - { host: AGENT1 }
      """

  Scenario: A domain controller's machine dies, and another answers until it is back
    When a user signs in
    Then DC1 was asked for the password
    When the machine of DC1 is killed
    And a user signs in
    Then the sign-in succeeds
    And DC2 was asked for the password
    When the machine of DC1 is started again
    And the machine of DC2 is killed
    And a user signs in
    Then the sign-in succeeds
    And DC1 was asked for the password

  Scenario: With the machines of all domain controllers dead no password can be checked
    Given the machines of DC1 and DC2 are killed
    When a user signs in
    Then the sign-in is refused with AADSTS80007
    And no domain controller saw the sign-in
    When the machine of DC2 is started again
    And a user signs in
    Then the sign-in succeeds

  Scenario: When the firewall's machine dies, no agent is left to ask
    Given the machine of EGRESS is killed
    When a user signs in
    Then the sign-in is refused with AADSTS80001

  Scenario: When the firewall's machine stands still, requests vanish on the way to the agent
    Given the machine of EGRESS is paused
    When a user signs in
    Then the sign-in is refused with AADSTS80002
    And the sign-in took 15s of lab time
    And AGENT1 had taken the request and never answered
    When 40m pass
    Then AGENT1 is listed as inactive
    When the machine of EGRESS goes on
    And 20m pass
    Then AGENT1 is listed as active
    When a user signs in
    Then the sign-in succeeds

  Scenario: When the cloud's machine stands still, a sign-in is given up and not refused
    Given the machine of the cloud is paused
    When a user signs in
    Then the sign-in is unavailable
    When the machine of the cloud goes on
    And a user signs in
    Then the sign-in succeeds
