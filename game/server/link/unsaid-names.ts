import { PLAYER_NAME_MAX, PLAYER_NAMES_PER_BEAT_MAX } from "../../../shared/limits";
import type { PlayerName } from "../../../shared/protocol/heartbeat";
import type { Ports } from "../ports";

/**
 * What the companion has still to be told about how players are called: names do not change while somebody plays, so each
 * is said until one heartbeat with it was taken.
 */
export class UnsaidNames {
	private said = new Set<number>();

	constructor(private readonly ports: Pick<Ports, "platform" | "players">) {}

	/** For one heartbeat that names these players. Whoever left is told anew when he comes again. */
	list(present: ReadonlyArray<number>): ReadonlyArray<PlayerName> {
		const unsaid: Array<PlayerName> = [];
		const saidAndHere = new Set<number>();
		for (const userId of present) {
			if (this.said.has(userId)) {
				saidAndHere.add(userId);
				continue;
			}
			const name = this.ports.players.nameOf(userId);
			if (unsaid.size() < PLAYER_NAMES_PER_BEAT_MAX && this.isSayable(name)) unsaid.push({ userId, name });
		}
		this.said = saidAndHere;
		return unsaid;
	}

	noteTaken(names: ReadonlyArray<PlayerName>): void {
		for (const { userId } of names) this.said.add(userId);
	}

	/** A companion that opens a session may know nobody. */
	sayAgain(): void {
		this.said.clear();
	}

	/** Scripts can write `Player.Name`, and a heartbeat with anything else is refused as a whole. */
	private isSayable(name: string | undefined): name is string {
		return name !== undefined && name.size() <= PLAYER_NAME_MAX && this.ports.platform.isIdText(name);
	}
}
