/**
 * Every number that both sides must agree on, with its unit in the name and its source beside it.
 * The simulator and the documents quote them from here.
 */

/** Largest integer a double holds exactly: Luau, JSON and JavaScript agree up to here. */
export const BALANCE_MAX = 9_007_199_254_740_991;
/** Half of that: whatever number a wallet claims to have taken, those behind it are exact too. */
export const SEQ_MAX = 4_503_599_627_370_496;

// Envelopes. MessagingService takes 1 kB (engine) or 1,024 characters (Open Cloud); we stay below both.
export const ENVELOPE_BYTES_MAX = 1_000;
export const COMMAND_ID_BYTES_MAX = 80;
export const TXN_TEXT_MAX = 40;
export const REASON_CHARACTERS_MAX = 200;
/** A character takes at most four bytes of UTF-8. */
export const REASON_BYTES_MAX = 800;
export const ACTOR_BYTES_MAX = 64;
export const SOURCE_BYTES_MAX = 24;

// Receipts kept inside a wallet.
export const RECEIPTS_KEPT_MIN = 64;
/** With this many unacknowledged receipts commands wait and game changes go to `deferred`. */
export const UNACKNOWLEDGED_MAX = 1_024;
/** Empty and opening commands are taken up to here, so that a full list can always be worked off. */
export const UNACKNOWLEDGED_HARD_MAX = 1_088;

// Keys of changes by the game, kept with the wallet.
export const GAME_KEY_SECONDS = 30 * 86_400;
/** Purchases are remembered for ever: at 60 bytes each this stays far below the 4 MB of a data store entry. */
export const PURCHASE_KEYS_MAX = 20_000;

// Times.
export const HEARTBEAT_SECONDS = 10;
/** Heartbeats spread by this share to either side, so that servers do not beat in step. */
export const HEARTBEAT_JITTER = 0.1;
export const SILENCE_SECONDS = 45;
/** An open command is rung again this long after the first ring, then every `RING_AGAIN_SECONDS`. */
export const RING_AFTER_SECONDS: ReadonlyArray<number> = [5, 10, 20];
export const RING_AGAIN_SECONDS = 30;
export const DOORBELL_AGE_SECONDS_MAX = 600;
export const CLOCK_SKEW_SECONDS_MAX = 60;
export const COMMAND_LIFETIME_SECONDS = 86_400;
export const COMMAND_LIFETIME_SECONDS_MIN = 60;
export const COMMAND_LIFETIME_SECONDS_MAX = 7 * 86_400;
/** While a revision is not durable, `Save()` is asked for again at this distance (rule D4). */
export const SAVE_AGAIN_SECONDS = 8;
/** Changes by the game that nobody waits for ride on the next save, for as long as ProfileService's autosave takes. */
export const GAME_SAVE_SECONDS = 30;
/** With this many waiting they are saved at once: far below what fills a wallet's list. */
export const GAME_CHANGES_UNSAVED_MAX = 100;
export const SERVER_KEY_LIFETIME_SECONDS = 6 * 3_600;
/** So many of one kind can be valid at once, while one replaces another; a doorbell key comes of each. */
export const LONG_LIVED_KEYS_MAX = 4;

// HTTP between game and companion.
export const RECEIPT_BATCH_MAX = 50;
export const BODY_BYTES_MAX = 65_536;
export const RECEIPT_BATCH_BYTES_MAX = 61_440;
export const COMMANDS_PER_PULL_MAX = 50;
export const SHIP_BACKOFF_SECONDS_MIN = 1;
export const SHIP_BACKOFF_SECONDS_MAX = 60;
export const AUDIT_PAGE_MAX = 100;
export const AUDIT_PAGE_DEFAULT = 20;

/** Roblox: data store name, key and scope, 50 characters each. */
export const STORE_NAME_MAX = 50;
/** Roblox: topic of MessagingService, 80 characters. */
export const TOPIC_MAX = 80;

/** Roblox: people choose at most 20 letters, digits and underscores; a name it takes away becomes `roblox_user_<id>`. */
export const PLAYER_NAME_MAX = 32;
/** Names that one heartbeat says, of about 50 bytes each. */
export const PLAYER_NAMES_PER_BEAT_MAX = 50;
