import { fileURLToPath } from "node:url";
import { walletKey } from "../../../shared/store-keys";
import { loadPlace } from "../../rojo/load-place";
import type { GameVmOptions } from "../game-vm";
import type { PlaceNode, PlainValue } from "../place-tree";
import type { StoreRequest, WorldRequest } from "../records";
import { report, reportEqual } from "./report";
import { TinyWorld, type TinyServer } from "./tiny-world";

/** What the compiled game says when it starts, on live servers and in Studio, and which wallets it touches. */
const place = loadPlace(fileURLToPath(new URL("../../../default.project.json", import.meta.url)));
const PLAYER = { t: "join", userId: 5, name: "Ann", displayName: "Ann" } as const;
const SECRET = "purser_game_secret";
const STUDIO = { studio: true, jobId: "" } as const;
const URL_SET = { TransactionLogEndpoint: "https://purser.test/log/transactions" };
const IN_LIVE_STORE = "Wallets: in the data store EconomyWallet.";
const IN_STUDIO_STORE = "Wallets: in the data store EconomyWallet_Studio, for Studio. The live ones are not touched.";

function settings(attributes: Readonly<Record<string, PlainValue>>): PlaceNode {
	return { name: "PurserSettings", className: "Configuration", attributes };
}

interface Start {
	readonly attributes?: Readonly<Record<string, PlainValue>>;
	readonly more?: readonly PlaceNode[];
	readonly options?: Partial<GameVmOptions>;
	/** Studio's access to data stores is off. */
	readonly hasNoStores?: boolean;
	readonly answer?: { readonly status: number; readonly body: string };
}

function isStoreRequest(request: WorldRequest): request is StoreRequest {
	return request.kind.startsWith("store.");
}

/** Starts a server, lets a player in, and lets a minute pass. */
function start({ attributes = {}, more = [], options = {}, hasNoStores = false, answer }: Start) {
	const world = new TinyWorld();
	const stores = new Set<string>();
	world.answerOther = () => ({ statusText: "", headers: {}, ...answer });
	world.failRequest = (request) => {
		if (!isStoreRequest(request)) return answer === undefined ? "HttpError: ConnectFail" : undefined;
		if (hasNoStores) return "403: Cannot write to DataStore from studio if API access is not enabled.";
		if (request.key === walletKey(PLAYER.userId)) stores.add(request.store);
		return undefined;
	};
	const server = world.start(place, { serverStorage: [settings(attributes), ...more], secretNames: [], ...options });
	world.run(1);
	server.inbox.push(PLAYER);
	world.run(60);
	return { lines: linesOf(server), stores: [...stores], server };
}

/** The plain lines. Those of events are for machines: they begin with one word in small letters, or with ALARM. */
function linesOf(server: TinyServer): readonly string[] {
	return server.outbox.flatMap((record) => {
		const text = record.t === "log" ? /^\[Purser\] ((?!ALARM)[A-Z].*)$/.exec(record.text)?.[1] : undefined;
		return text === undefined ? [] : [text];
	});
}

const NO_COMPANION = "Companion: none. Set TransactionLogEndpoint to reach Discord; the game plays on without.";

const nothingSet = start({});
reportEqual("nothing set", nothingSet.lines, [IN_LIVE_STORE, NO_COMPANION]);
reportEqual("a live server uses the live wallets", nothingSet.stores, ["EconomyWallet"]);
report("no errors", !nothingSet.server.outbox.some((record) => record.t === "log" && record.level === "error"), "");

const noHttp = start({ attributes: URL_SET, options: { httpEnabled: false } });
report(
	"HTTP off",
	noHttp.lines.some((line) => line.includes("HTTP requests are off")),
	noHttp.lines,
);

const noSecret = start({ attributes: URL_SET });
report(
	"no secret",
	noSecret.lines.some((line) => line.includes("there is no secret")),
	noSecret.lines,
);

const value = (name: string, text: string): PlaceNode => ({
	...{ name, className: "StringValue", properties: { Value: text } },
});
const fromValues = start({
	more: [
		{
			...{ name: "EconomySecrets", className: "Folder" },
			children: [value("TransactionLogEndpoint", "https://purser.test"), value("HmacSecret", "a secret of the place")],
		},
	],
});
report(
	"EconomySecrets is read",
	fromValues.lines.some((line) => line.includes("stands in the place")),
	fromValues.lines,
);
report(
	"nobody answers",
	fromValues.lines.includes("Companion: no answer from https://purser.test. It is asked again and again."),
	fromValues.lines,
);

const refused = start({
	attributes: URL_SET,
	options: { secretNames: [SECRET] },
	answer: { status: 409, body: `{"code":"store-mismatch"}` },
});
report(
	"another store",
	refused.lines.some((line) => line.includes("ROBLOX_DATASTORE_NAME")),
	refused.lines,
);

const wrong = start({ attributes: { DataStoreName: "x".repeat(44), Nonsense: true } });
reportEqual("wrong settings", wrong.lines.slice(0, 2), [
	`Setting DataStoreName is string "${"x".repeat(44)}". Expected: a text of 1 to 43 bytes. Used instead: EconomyWallet.`,
	"Setting Nonsense does not exist. It is left out.",
]);

const studio = start({ options: STUDIO });
report("Studio says which wallets it uses", studio.lines.includes(IN_STUDIO_STORE), studio.lines);
reportEqual("and touches no other one", studio.stores, ["EconomyWallet_Studio"]);

const asked = start({ options: STUDIO, attributes: { StudioUsesLiveWallets: true } });
report(
	"Studio with the live wallets says so",
	asked.lines.some((line) => line.includes("THE LIVE ONES")),
	asked.lines,
);
reportEqual("and uses them", asked.stores, ["EconomyWallet"]);

const inMemory = start({ options: STUDIO, hasNoStores: true });
report(
	"Studio without data stores",
	inMemory.lines.some((line) => line.startsWith("Wallets: in memory")),
	inMemory.lines,
);
report(
	"plays on",
	inMemory.server.outbox.some((record) => record.t === "remote"),
	"",
);
reportEqual("and stores nothing", inMemory.stores, []);

const hidden = start({ attributes: { ShowHud: false } });
report(
	"ShowHud",
	hidden.server.outbox.some((record) => record.t === "attribute" && record.value === false),
	"",
);
