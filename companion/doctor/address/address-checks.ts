import { SETTINGS } from "../../config/settings";
import { bunPlatform } from "../../../shared/bun/platform";
import type { Asked } from "../ask";
import type { Check } from "../check";
import type { DoctorParts } from "../doctor-parts";
import { bad, good, skipped, type Finding } from "../finding";
import { textIn } from "../../answer-fields";
import { findAddressFault } from "./address-fault";

const UNSET = "set PUBLIC_URL to the https:// address under which game servers reach the companion, to have it checked";

/** How Bun names certificates it does not trust: DEPTH_ZERO_SELF_SIGNED_CERT, CERT_HAS_EXPIRED, UNABLE_TO_VERIFY_LEAF_SIGNATURE. */
const CERTIFICATE_CODE = /CERT|SIGNATURE/;

/** And a port where nobody speaks TLS. */
const NO_TLS_CODE = "EPROTO";

/** The companion's own address, seen from outside as far as this machine can. */
export const ADDRESS_CHECKS: readonly Check[] = [
	addressCheck("public-url", [], (url) => {
		const fault = findAddressFault(url);
		return fault === undefined ? good() : bad(`PUBLIC_URL ${fault}`);
	}),
	addressCheck("public-reachable", ["public-url"], async (url, { address }) => {
		const asked = await address.get("/health/live");
		if (asked.kind === "answered" || CERTIFICATE_CODE.test(asked.code)) return good();
		if (asked.code === NO_TLS_CODE) return bad(`${url} answers, though not by TLS: let the proxy end TLS there`);
		return bad(
			`nothing answers at ${url} (${asked.code}): start the companion, then check DNS, the firewall and the proxy`,
		);
	}),
	addressCheck("public-certificate", ["public-reachable"], async (url, { address }) => {
		const asked = await address.get("/health/live");
		if (asked.kind === "answered") return good();
		return bad(
			`the certificate of ${url} is not trusted (${asked.code}): game servers would refuse it; get one for this name from a public authority`,
		);
	}),
	addressCheck("public-product", ["public-certificate"], async (url, { address }) => {
		const live = await address.get("/health/live");
		const audit = await address.get("/log/transactions");
		if (isLive(live) && isClosedAudit(audit)) return good();
		const statuses = [live, audit].map((asked) => (asked.kind === "answered" ? asked.status : asked.code)).join(", ");
		return bad(
			`something answers at ${url}, but not this product (${statuses}): let the proxy pass all paths on, unchanged, to PORT`,
		);
	}),
];

function addressCheck(
	name: string,
	after: readonly string[],
	judge: (url: string, parts: DoctorParts) => Finding | Promise<Finding>,
): Check {
	return {
		name,
		after,
		run: async (parts) => {
			const reading = parts.settings.inspect(SETTINGS.publicUrl);
			if (!reading.ok) return bad(`PUBLIC_URL ${reading.problem}`);
			return reading.value === "" ? skipped(UNSET) : judge(reading.value, parts);
		},
	};
}

function isLive(asked: Asked): boolean {
	return (
		asked.kind === "answered" && asked.status === 200 && textIn(bunPlatform.decodeJson(asked.text), "status") === "ok"
	);
}

/** Nobody else refuses a reader without a key in these words. */
function isClosedAudit(asked: Asked): boolean {
	return (
		asked.kind === "answered" &&
		asked.status === 401 &&
		textIn(bunPlatform.decodeJson(asked.text), "code") === "unauthorized"
	);
}
