@high-availability
Feature: Several agents make sign-ins highly available
  Any one agent takes a request; a request that dies with its agent is lost and never handed to another.
  Guide: step 4 (ensure high availability).

  Background:
    Given a lab described by:
      """yaml
      forest:
        users: { generate: 30 }
      cloud:
        passThrough: true
        domains:
          - { name: contoso.com, authentication: managed }
      egress: {}
      connect:
        - { host: CONNECT1, role: primary }
      agents:
        - { host: AGENT1 }
        - { host: AGENT2 }
        - { host: AGENT3 }
      """

  Scenario: One of three killed under sign-ins loses those in its hands, and no other
    Given no domain controller answers AGENT1
    When 30 users sign in at once, and AGENT1 is killed as soon as it has requests in hand
    Then the sign-ins that AGENT1 had taken end with AADSTS80002
    And all other sign-ins succeed
    And no sign-in was dispatched or answered twice

  Scenario: After one agent's death the others carry every sign-in
    Given AGENT2 is killed
    When 12 users sign in at once
    Then all sign-ins succeed
    And only AGENT1 and AGENT3 checked passwords

  Scenario: With every agent dead a sign-in fails at once
    Given all agents are killed
    When a user signs in
    Then the sign-in is refused with AADSTS80001

  Scenario: An agent that is started again serves under the identity it had
    Given all agents are killed
    When AGENT3 is started again
    And a user signs in
    Then the sign-in succeeds
    And AGENT3 checked the password
    And AGENT3 has the agent id it had before

  Scenario: An agent that the firewall cuts off goes inactive, and the others serve
    Given the firewall cuts off AGENT1
    When 40m pass
    Then AGENT1 is listed as inactive
    And AGENT2 and AGENT3 are listed as active agents
    When 12 users sign in at once
    Then all sign-ins succeed
    And only AGENT2 and AGENT3 checked passwords
    When the firewall lets AGENT1 through again
    And 20m pass
    Then AGENT1 is listed as active

  Scenario: No balance is promised between agents
    When 12 users sign in one after the other
    Then all sign-ins succeed
    And no sign-in was dispatched or answered twice
    And the agents did not simply take turns

  Scenario: The forty-first registration is refused
    Given 37 more agents are registered
    When one more agent is registered
    Then the registration is refused, as the limit of 40 is reached

  Scenario: A paused agent's requests time out, and it is not answered for
    Given AGENT2 and AGENT3 are killed
    And AGENT1 is paused
    When a user signs in
    Then the sign-in is refused with AADSTS80002
    And the sign-in took 15s of lab time
    And AGENT1 had taken the request and never answered
