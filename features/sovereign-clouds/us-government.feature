@sovereign-clouds
Feature: Azure Government has names and a threshold of its own

  Background:
    Given a lab described by:
      """yaml
      cloud:
        environment: usGovernment
        cloudOnlyUsers: [{ upn: cora@contoso.onmicrosoft.com }]
      """

  Scenario: Users sign in at login.microsoftonline.us
    When cora@contoso.onmicrosoft.com signs in with an authorization code
    Then the sign-in succeeds
    And the tokens of cora@contoso.onmicrosoft.com were issued by login.microsoftonline.us

  Scenario: A device shows its code, which its user enters at microsoft.com/deviceloginus
    When cora@contoso.onmicrosoft.com signs in with a device code
    Then the sign-in succeeds

  Scenario: Smart Lockout locks at the third wrong password
    Given cora@contoso.onmicrosoft.com signs in with a password grant and a wrong password
    And the sign-in is refused with AADSTS50126
    And cora@contoso.onmicrosoft.com signs in 2 more times with a password grant and wrong passwords
    When cora@contoso.onmicrosoft.com signs in with a password grant
    Then the sign-in is refused with AADSTS50053

  Scenario: The names of the worldwide cloud lead nowhere
    Then login.microsoftonline.us answers
    But login.microsoftonline.com is not to be found
