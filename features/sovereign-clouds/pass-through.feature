@sovereign-clouds
Feature: Pass-through authentication in Azure Government

  Scenario: An agent checks passwords there too
    Given a lab described by:
      """yaml
      forest:
        users: { generate: 0, named: [{ sam: ada, upn: ada@contoso.com }] }
      cloud: { environment: usGovernment, passThrough: true, domains: [{ name: contoso.com }] }
      egress: {}
      connect: [{ host: CONNECT1 }]
      agents: [{ host: AGENT1 }]
      """
    When ada@contoso.com signs in with an authorization code
    Then the sign-in succeeds
    And AGENT1 checked the password
    And the tokens of ada@contoso.com were issued by login.microsoftonline.us
