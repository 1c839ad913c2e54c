/// <reference types="@rbxts/testez/globals" />
/**
 * The adapter against the real ProfileService and the server's real data store, in a store of its own. These specs wait
 * as the module does, up to the seven seconds between two writes of one key.
 */
import { createEntryStore } from "../../server/engine/entry-store";
import { luauPlatform } from "../../server/engine/luau-platform";
import { readServerIdentity } from "../../server/engine/server-settings";
import { engineScheduler } from "../../server/engine/scheduler";
import { AbsentExecutor } from "../../server/inbox/absent-executor";
import type { LoadedProfile } from "../../server/ports";
import { createProfiles } from "../../server/sessions/profile-service-adapter";
import { walletKey } from "../../../shared/store-keys";
import { decodeWallet } from "../../../shared/wallet/wallet-codec";
import { command, walletAfter } from "../support/commands";
import { FakeLog } from "../support/fake-ports";
import { FakeScheduler } from "../support/fake-scheduler";
import { WalletLog } from "../support/wallet-log";

const STORE_NAME = "SpecWallets";
const WAIT_SECONDS_MAX = 30;

const log = new FakeLog();
const profiles = createProfiles(STORE_NAME, readServerIdentity(), log);
const entries = createEntryStore(STORE_NAME);
let lastUser = 900;

/** A player no other spec has used. */
function newUser(): number {
	lastUser += 1;
	return lastUser;
}

function loadAsync(userId: number): LoadedProfile {
	const profile = profiles.loadAsync(userId, "force-load");
	assert(profile !== undefined, "the profile loads");
	return profile;
}

function follow(profile: LoadedProfile): Array<string> {
	const events: Array<string> = [];
	profile.listen({
		saved: (tag) => events.push(`saved ${tag}`),
		lost: () => events.push("lost"),
		releasing: () => events.push("releasing"),
		closed: () => events.push("closed"),
	});
	return events;
}

function waitForAsync(events: ReadonlyArray<string>, event: string): void {
	let waited = 0;
	while (!events.includes(event) && waited < WAIT_SECONDS_MAX) waited += task.wait(0.1);
}

function storedWalletOf(profile: LoadedProfile) {
	const decoded = decodeWallet(luauPlatform, profile.storedWallet);
	assert(decoded.ok, "the stored wallet is readable");
	return decoded.value;
}

/** Another server's session takes the entry over, as a forced load does. */
function stealAsync(userId: number, tag: string): void {
	const ended = entries.updateAsync(walletKey(userId), (value, userIds) => {
		assert(typeIs(value, "table"), "there is an entry");
		const MetaData = {
			ProfileCreateTime: 1,
			SessionLoadCount: 9,
			ActiveSession: [11, "job-thief"],
			LastUpdate: os.time(),
		};
		return { value: { ...value, MetaData: { ...MetaData, MetaTags: { purser: tag } } }, userIds };
	});
	assert(ended === "stored", "the entry was taken over");
}

function absentExecutor() {
	const said = new WalletLog(new FakeScheduler());
	const sessions = {
		take() {
			return false;
		},
		has() {
			return false;
		},
		isReleasing() {
			return false;
		},
	};
	const ports = { platform: luauPlatform, entries, scheduler: engineScheduler, log };
	return { said, executor: new AbsentExecutor(ports, said, sessions) };
}

export = () => {
	it("brings back the tag of a save together with its data", () => {
		const userId = newUser();
		const profile = loadAsync(userId);
		expect(storedWalletOf(profile)).to.equal(undefined);
		const events = follow(profile);
		profile.write(walletAfter(2), "mine:2");
		profile.requestSave();
		waitForAsync(events, "saved mine:2");
		expect(events.join(", ")).to.equal("saved mine:2");
		profile.release();
		waitForAsync(events, "closed");
		expect(events.join(", ")).to.equal("saved mine:2, releasing, saved mine:2, closed");
		const again = loadAsync(userId);
		expect(storedWalletOf(again)?.balance).to.equal(20);
		again.release();
	});

	// Story foreign-tag, on the real module: the stolen entry carries a tag of the very revision this session waits for.
	it("says that the lock is lost before it brings back the thief's tag", () => {
		const userId = newUser();
		const profile = loadAsync(userId);
		const events = follow(profile);
		stealAsync(userId, "theirs:1");
		profile.write(walletAfter(1), "mine:1");
		profile.requestSave();
		waitForAsync(events, "closed");
		expect(events.join(", ")).to.equal("lost, saved theirs:1, closed");
	});

	it("leaves a locked profile alone when it is told to", () => {
		const userId = newUser();
		loadAsync(userId).release();
		task.wait(10);
		stealAsync(userId, "theirs:1");
		expect(profiles.loadAsync(userId, "cancel")).to.equal(undefined);
	});

	it("answers a second load of a key it holds with nothing, instead of raising", () => {
		const userId = newUser();
		const profile = loadAsync(userId);
		expect(profiles.loadAsync(userId, "cancel")).to.equal(undefined);
		expect(log.find("profile-load-raised").size()).to.equal(1);
		profile.release();
	});

	it("takes the entry an absent player's command made for a profile like any other", () => {
		const userId = newUser();
		const { said, executor } = absentExecutor();
		executor.take(command(1, { userId, create: true }));
		task.wait(2);
		expect(said.provedRevisions.join(" ")).to.equal("1");
		const profile = loadAsync(userId);
		expect(storedWalletOf(profile)?.balance).to.equal(10);
		const events = follow(profile);
		profile.release();
		waitForAsync(events, "closed");
		expect(events.includes("closed")).to.equal(true);
	});

	it("reports the module's lock as held, and applies once it is given back", () => {
		const userId = newUser();
		const { said, executor } = absentExecutor();
		const profile = loadAsync(userId);
		const events = follow(profile);
		executor.take(command(1, { userId, create: true }));
		task.wait(2);
		expect(said.noteCodes()).to.equal("held");
		expect(said.notes[0]?.lock?.job).to.equal(game.JobId);
		profile.release();
		waitForAsync(events, "closed");
		executor.take(command(1, { userId, create: true }));
		task.wait(2);
		expect(said.provedRevisions.join(" ")).to.equal("1");
		const again = loadAsync(userId);
		expect(storedWalletOf(again)?.balance).to.equal(10);
		again.release();
	});
};
