import { ORDINARY_MEMBER, TREASURER, USERS } from "../cast";
import { promise, promiseEqual, type Step, type TourPorts } from "../tour";
import { typeCommand } from "../typing";

export const notAllowed: Step = {
	name: "not-allowed",
	title: "A member without the role tries",
	run: async (ports) => {
		const { witnesses } = ports;
		const before = await witnesses.audit();
		const reply = await typeCommand(ports, ORDINARY_MEMBER, "give", { user: "Ben", amount: 1_000_000 });
		promise(reply.includes("not-allowed"), "the reply refuses the member");
		promiseEqual((await witnesses.audit()).length, before.length, "rows in the audit");
	},
};

export const readAudit: Step = {
	name: "audit",
	title: "The audit lists all of it, newest first",
	run: async (ports) => {
		const reply = await typeCommand(ports, TREASURER, "audit", { limit: 20 });
		const rows = await ports.witnesses.audit();
		const places = rows.map((row) => (row.commandId === undefined ? -1 : reply.indexOf(row.commandId)));
		const named = places.filter((_, index) => rows[index]?.commandId !== undefined);
		promise(
			named.every((place) => place >= 0),
			"every command of the audit stands in the reply",
		);
		promise(
			named.every((place, index) => index === 0 || place > (named[index - 1] ?? 0)),
			"the reply is in the audit's order, newest first",
		);
	},
};

export const proveAudit: Step = {
	name: "complete",
	title: "Every receipt of every wallet is in the audit",
	run: async (ports) => {
		const gaps = await findGaps(ports);
		promise(gaps.length === 0, `no gap (found: ${gaps.join("; ")})`);
		const counters = await ports.stage.host.call("counters");
		promiseEqual(counters.bystanderDataStoreCalls, 0, "data store calls by bystanders");
		promiseEqual(counters.sessionsEnded, 0, "sessions ended by anyone but their players");
		ports.story.line("Proof", "receipts 1 to the newest of every wallet, each with the audit's numbers");
	},
};

/** Compares what the data store holds with what the API gives, wallet by wallet. Empty when nothing is missing. */
export async function findGaps({ witnesses }: Pick<TourPorts, "witnesses">): Promise<readonly string[]> {
	const gaps: string[] = [];
	for (const user of USERS) {
		const wallet = await witnesses.storedWallet(user);
		if (wallet === undefined) continue;
		const rows = [...(await witnesses.audit(user))].reverse();
		const audited = rows.map((row) => `${row.revision}:${row.delta}:${row.balance}`).join(" ");
		const stored = wallet.receipts
			.map((receipt) => `${receipt.revision}:${receipt.delta}:${receipt.balance}`)
			.join(" ");
		if (audited !== stored) gaps.push(`${user.name}: stored ${stored}, audited ${audited}`);
	}
	return gaps;
}
