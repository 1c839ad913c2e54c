import type { Platform } from "../../../shared/platform";
import { FieldReader } from "../../../shared/protocol/fields";

/** The stable code inside a refusal of the companion; empty when the body is something else, a proxy's page for one. */
export function readProblemCode(platform: Platform, body: string): string {
	return new FieldReader(platform, platform.decodeJson(body)).id("code", 64);
}
