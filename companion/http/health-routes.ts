import type { Answers } from "./answers";
import type { Routes } from "./create-app";
import type { HealthCheck } from "./health";

/** The three that anybody may ask. */
export function createHealthRoutes(answers: Answers, health: HealthCheck): Pick<Routes, "health" | "live" | "ready"> {
	return {
		health: () => {
			const report = health.report();
			return answers.json(report, report.status === "down" ? 503 : 200);
		},
		live: () => answers.json({ status: "ok" }),
		ready: () => {
			const ready = health.isReady();
			return answers.json({ status: ready ? "ok" : "down" }, ready ? 200 : 503);
		},
	};
}
