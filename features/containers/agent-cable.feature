@containers @docker
Feature: The cable of an agent's machine is pulled
  Nobody is told: no connection is closed, and no packet arrives any more. The lab's clock flows, as the agents live by the wall.
  Guide: step 4 (ensure high availability); agent contract, sections 2 and 3.

  Background:
    Given a lab described by:
      """yaml
      forest:
        users: { generate: 30 }
      cloud:
        passThrough: true
        domains:
          - { name: contoso.com, authentication: managed }
        agents: { bootstrap: 1s, inactiveAfter: 3s, answerLimit: 2s }
      egress: {}
      connect:
        - { host: CONNECT1, role: primary }
      agents:
        - { host: AGENT1, clock: wall }
        - { host: AGENT2, clock: wall }
      """

  Scenario: What it had in hand is lost, the other agent serves, and it serves again once it is plugged in
    Given no domain controller answers AGENT1
    When 30 users sign in at once, and the cable of AGENT1 is pulled as soon as it has requests in hand
    Then the sign-ins that AGENT1 had taken end with AADSTS80002
    And all other sign-ins succeed
    And no sign-in was dispatched or answered twice
    And the tenant comes to list AGENT1 as inactive
    And AGENT2 is listed as active
    When the cable of AGENT1 is plugged in again
    And the domain controllers answer AGENT1 again
    Then the tenant comes to list AGENT1 as active
    When AGENT2 is killed
    And a user signs in
    Then the sign-in succeeds
    And AGENT1 checked the password
