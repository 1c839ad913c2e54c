import { Random } from "../../random";
import type { OutboxRecord } from "../records";
import { report, reportEqual } from "./report";
import { barePlace, serverScript, TinyWorld } from "./tiny-world";

const VALUES = 400;
const TEXTS = [
	"",
	"a",
	"revision",
	'quote " and \\',
	"line\nfeed\ttab",
	"\u0001",
	"é",
	"日本語",
	"😀",
	"x".repeat(300),
];
const NUMBERS = [0, 1, -1, 536_870_911, 536_870_912, 2 ** 53, -0.5, 1 / 3, 1e-7, 1e15, 1.5e300, 123_456.789];

/** Sends back what it got in every way that leaves a server, and changes its copies in between. */
const ECHO = `
local HttpService = game:GetService("HttpService")
local MessagingService = game:GetService("MessagingService")
local store = game:GetService("DataStoreService"):GetDataStore("S")
MessagingService:SubscribeAsync("in", function(message)
	local value = { v = message.Data }
	local text = HttpService:JSONEncode(value)
	local stored = store:UpdateAsync("k", function() return value end)
	value.v = "changed"
	local read = store:GetAsync("k")
	stored.v = "changed"
	local readAgain = store:GetAsync("k")
	MessagingService:PublishAsync("out", {
		text = text, read = read, readAgain = readAgain, decoded = HttpService:JSONDecode(text),
	})
end)`;

function makeValue(random: Random, depth: number): unknown {
	const kind = random.integer(0, depth > 3 ? 2 : 4);
	if (kind === 0) return TEXTS[random.integer(0, TEXTS.length - 1)];
	if (kind === 1) return NUMBERS[random.integer(0, NUMBERS.length - 1)];
	if (kind === 2) return random.chance(0.5);
	const items = Array.from({ length: random.integer(0, 6) }, () => makeValue(random, depth + 1));
	if (kind === 3) return items;
	return Object.fromEntries(items.map((item, index) => [`${TEXTS[random.integer(0, 8)] ?? ""}${index}k`, item]));
}

/** A value as the engine keeps it: an empty object is an empty list. Keys in one order, as theirs means nothing. */
function canonical(value: unknown): unknown {
	if (typeof value !== "object" || value === null) return value;
	if (Array.isArray(value)) return value.map(canonical);
	const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
	return fields.length === 0 ? [] : fields.map(([key, field]) => ({ key, field: canonical(field) }));
}

function isPublished(record: OutboxRecord): record is OutboxRecord & { readonly request: { readonly data: string } } {
	return record.t === "request" && record.request.kind === "message.publish";
}

const world = new TinyWorld();
let subscription = 0;
world.answerOther = (request) => {
	if (request.kind === "message.subscribe") subscription = request.subscription;
	return null;
};
const server = world.start(barePlace([serverScript(ECHO)]));
world.run(1);

function echo(value: unknown): { readonly [name: string]: unknown } | undefined {
	server.outbox.length = 0;
	server.inbox.push({ t: "message", subscription, data: JSON.stringify(value), sent: 1 });
	world.run(60, () => server.outbox.some(isPublished));
	const data = server.outbox.find(isPublished)?.request.data;
	const parsed: unknown = data === undefined ? undefined : JSON.parse(data);
	return typeof parsed === "object" && parsed !== null ? { ...parsed } : undefined;
}

const random = new Random("values");
let differing = 0;
for (let count = 0; count < VALUES; count += 1) {
	const value = makeValue(random, 0);
	const expected = JSON.stringify(canonical({ v: value }));
	const back = echo(value);
	const text: unknown = typeof back?.text === "string" ? JSON.parse(back.text) : undefined;
	const ways = { text, decoded: back?.decoded, read: back?.read, readAgain: back?.readAgain };
	for (const [way, got] of Object.entries(ways)) {
		if (JSON.stringify(canonical(got)) === expected) continue;
		differing += 1;
		report(`${way} of ${JSON.stringify(value)}`, false, JSON.stringify(got));
	}
}
reportEqual(`${VALUES} values come back the same in every way, and copies are copies`, differing, 0);
reportEqual("nothing went wrong in the server", server.errors, []);
