import { Random } from "../../sim/random";

export const GUILD_ID = "900";
/** 2025-01-01, in Unix seconds; the rows are spread over the year behind it. */
export const FIRST_SECOND = 1_735_689_600;
export const YEAR_SECONDS = 365 * 86_400;
const ROWS_PER_PLAYER = 50;
const MODERATORS = 200;
const FIRST_MODERATOR = 310_000_000_000_000_000n;
const FIRST_USER = 1_000_000;
const VOCABULARY = 3_000;
const SYLLABLES = ["ka", "lo", "mi", "ren", "tas", "vu", "bel", "dor", "fin", "gra", "hos", "jun", "pel", "qui", "zan"];

/** What one row says; balance and revision follow from the rows of its wallet before it. */
export interface CommunityRow {
	readonly userId: number;
	readonly source: "game" | "discord" | "shop";
	readonly actor: string;
	readonly delta: number;
	readonly reason: string;
	/** Unix seconds. */
	readonly at: number;
}

/** A community whose players earn by playing, spend in the shop, and are given coins by its staff. */
export class Community {
	readonly players: number;
	readonly #random: Random;
	readonly #words: readonly string[];

	constructor(
		readonly rows: number,
		seed: number,
	) {
		this.players = Math.max(1, Math.ceil(rows / ROWS_PER_PLAYER));
		this.#random = new Random(seed);
		this.#words = Array.from({ length: VOCABULARY }, (_, index) => nameWord(index));
	}

	/** Row `index` of the year; times go forward but for the few seconds that servers differ by. */
	row(index: number): CommunityRow {
		const at = FIRST_SECOND + Math.floor((index / this.rows) * YEAR_SECONDS) + this.#random.integer(-20, 20);
		const share = this.#random.ratio();
		const userId = this.player();
		if (share < 0.7) return { userId, source: "game", actor: "game", delta: this.#amount(), reason: "quest", at };
		if (share < 0.85)
			return { userId, source: "shop", actor: "game", delta: -this.#amount(), reason: this.#text(2), at };
		const delta = this.#random.chance(0.8) ? this.#amount() * 10 : -this.#amount();
		return { userId, source: "discord", actor: this.moderator(), delta, reason: this.#text(6), at };
	}

	player(): number {
		return FIRST_USER + this.#often(this.players);
	}

	moderator(): string {
		return `discord:${FIRST_MODERATOR + BigInt(this.#often(MODERATORS))}`;
	}

	word(): string {
		return this.#words[this.#often(VOCABULARY)] ?? "";
	}

	rowId(): number {
		return this.#random.integer(1, this.rows);
	}

	/** Unix seconds. */
	moment(): number {
		return FIRST_SECOND + this.#random.integer(0, YEAR_SECONDS);
	}

	/** Small numbers come up far more often: some people play all day, some words are in every second reason. */
	#often(count: number): number {
		return Math.floor(count * this.#random.ratio() ** 3);
	}

	#amount(): number {
		return this.#random.integer(1, 50);
	}

	#text(words: number): string {
		return Array.from({ length: words }, () => this.word()).join(" ");
	}
}

function nameWord(index: number): string {
	const part = (place: number): string =>
		SYLLABLES[Math.floor(index / SYLLABLES.length ** place) % SYLLABLES.length] ?? "";
	return part(0) + part(1) + part(2);
}
