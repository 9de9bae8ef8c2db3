@high-availability @alone
Feature: A modest, steady load passes without an error
  Latencies and bytes go into the report; how fast the lab is, the benchmark says.
  Guide: step 4 (sizing: 0.5 KB + 1 KB for each registered agent, 1 KB an answer).

  Scenario Outline: <rate> sign-ins a second through <agents> agent(s)
    Given a flowing lab with <agents> agents and 40 users
    When a load driver of its own process signs users in at <rate> a second for 3s
    Then every arrival was served without an error
    And the latency percentiles are in the report

    Examples:
      | agents | rate |
      | 1      | 40   |
      | 3      | 40   |

  Scenario: A burst that arrives at once is queued, not lost
    Given a flowing lab with 1 agents and 40 users
    When a load driver of its own process signs users in at 400 a second for 0.25s
    Then every arrival was served without an error

  Scenario: A request grows by one ciphertext for each registered agent, within the guide's estimate
    Given a flowing lab with 1 agents and 1 users
    When a sign-in is measured with 1, 3, 10 and 40 registered agents
    Then the request is at most 0.5 KB and 1 KB for each agent, and grows in a straight line
    And the answer is at most 1 KB
