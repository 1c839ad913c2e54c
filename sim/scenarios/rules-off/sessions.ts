import type { RuleOff } from "./rule-off";

/** Rules about what a session takes for stored, and about joins. */
export const SESSION_RULES_OFF: readonly RuleOff[] = [
	{
		scenario: "foreign-tag",
		rule: "D2",
		instead: "a save came back with a revision at least as high, so ours is stored",
		edits: [
			{
				file: "game/server/wallet/durability.ts",
				from: "if (tag === undefined || tag.sessionId !== this.sessionId || tag.revision <= this.revision)",
				to: "if (tag === undefined || tag.revision <= this.revision)",
			},
		],
	},
	{
		scenario: "denied-from-memory",
		rule: "D3",
		instead: "a denial changes nothing, so it need not wait for a save",
		edits: [
			{
				file: "game/server/wallet/wallet-session.ts",
				from: "		if (!this.durability.covers(item.deniedAt)) return;\n",
				to: "",
			},
		],
	},
	{
		scenario: "stolen-join",
		rule: "X2, B3",
		instead: "the designated server takes the session for a moment, as any server would",
		edits: [
			{
				file: "game/server/inbox/absent-executor.ts",
				from: '		private readonly ports: Pick<Ports, "platform" | "entries" | "scheduler" | "log">,\n',
				to: `		private readonly ports: Pick<Ports, "platform" | "entries" | "scheduler" | "log"> &
			Partial<Pick<Ports, "profiles">>,
`,
			},
			{
				file: "game/server/inbox/absent-executor.ts",
				from: "		const now = this.side.now();\n",
				to: `		this.ports.profiles?.loadAsync(userId, "force-load")?.release();
		const now = this.side.now();
`,
			},
		],
	},
	{
		scenario: "yoinked-join",
		rule: "X4",
		instead: "a command that finds no profile loads it",
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
	},
	{
		scenario: "stale-takeover",
		rule: "B3",
		instead: "the lock of a dead job is a dead lock",
		edits: [
			{
				file: "shared/wallet/run-on-entry.ts",
				from: "return b !== undefined && a.job === b.job && a.loads === b.loads && a.updated === b.updated;",
				to: "return b !== undefined && a.job === b.job;",
			},
		],
	},
];
