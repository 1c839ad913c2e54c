import type { AuditRow } from "../../../companion/audit/audit-view";
import type { AuditedReceipt, History, PlayerProbe } from "../../run/history";
import { VIRTUAL_CONFIG } from "../../world/virtual-world";
import { NO_FAULTS } from "../../roblox/faults";
import { readSessionFields } from "../../roblox/watch/wallet-entry";
import type { RobloxUser } from "../../roblox/vm-port";
import { AVA, HANA, type Stage } from "./stage";

const PAGE = 100;
const SETTLE_SECONDS_MAX = 400;
const REST_SECONDS = 60;
const RELEASE_SECONDS_MAX = 60;

/** Ends all faults, lets everything settle, and writes down what was seen. */
export async function finish(stage: Stage, goneForGood: readonly RobloxUser[] = []): Promise<History> {
	Object.assign(stage.faults, NO_FAULTS);
	stage.companion.heal();
	const healedAt = stage.clock.now();
	const { intents } = stage.recorder;
	await stage.passUntil(() => intents.every(({ commandId }) => stage.members.hasEnded(commandId)), SETTLE_SECONDS_MAX);
	await stage.pass(REST_SECONDS);
	const probes: PlayerProbe[] = [];
	const comeAgain = [AVA, HANA].filter((player) => !goneForGood.includes(player));
	for (const player of comeAgain) probes.push(await probe(stage, player));
	await stage.pass(REST_SECONDS);
	const { events, replies, told, errors } = stage.recorder;
	const { intrusions, openCloudCalls } = stage;
	const entries = new Map([AVA, HANA].map((player) => [player.id, stage.entryOf(player) ?? "null"]));
	const books = { intents, replies, told, events, errors, audit: readAudit(stage), entries, probes };
	const times = { healedAt, endedAt: stage.clock.now() };
	return { storeName: VIRTUAL_CONFIG.storeName, ...books, intrusions, openCloudCalls, ...times };
}

/** Lets a player who is nowhere join, look and leave; one who plays leaves. */
async function probe(stage: Stage, player: RobloxUser): Promise<PlayerProbe> {
	const holder = (): string | undefined => readSessionFields(stage.entryOf(player) ?? null).activeJob;
	const place = (): string | undefined => stage.roblox.players.serverOf(player.id);
	const servers = stage.roblox.servers().filter((server) => server.status() === "active");
	const jobId = place() ?? servers[0]?.jobId ?? stage.roblox.addServer();
	if (place() === undefined) stage.roblox.join(player.id, jobId);
	const hasLoaded = await stage.passUntil(() => holder() === jobId, SETTLE_SECONDS_MAX);
	await stage.pass(15);
	stage.roblox.leave(player.id);
	const hasReleased = await stage.passUntil(() => holder() === undefined, RELEASE_SECONDS_MAX);
	return { userId: player.id, hasLoaded, hasReleased };
}

function readAudit(stage: Stage): readonly AuditedReceipt[] {
	const reader = stage.companion.life?.companion.auditReader;
	if (reader === undefined) throw new Error("the companion runs when all is over");
	const rows: AuditRow[] = [];
	for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
		const page = reader.list(cursor === undefined ? { limit: PAGE } : { limit: PAGE, cursor });
		rows.push(...(page?.rows ?? []));
		cursor = page?.nextCursor;
	}
	return rows.flatMap(({ userId, born, revision, commandId, kind, code, delta, balance }) =>
		userId === undefined ? [] : [{ userId, born, revision, commandId, kind, code, delta, balance }],
	);
}
