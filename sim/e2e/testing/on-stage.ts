import { afterAll, beforeAll } from "bun:test";
import { openStage, type Stage } from "../../demo/stage";
import { createStaffHands, type StaffHands } from "../../demo/staff-hands";
import { SILENT } from "../../demo/story";

const OPEN_MILLISECONDS_MAX = 90_000;
const CLOSE_MILLISECONDS_MAX = 30_000;

export interface Scene {
	/** There from the first test on. */
	readonly stage: Omit<Stage, "close">;
	readonly hands: StaffHands;
	/** Server Settings > Integrations: from then on everybody is offered these commands. */
	readonly openToEverybody: (...commands: readonly string[]) => void;
}

/** The demo's stage for the tests of one file: opened and prepared before them, closed behind them. */
export function onStage(prepare: (scene: Scene) => Promise<unknown> | void = () => undefined): Scene {
	let open: Stage | undefined;
	const opened = (): Stage => {
		if (open === undefined) throw new Error("the stage is open in tests only");
		return open;
	};
	const stage: Scene["stage"] = {
		get settings() {
			return opened().settings;
		},
		get discord() {
			return opened().discord;
		},
		get host() {
			return opened().host;
		},
		get companion() {
			return opened().companion;
		},
		get servers() {
			return opened().servers;
		},
	};
	const openToEverybody: Scene["openToEverybody"] = (...commands) => {
		const { guilds, people } = stage.discord;
		const everybody = { id: guilds.guild().id, type: 1, permission: true } as const;
		for (const command of commands) people.setCommandPermissions(command, [everybody]);
	};
	const scene = { stage, hands: createStaffHands(stage), openToEverybody };
	beforeAll(async () => {
		open = await openStage(SILENT, () => undefined);
		await prepare(scene);
	}, OPEN_MILLISECONDS_MAX);
	afterAll(async () => {
		await open?.close();
	}, CLOSE_MILLISECONDS_MAX);
	return scene;
}
