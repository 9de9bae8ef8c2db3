@containers @docker
Feature: A firewall lets agents and Entra Connect through by name, without a proxy
  Hosts ask the firewall's name server and call as if it were the cloud; what may not be called has no address.
  Guide: prerequisites ("In your on-premises environment": the firewall, its ports and names).

  Background:
    Given a lab described by:
      """yaml
      forest:
        users: { generate: 4 }
      cloud:
        passThrough: true
        domains:
          - { name: contoso.com, authentication: managed }
      egress: { mode: firewall }
      connect:
        - { host: CONNECT1, role: primary }
      agents:
        - { host: AGENT1 }
      """

  Scenario: With the guide's names open, agents serve and Entra Connect synchronizes
    Then AGENT1 and CONNECT1 know of no proxy
    When a user signs in
    Then the sign-in succeeds
    And AGENT1 checked the password

  Scenario: An agent that the firewall cuts off is refused the names, and goes inactive
    Given the firewall cuts off AGENT1
    When 40m pass
    Then AGENT1 was refused the name "lab1.servicebus.windows.net"
    And AGENT1 is listed as inactive
    When a user signs in
    Then the sign-in is refused with AADSTS80001
    When the firewall lets AGENT1 through again
    And 20m pass
    Then AGENT1 is listed as active
    When a user signs in
    Then the sign-in succeeds

  Scenario: Without the name of the registration service an agent cannot be installed
    Given the firewall blocks the name "*.registration.msappproxy.net"
    When an agent is installed on AGENT2
    Then the installation failed, as a name could not be looked up
    And AGENT2 was refused a name under "registration.msappproxy.net"
