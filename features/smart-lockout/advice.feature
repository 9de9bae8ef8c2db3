@smart-lockout
Feature: The lockout adviser says who locks first, and what would keep the rule
  `ptalab lockout advise` asks the same of a lab file.

  Scenario: The documented example breaks the documented rule
    Given a lab described by:
      """yaml
      forest: { lockout: { threshold: 5, duration: 30m, observationWindow: 30m }, users: { generate: 1 } }
      cloud: { smartLockout: { threshold: 10, duration: 60s } }
      """
    When the lockout adviser is asked about the lab's settings
    Then it says that the rule is broken
    And under a spray from new places Active Directory locks first

  Scenario: Below half of Active Directory's threshold, and longer, the cloud locks first
    Given a lab described by:
      """yaml
      forest: { lockout: { threshold: 10, duration: 30m, observationWindow: 30m }, users: { generate: 1 } }
      cloud: { smartLockout: { threshold: 5, duration: 31m } }
      """
    When the lockout adviser is asked about the lab's settings
    Then it says that the rule is kept
    And under a spray from new places the cloud locks first
    But under a VPN client with an old password Active Directory locks first

  Scenario: It proposes a threshold of half of Active Directory's
    Given a lab described by:
      """yaml
      forest: { lockout: { threshold: 10, duration: 30m, observationWindow: 30m }, users: { generate: 1 } }
      cloud: { smartLockout: { threshold: 6, duration: 31m } }
      """
    When the lockout adviser is asked about the lab's settings
    Then it says that the rule is broken
    And it proposes to set the cloud's threshold to 5
