import type { CompanionLink } from "../link/companion-link";
import type { Ports } from "../ports";
import type { CompanionPlan } from "./find-companion";
import {
	describeConnected,
	describePlan,
	describeProblem,
	describeWallets,
	type ReportLine,
	SECRET_IN_PLACE,
} from "./words";

type SelfTestPorts = Pick<Ports, "scheduler" | "settings" | "identity" | "profiles" | "log">;

/**
 * Says once what works and what is missing, for whoever set the game up: about settings at once, about data stores and
 * companion when they answered. Nothing waits for it.
 */
export function tellStart(ports: SelfTestPorts, plan: CompanionPlan, link: CompanionLink): void {
	const { settings, identity, log } = ports;
	const tell = ({ isFine, text }: ReportLine) => (isFine ? log.tell(text) : log.tellMissing(text));
	for (const problem of settings.problems) log.tellMissing(problem);
	ports.scheduler.spawn(() => tell(describeWallets(settings, identity, ports.profiles.isStoredAsync())));
	if (plan.kind !== "reachable") {
		tell(describePlan(plan.kind));
		return;
	}
	const { address } = plan;
	if (plan.isSecretInPlace) tell(SECRET_IN_PLACE);
	link.onFirstKnock((problem) => {
		tell(problem === undefined ? describeConnected(address) : describeProblem(address, problem, settings, identity));
	});
}
