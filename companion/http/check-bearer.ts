import { bunPlatform } from "../../shared/bun/platform";
import { equalInConstantTime } from "../../shared/protocol/command-signature";

/** Which of these bearer credentials the request carries. Hashes are compared, so that not even the length shows. */
export function findBearer(request: Request, accepted: readonly string[]): string | undefined {
	const header = request.headers.get("authorization") ?? "";
	const [, given = ""] = /^Bearer (.+)$/i.exec(header) ?? [];
	if (given === "") return undefined;
	const hash = bunPlatform.sha256(given);
	return accepted.find((credential) => equalInConstantTime(hash, bunPlatform.sha256(credential)));
}
