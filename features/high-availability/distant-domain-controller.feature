@high-availability
Feature: A distant domain controller makes sign-ins slow, and not wrong
  An agent asks its domain controller anew for every sign-in, so the way there is part of each of them: one round trip for TCP,
  two for TLS 1.2, one for the bind.
  Guide: step 4 (agents close to the domain controllers improve latency).

  Background:
    Given a lab described by:
      """yaml
      forest:
        users: { generate: 2 }
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

  Scenario: The first sign-in pays for the connection, the next for its bind alone
    Given the link from AGENT1 to DC1 is slowed by 300 ms
    When a user signs in
    Then the sign-in succeeds
    And the sign-in took 2.4s of lab time
    When a user signs in
    Then the sign-in succeeds
    And the sign-in took 600ms of lab time
