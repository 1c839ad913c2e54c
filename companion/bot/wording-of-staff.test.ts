import { expect, test } from "bun:test";
import type { Actor } from "../staff/staff-view";
import {
	buttonInteraction,
	commandInteraction,
	createBotWorld,
	GUILD,
	MARA,
	selectInteraction,
	STAFF_MEMBER,
	STAFF_ROLE,
} from "./testing/bot-world";
import { alarmReply } from "./replies/alarm-reply";
import { readText } from "./testing/fake-replies";
import { START } from "./testing/fake-ports";

import { findComponent, readScene, type World } from "./testing/read-scene";

const GIFT = { user: "builder_man", amount: 2_500, reason: "Build *contest*" };
const ID = "500000000000000009";

const OFFICERS = "200000000000000009";
const OWNER: Actor = { id: "1", name: "Olga", roleIds: [], isDiscordAdministrator: true };
const BY_OWNER = { roles: [], permissions: "8" };

const press = (world: World, label: string) => world.use(buttonInteraction(findComponent(world, label), BY_OWNER));
const choose = (world: World, value: string) =>
	world.use(selectInteraction(findComponent(world, value), value, BY_OWNER));

const SCENES: Readonly<Record<string, (world: World) => Promise<void>>> = {
	"/limits": async (world) => {
		await world.use(commandInteraction("give", GIFT, { id: ID }));
		await world.use(commandInteraction("limits", {}));
	},
	"/limits, widened and confirmed": async (world) => {
		const options = { level: "moderator", limit: "actor", amount: 20_000_000 };
		await world.use(commandInteraction("limits", options, BY_OWNER));
		await press(world, "Confirm");
	},
	"/limits, narrowed and cancelled": async (world) => {
		await world.use(commandInteraction("limits", { level: "moderator", limit: "command", amount: 0 }, BY_OWNER));
		await press(world, "Cancel");
	},
	"/give, by whoever is frozen": async (world) => {
		world.freeze(MARA);
		await world.use(commandInteraction("give", GIFT));
	},
	"/unfreeze, nobody": async (world) => await world.use(commandInteraction("unfreeze", {}, BY_OWNER)),
	"/unfreeze, to look": async (world) => {
		world.freeze(MARA);
		await world.use(commandInteraction("unfreeze", {}, BY_OWNER));
	},
	"/unfreeze, confirmed": async (world) => {
		world.freeze({ ...MARA, id: "300000000000000002", name: "Noel" });
		await world.use(commandInteraction("unfreeze", { member: "300000000000000002" }, BY_OWNER));
		await press(world, "Confirm");
		await world.use(commandInteraction("rights", {}, BY_OWNER));
	},
	"/unfreeze, of oneself": async (world) => {
		world.freeze(MARA);
		await world.use(commandInteraction("unfreeze", { member: STAFF_MEMBER }, BY_OWNER));
	},
	"/setroles": async (world) => {
		await world.staff.changeRole(OWNER, { roleId: OFFICERS, before: undefined, after: "officer" });
		await world.use(commandInteraction("setroles", {}, BY_OWNER));
	},
	"/setroles, a role becomes staff, confirmed": async (world) => {
		await world.use(commandInteraction("setroles", { role: OFFICERS, level: "officer" }, BY_OWNER));
		await press(world, "Confirm");
	},
	"/setroles, a role is staff no longer, confirmed twice": async (world) => {
		await world.use(commandInteraction("setroles", { role: STAFF_ROLE, level: "none" }, BY_OWNER));
		const again = findComponent(world, "Confirm");
		await press(world, "Confirm");
		await world.use(buttonInteraction(again, BY_OWNER));
	},
	"/setroles, cancelled": async (world) => {
		await world.use(commandInteraction("setroles", { role: OFFICERS, level: "team" }, BY_OWNER));
		await press(world, "Cancel");
	},
	"/setroles, confirmed by somebody else": async (world) => {
		await world.use(commandInteraction("setroles", { role: OFFICERS, level: "team" }, BY_OWNER));
		const confirm = findComponent(world, "Confirm");
		await world.use(buttonInteraction(confirm, { ...BY_OWNER, member: "300000000000000099" }));
	},
	"/setroles, a role as high as one's own": async (world) => {
		await world.staff.changeRole(OWNER, { roleId: OFFICERS, before: undefined, after: "administrator" });
		const options = { role: STAFF_ROLE, level: "administrator" };
		await world.use(commandInteraction("setroles", options, { roles: [OFFICERS] }));
	},
	"/setroles, everybody's role": async (world) =>
		await world.use(commandInteraction("setroles", { role: GUILD, level: "team" }, BY_OWNER)),
	"/rights": async (world) => {
		await world.staff.changeRight(OWNER, { right: "deduct", before: "moderator", after: "closed" });
		await world.use(commandInteraction("rights", {}, BY_OWNER));
	},
	"/rights of a command, opened to others, confirmed": async (world) => {
		await world.staff.changeRole(OWNER, { roleId: OFFICERS, before: undefined, after: "officer" });
		await world.use(commandInteraction("rights", { command: "/give" }, BY_OWNER));
		await choose(world, "officer");
		await press(world, "Confirm");
	},
	"/rights of a command, closed to everybody": async (world) => {
		await world.use(commandInteraction("rights", { command: "give" }, BY_OWNER));
		await choose(world, "closed");
		await press(world, "Cancel");
	},
	"/rights of a command, as it is already": async (world) => {
		await world.use(commandInteraction("rights", { command: "rights" }, BY_OWNER));
		await choose(world, "administrator");
	},
};

test.each(Object.entries(SCENES))("%s", async (_name, play) => {
	const world = createBotWorld();
	await play(world);
	expect(readScene(world)).toMatchSnapshot();
});

test("the alarm of a jump of the supply", () => {
	const content = { kind: "supply", before: 5_000_000, after: 17_000_000, since: START } as const;
	expect(readText(alarmReply({ at: START + 60_000, content }))).toMatchSnapshot();
});

test("the alarm of a large batch", () => {
	const whole = { lines: 480, gives: 96_000, takes: 20, perMinute: 60, startsAt: START + 600_000 };
	const content = { kind: "batch", actorId: STAFF_MEMBER, actorName: "Mara_*", ...whole } as const;
	expect(readText(alarmReply({ at: START, content }))).toMatchSnapshot();
});

test("the alarm of a freeze", async () => {
	const world = createBotWorld();
	world.freeze(MARA);
	await world.ports.advance(1_000);
	expect(world.messages.posted.map(({ to, text }) => `[to the ${to}]\n${text}`).join("\n\n")).toMatchSnapshot();
});
