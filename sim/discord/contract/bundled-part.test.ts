import { expect, test } from "bun:test";
import { join } from "node:path";
import { describeContract } from "../../contract/describe-contract";
import { DISCORD } from "../../contract/described-service";
import { isJsonObject, type JsonObject, objectOr, parseJson, valueAt } from "../../json";
import bundled from "../openapi.json" with { type: "json" };

describeContract(
	"the part of Discord's description that every clone has",
	() => {
		test("says of requests what the whole one says", async () => {
			const file = join(process.env[DISCORD.folderVariable] ?? "", "openapi.json");
			const official = objectOr(parseJson(await Bun.file(file).text()));
			const part: JsonObject = bundled;
			const names = Object.keys(bundled.components.schemas);
			for (const name of names) {
				const at = ["components", "schemas", name] as const;
				expect({ [name]: valueAt(part, ...at) }).toEqual({ [name]: valueAt(official, ...at) });
			}
			for (const path of Object.keys(bundled.paths)) {
				const ours = objectOr(valueAt(part, "paths", path));
				const whole = objectOr(valueAt(official, "paths", path));
				for (const name of Object.keys(ours)) {
					const what = `${name} ${path}`;
					expect({ [what]: requestSide(ours[name]) }).toEqual({ [what]: requestSide(whole[name]) });
				}
			}
		});
	},
	DISCORD,
);

/** Parameters and JSON body of an operation; a list of shared parameters as it is. */
function requestSide(node: unknown): unknown {
	if (!isJsonObject(node)) return node;
	const body = valueAt(node, "requestBody", "content", "application/json");
	return { id: node["operationId"], parameters: node["parameters"], body };
}
