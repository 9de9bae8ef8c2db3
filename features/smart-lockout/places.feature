@smart-lockout
Feature: Smart Lockout tells a user's usual places from others
  Guide: step 5. Mail by basic authentication comes from Exchange's front end, and not from where the user is.

  Background:
    Given a lab described by:
      """yaml
      forest:
        users: { generate: 0, named: [{ sam: ada, upn: ada@contoso.com }] }
      cloud:
        passThrough: true
        smartLockout: { threshold: 3, duration: 60s }
        domains: [{ name: contoso.com }]
      exchange: {}
      egress: {}
      connect: [{ host: CONNECT1 }]
      agents: [{ host: AGENT1 }]
      """

  Scenario: A spray by way of mail locks there, and leaves the user free at the usual place
    Given ada@contoso.com signs in with an OAuth client
    When ada@contoso.com synchronizes mail on the phone "A sprayer's" 3 times with wrong passwords
    And ada@contoso.com synchronizes mail on the phone "Ada's phone"
    Then the sign-in is refused and nobody checked the password
    When ada@contoso.com signs in with an OAuth client
    Then the sign-in succeeds

  Scenario: A user who has never signed in has no usual place
    When ada@contoso.com synchronizes mail on the phone "A sprayer's" 3 times with wrong passwords
    And ada@contoso.com signs in with an OAuth client
    Then the sign-in is refused with AADSTS50053
