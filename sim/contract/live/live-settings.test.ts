import { expect, test } from "bun:test";
import { readLiveSettings } from "./live-settings";

const NEEDED = { CONTRACT_API_KEY: "a+b/c=", CONTRACT_UNIVERSE_ID: "1", CONTRACT_PLACE_ID: "2" };

test("what is not given has its usual value, and slashes at the end do not matter", () => {
	const settings = readLiveSettings({ ...NEEDED, CONTRACT_USERS_URL: "http://127.0.0.1:1/" });
	expect(settings).toEqual({
		ok: true,
		value: {
			...{ apiKey: "a+b/c=", universeId: "1", placeId: 2, store: "PurserContract" },
			...{ apiUrl: "https://apis.roblox.com", usersUrl: "http://127.0.0.1:1" },
		},
	});
});

test("everything that is missing is named at once", () => {
	const settings = readLiveSettings({ CONTRACT_STORE: "" });
	expect(settings.ok ? [] : settings.error.map((problem) => problem.split(" is ")[0])).toEqual([
		"CONTRACT_API_KEY",
		"CONTRACT_UNIVERSE_ID",
		"CONTRACT_PLACE_ID",
	]);
});

test.each([
	["CONTRACT_API_KEY", "two words"],
	["CONTRACT_UNIVERSE_ID", "a-secret-in-the-wrong-place"],
	["CONTRACT_PLACE_ID", "0"],
	["CONTRACT_STORE", "s".repeat(51)],
	["CONTRACT_API_URL", "apis.roblox.com"],
])("%s is refused when it is wrong, without repeating it", (name, value) => {
	const settings = readLiveSettings({ ...NEEDED, [name]: value });
	expect(settings.ok ? [] : settings.error).toEqual([expect.stringContaining(`${name} is not `)]);
	expect(settings.ok ? "" : settings.error.join()).not.toContain(value);
});
