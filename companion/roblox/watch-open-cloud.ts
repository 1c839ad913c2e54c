import type { Result } from "../../shared/result";
import type { OpenCloudClient, OpenCloudProblem } from "./open-cloud-client";

/** The client, and how its last call ended, for the health report. */
export function watchOpenCloud(client: OpenCloudClient): OpenCloudClient & { lastProblem(): string | undefined } {
	let problem: string | undefined;

	function note<Value>(result: Result<Value, OpenCloudProblem>): Result<Value, OpenCloudProblem> {
		problem = result.ok ? undefined : describe(result.error);
		return result;
	}

	return {
		publish: async (topic, message) => note(await client.publish(topic, message)),
		readEntry: async (key) => note(await client.readEntry(key)),
		listRunningJobs: async (placeId) => note(await client.listRunningJobs(placeId)),
		lastProblem: () => problem,
	};
}

function describe({ operation, kind, status }: OpenCloudProblem): string {
	return status === undefined ? `${operation}: ${kind}` : `${operation}: ${kind} with status ${status}`;
}
