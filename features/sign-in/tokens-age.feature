@sign-in
Feature: How long a refresh token lasts
  Ninety days from its last use.

  Background:
    Given a lab described by:
      """yaml
      cloud: { cloudOnlyUsers: [{ upn: cora@contoso.onmicrosoft.com }] }
      """
    And cora@contoso.onmicrosoft.com signs in with an authorization code

  Scenario: A refresh token that nobody uses for ninety days ends
    When 89d pass
    Then the refresh token of cora@contoso.onmicrosoft.com is still good
    When 2d pass
    Then the refresh token of cora@contoso.onmicrosoft.com is refused with AADSTS700082
