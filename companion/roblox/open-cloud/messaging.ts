import { ok } from "../../../shared/result";
import type { Core } from "./core";
import type { Messaging } from "./open-cloud";
import { send } from "./send";

export function createMessaging(core: Core): Messaging {
	return {
		publish: async (topic, message, options) => {
			const answered = await send(
				core,
				{
					operation: "publish",
					budget: core.budgets.publish,
					method: "POST",
					url: `${core.apiUrl}/cloud/v2/universes/${core.universeId}:publishMessage`,
					body: JSON.stringify({ topic, message }),
					needsKey: true,
					// Heard twice is what every hearer reckons with.
					effect: "repeatable",
				},
				options,
			);
			return answered.ok ? ok(undefined) : answered;
		},
	};
}
