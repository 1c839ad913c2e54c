import type { Mutant } from "./mutant";
import { ONE_TOPIC_FOR_ALL } from "./one-topic";

const SESSION = "game/server/wallet/wallet-session.ts";
const ADAPTER = "game/server/sessions/profile-service-adapter.ts";
const ENTRY = "shared/wallet/run-on-entry.ts";
const ABSENT = "game/server/inbox/absent-executor.ts";

/** Mistakes in what a game server does with locks, saves and what it says about them. */
export const SESSION_MUTANTS: readonly Mutant[] = [
	{
		name: "every-server-executes",
		about: "whoever hears a command helps",
		breaks: ["bystanders"],
		edits: [
			ONE_TOPIC_FOR_ALL,
			{
				file: "game/server/inbox/router.ts",
				from: "if (command.to !== undefined && command.to === routes.serverId()) return routes.absent.take(command);",
				to: "if (command.to !== undefined) return routes.absent.take(command);",
			},
			{
				file: "game/server/inbox/router.ts",
				from: "return routes.sessions.has(command.userId) || (command.to !== undefined && command.to === routes.serverId());",
				to: "return routes.sessions.has(command.userId) || command.to !== undefined;",
			},
		],
		story: "everyday",
	},
	{
		name: "receipt-before-save",
		about: "the save that was asked for will come",
		breaks: ["I8"],
		edits: [
			{
				file: SESSION,
				from: "if (wallet.revision > revisionBefore) this.snapshots.push(factsOf(this.userId, wallet));",
				to: `if (wallet.revision > revisionBefore) {
			this.snapshots.push(factsOf(this.userId, wallet));
			this.side.proved(factsOf(this.userId, wallet), receiptsBetween(wallet, revisionBefore, wallet.revision));
		}`,
			},
		],
		story: "everyday",
	},
	{
		name: "any-save-is-proof",
		about: "a save came back, so what is in memory is stored",
		breaks: ["I8"],
		edits: [
			{
				file: ADAPTER,
				from: "const tag = profile.MetaData.MetaTagsLatest.get(TAG_NAME);",
				to: "const tag = profile.MetaData.MetaTags.get(TAG_NAME);",
			},
		],
		story: "slow-saves",
	},
	{
		name: "tag-before-data",
		about: "the tag first, the data a moment later; the next save has both",
		breaks: ["I8"],
		edits: [
			{
				file: ADAPTER,
				from: "			profile.Data.wallet = wallet;\n			profile.SetMetaTag(TAG_NAME, tag);",
				to: "			profile.SetMetaTag(TAG_NAME, tag);\n			task.delay(1, () => {\n				profile.Data.wallet = wallet;\n			});",
			},
		],
		story: "everyday",
	},
	{
		name: "tag-without-session-id",
		about: "a stored revision as high as ours is ours",
		breaks: ["I8"],
		edits: [
			{
				file: "game/server/wallet/durability.ts",
				from: "if (tag === undefined || tag.sessionId !== this.sessionId || tag.revision <= this.revision) return false;",
				to: "if (tag === undefined || tag.revision <= this.revision) return false;",
			},
		],
		story: "stuck-release",
	},
	{
		name: "denial-from-memory",
		about: "a denial changes nothing, so it need not wait for a save",
		breaks: ["I8"],
		edits: [{ file: SESSION, from: "if (!this.durability.covers(item.deniedAt)) return;", to: "" }],
		story: "forged-twins",
	},
	{
		name: "balance-from-a-cache",
		about: "a player who comes back gets the wallet this server remembers",
		breaks: ["I5", "I2"],
		edits: [
			{
				file: SESSION,
				from: "export class WalletSession {",
				to: "const remembered = new Map<number, Wallet>();\n\nexport class WalletSession {",
			},
			{ file: SESSION, from: "		this.wallet = loaded;\n", to: "		this.wallet = remembered.get(userId) ?? loaded;\n" },
			{
				file: SESSION,
				from: "		this.wallet = wallet;\n		this.profile.write(",
				to: "		this.wallet = wallet;\n		remembered.set(this.userId, wallet);\n		this.profile.write(",
			},
		],
		story: "there-and-back",
	},
	{
		name: "first-run-of-a-transform-counts",
		about: "the transform decides once; when the engine runs it again, the answer is known",
		breaks: ["I7", "I5"],
		edits: [
			{
				file: ABSENT,
				from: "run = runOnEntry(this.ports.platform, value, userIds, effective, now);",
				to: "run = run ?? runOnEntry(this.ports.platform, value, userIds, effective, now);",
			},
		],
		story: "race-on-entry",
	},
	{
		name: "lock-ignored",
		about: "a command is short, the session will not notice",
		breaks: ["I7"],
		edits: [
			{
				file: ENTRY,
				from: "if (lock !== undefined && !commands.some((command) => isSameLock(lock, command.breakLock))) {",
				to: "if (lock !== undefined && commands.isEmpty()) {",
			},
		],
		story: "cut-off-owner",
	},
	{
		name: "lock-compared-by-job",
		about: "a job that was dead stays dead",
		breaks: ["I7"],
		edits: [
			{
				file: ENTRY,
				from: "return b !== undefined && a.job === b.job && a.loads === b.loads && a.updated === b.updated;",
				to: "return b !== undefined && a.job === b.job;",
			},
		],
		story: "stale-takeover",
	},
	{
		name: "claim-removed-with-the-lock",
		about: "a broken lock leaves a clean entry",
		breaks: ["I7"],
		edits: [
			{
				file: "shared/wallet/stored-entry.ts",
				from: "{ ...entry.MetaData, ActiveSession: undefined }",
				to: "{ ...entry.MetaData, ActiveSession: undefined, ForceLoadSession: undefined }",
			},
		],
		story: "claimed-lock",
	},
	{
		name: "saved-when-the-module-saves",
		about: "the module saves every half minute, nobody has to ask for it",
		breaks: ["time"],
		edits: [{ file: "game/server/wallet/save-pace.ts", from: "		this.profile.requestSave();\n", to: "" }],
		story: "everyday",
	},
	{
		name: "command-loads-what-is-loading",
		about: "a command that finds no profile loads it",
		breaks: ["L1", "I7"],
		edits: [
			{
				file: "game/server/sessions/player-session.ts",
				from: "		if (!this.hasUnreadableWallet) return this.waiting.add(command);\n",
				to: `		if (!this.hasUnreadableWallet) {
			this.side.scheduler.spawn(() => {
				this.side.profiles.loadAsync(this.userId, "force-load");
			});
			return this.waiting.add(command);
		}
`,
			},
		],
		story: "join-and-command",
	},
	{
		name: "lost-session-keeps-its-queue",
		about: "a session whose lock is gone still knows what it applied",
		breaks: ["I8"],
		edits: [
			{
				file: SESSION,
				from: "	end(): void {\n		this.close();",
				to: `	end(): void {
		if (this.wallet !== undefined) {
			const facts = factsOf(this.userId, this.wallet);
			this.side.proved(facts, receiptsBetween(this.wallet, this.durability.durableRevision(), this.wallet.revision));
		}
		this.close();`,
			},
		],
		story: "stuck-release",
	},
	{
		name: "updates-before-the-save",
		about: "players like to see their coins at once",
		breaks: ["I8"],
		edits: [
			{
				file: "game/server/start-server.ts",
				from: "	return createEconomyService(ports.scheduler, sessions, transfers, purchases, announcer);",
				to: `	const service = createEconomyService(ports.scheduler, sessions, transfers, purchases, announcer);
	return {
		...service,
		change(userId, change) {
			const done = service.change(userId, change);
			const { delta, source, reason } = change;
			if (done.ok) {
				const { balance, revision = 0 } = done.value;
				ports.screens.show(userId, { revision, balance, delta, source, reason, at: link.clock.now() });
			}
			return done;
		},
	};`,
			},
		],
		story: "everyday",
	},
];
