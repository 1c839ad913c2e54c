import { expect, test } from "bun:test";
import { createAttachments } from "./attachments";

const CDN = "https://cdn.discordapp.com";
const FILE = `${CDN}/ephemeral-attachments/1/gifts.csv?ex=1&is=2&hm=3`;

function setUp(answer: () => Response | Error) {
	const asked: string[] = [];
	const fetch = (request: Request): Promise<Response> => {
		asked.push(`${request.redirect} ${request.url}`);
		const given = answer();
		return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
	};
	return { asked, attachments: createAttachments({ fetch, log: () => undefined }, CDN) };
}

test("a file of the CDN is fetched, without being led elsewhere", async () => {
	const { asked, attachments } = setUp(() => new Response("Ada,5"));
	const read = await attachments.fetch(FILE, 5);
	expect(read.ok && new TextDecoder().decode(read.value)).toBe("Ada,5");
	expect(asked).toEqual([`error ${FILE}`]);
});

test.each([
	"http://cdn.discordapp.com/attachments/1/a.csv",
	"https://cdn.discordapp.com.evil.example/attachments/1/a.csv",
	"https://user@cdn.discordapp.com/attachments/1/a.csv",
	"https://cdn.discordapp.com/avatars/1/a.png",
	"http://127.0.0.1/attachments/1/a.csv",
	"file:///attachments/1/a.csv",
	"gifts.csv",
])("%s is not asked for", async (url) => {
	const { asked, attachments } = setUp(() => new Response("x"));
	expect(await attachments.fetch(url, 5)).toEqual({ ok: false, error: "file-unreadable" });
	expect(asked).toEqual([]);
});

test.each([
	["is one byte too large", () => new Response("123456"), "file-too-large"],
	["is gone", () => new Response("gone", { status: 404 }), "file-unreadable"],
	["cannot be reached", () => new Error("reset"), "file-unreadable"],
])("a file that %s", async (_name, answer, code) => {
	expect(await setUp(answer).attachments.fetch(FILE, 5)).toEqual({ ok: false, error: code as never });
});
