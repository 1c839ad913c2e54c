import { describe, expect, test } from "bun:test";
import { createFakePorts } from "../bot/testing/fake-ports";
import { createUserDirectory } from "./user-directory";

const SETTINGS = { usersUrl: "http://users.local", apiUrl: "http://cloud.local", apiKey: "the-key" };
const BY_NAME = { kind: "name", name: "Builder_Man" } as const;
const BY_ID = { kind: "id", userId: 156 } as const;

/** Each answer is used for one request; `undefined` means that none ever comes. */
function createWorld(...answers: (Response | Error | undefined)[]) {
	const ports = createFakePorts();
	const requests: Request[] = [];
	const directory = createUserDirectory(
		{
			...ports,
			fetch: (request) => {
				requests.push(request);
				const answer = answers.shift();
				if (answer instanceof Response) return Promise.resolve(answer);
				if (answer instanceof Error) return Promise.reject(answer);
				return new Promise((_resolve, reject) => {
					request.signal.addEventListener("abort", () => reject(new Error("aborted")));
				});
			},
		},
		SETTINGS,
	);
	return { ports, requests, directory };
}

function found(): Response {
	return Response.json({
		data: [{ requestedUsername: "Builder_Man", id: 156, name: "builder_man", displayName: "B" }],
	});
}

describe("by name", () => {
	test("asks the user API without a key and gives the name as Roblox writes it", async () => {
		const { directory, requests } = createWorld(found());
		expect(await directory.find(BY_NAME)).toEqual({ ok: true, value: { userId: 156, name: "builder_man" } });
		expect(requests[0]?.url).toBe("http://users.local/v1/usernames/users");
		expect(requests[0]?.headers.get("x-api-key")).toBeNull();
		expect(await requests[0]?.json()).toEqual({ usernames: ["Builder_Man"], excludeBannedUsers: false });
	});

	test("an empty list means that there is none", async () => {
		const { directory } = createWorld(Response.json({ data: [] }));
		expect(await directory.find(BY_NAME)).toEqual({ ok: false, error: "unknown-user" });
	});
});

describe("by id", () => {
	test("asks Open Cloud with the key", async () => {
		const { directory, requests } = createWorld(Response.json({ path: "users/156", id: "156", name: "builder_man" }));
		expect(await directory.find(BY_ID)).toEqual({ ok: true, value: { userId: 156, name: "builder_man" } });
		expect(requests[0]?.url).toBe("http://cloud.local/cloud/v2/users/156");
		expect(requests[0]?.headers.get("x-api-key")).toBe("the-key");
	});

	test("404 means that there is none", async () => {
		const { directory } = createWorld(new Response("{}", { status: 404 }));
		expect(await directory.find(BY_ID)).toEqual({ ok: false, error: "unknown-user" });
	});
});

describe("no usable answer is never taken for an unknown player", () => {
	test.each([
		["refused connection", new Error("ECONNREFUSED")],
		["401", new Response("{}", { status: 401 })],
		["429", new Response("{}", { status: 429 })],
		["500", new Response("{}", { status: 500 })],
		["not JSON", new Response("<html>")],
		["no list", Response.json({ users: [] })],
		["list of other things", Response.json({ data: ["builder_man"] })],
		["id as text", Response.json({ data: [{ id: "156", name: "builder_man" }] })],
		["id 0", Response.json({ data: [{ id: 0, name: "builder_man" }] })],
	])("%s", async (_name, answer) => {
		const { directory, ports } = createWorld(answer);
		expect(await directory.find(BY_NAME)).toEqual({ ok: false, error: "lookup-failed" });
		expect(ports.logged).toMatchObject([{ event: "user-lookup-failed" }]);
	});

	test("silence for five seconds", async () => {
		const { directory, ports } = createWorld(undefined);
		const answer = directory.find(BY_NAME);
		await ports.advance(5_000);
		expect(await answer).toEqual({ ok: false, error: "lookup-failed" });
	});
});

describe("the cache", () => {
	test("answers for five minutes, whatever the case of the name", async () => {
		const { directory, requests, ports } = createWorld(found(), found());
		await directory.find(BY_NAME);
		await ports.advance(299_000);
		expect(await directory.find({ kind: "name", name: "BUILDER_MAN" })).toMatchObject({ ok: true });
		expect(requests).toHaveLength(1);
		await ports.advance(1_000);
		await directory.find(BY_NAME);
		expect(requests).toHaveLength(2);
	});

	test("keeps no failures", async () => {
		const { directory, requests } = createWorld(
			new Response("{}", { status: 500 }),
			Response.json({ data: [] }),
			found(),
		);
		expect(await directory.find(BY_NAME)).toEqual({ ok: false, error: "lookup-failed" });
		expect(await directory.find(BY_NAME)).toEqual({ ok: false, error: "unknown-user" });
		expect(await directory.find(BY_NAME)).toMatchObject({ ok: true });
		expect(requests).toHaveLength(3);
	});
});
