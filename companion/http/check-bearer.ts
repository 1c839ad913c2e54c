import { bunPlatform } from "../../shared/bun/platform";
import { equalInConstantTime } from "../../shared/protocol/command-signature";

/** Whether the request carries this bearer credential. Hashes are compared, so that not even the length shows. */
export function hasBearer(request: Request, credential: string): boolean {
	const header = request.headers.get("authorization") ?? "";
	const [, given = ""] = /^Bearer (.+)$/i.exec(header) ?? [];
	return given !== "" && equalInConstantTime(bunPlatform.sha256(given), bunPlatform.sha256(credential));
}
