import { GAME_SCENARIOS } from "./game-scenarios";
import { MORE_SCENARIOS } from "./more-scenarios";
import { RULE_SCENARIOS } from "./rule-scenarios";
import type { Scenario } from "./scenario";

/** Every scenario there is, those of the rules' document first. */
export const SCENARIOS: readonly Scenario[] = [...RULE_SCENARIOS, ...MORE_SCENARIOS, ...GAME_SCENARIOS];
