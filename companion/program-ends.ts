import type { StartProblem } from "./start-program";

/** Exit codes, so that whoever runs the program can tell a wrong setting from a bad moment. */
export const EXIT = {
	unexpected: 1,
	config: 2,
	port: 3,
	database: 4,
	refused: 5,
	unreachable: 6,
} as const satisfies Record<StartProblem["kind"] | "unexpected" | "config", number>;

/** An end that was asked for takes no longer; whoever runs the program has to give it this much. */
export const STOP_MILLISECONDS_MAX = 10_000;
