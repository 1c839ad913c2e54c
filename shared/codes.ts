/**
 * The stable codes, each with the sentence a person reads. Codes are never renamed or reused.
 * HTTP status and Discord wording are mapped from them in one place each, in the companion.
 */
export const CODES = {
	// Outcomes of a command that used up its number.
	"insufficient-funds": "The wallet holds less than that.",
	"balance-overflow": "The wallet cannot hold that much.",
	"bad-amount": "The amount is not a whole number other than zero.",
	cancelled: "The command was cancelled before it took effect.",
	expired: "The command ran out of time before it took effect.",

	"wallet-erased": "The wallet was erased before the command took effect, and never will it.",

	// Denials: this envelope is not for this wallet as it is stored now; no number was used.
	"no-wallet": "There is no such wallet, and the command was not allowed to make one.",
	"other-wallet": "The command was meant for another life of this wallet.",
	"stale-epoch": "The command comes from a journal that no longer commands this wallet.",
	"sequence-conflict": "Two commands carry the same number. This is an alarm for people.",
	"already-settled": "The command was settled long ago; the audit has its outcome.",

	// Waiting: nothing was decided yet.
	gap: "An earlier command of this wallet has to come first.",
	opening: "A restored journal takes this wallet over first.",
	backlog: "The audit has to catch up before this wallet takes more commands.",
	held: "Another server holds this wallet.",
	"store-unavailable": "The data store did not answer; whether it wrote is unknown until it is read again.",

	"wallet-unreadable": "The stored wallet is damaged, or of a newer version. This is an alarm for people.",

	// Envelopes and bodies.
	malformed: "The message is not in the agreed form.",
	"too-large": "The message is larger than allowed.",
	"unknown-version": "The message is of a version this side does not know.",
	"unknown-type": "The message is of a type this side does not know.",
	unsigned: "The message carries no signature.",
	"unknown-key": "The message is signed with a key this side does not know.",
	"bad-signature": "The signature does not fit the message.",
	stale: "The message is too old, or its clock is off.",

	// Game and companion over HTTP.
	unauthorized: "The request carries no valid credentials.",
	"store-mismatch": "Game and companion are set to different data stores.",
	"protocol-mismatch": "Game and companion have no protocol version in common.",
	"studio-refused": "Servers in Studio are refused unless ALLOW_STUDIO is set.",
	"unknown-server": "This server has no session here; it has to ask for one.",
	"beat-replayed": "A newer heartbeat of this server was already taken.",
	"idempotency-key-missing": "The request needs an Idempotency-Key header.",
	"idempotency-conflict": "This Idempotency-Key was used with another body.",
	"receipt-conflict": "The audit holds another receipt under this number. This is an alarm for people.",
	"bad-query": "A query parameter is not in the agreed form.",
	"database-unavailable": "The companion's database cannot be used right now. Nothing was changed; try again later.",
	"not-found": "There is nothing here.",
	"too-many-requests": "Too many requests came in a short time; ask again in a moment.",
	overloaded: "The companion has more to do than it can at once; ask again in a moment.",
	internal: "Something went wrong on our side; it was logged.",

	// People and their commands.
	"not-configured":
		"No role may do this yet. Whoever has Discord's Administrator permission says which roles may, with `/setroles`.",
	"not-allowed": "You need a higher level for this.",
	"target-too-high": "Nobody may change what is as high as himself or higher.",
	"over-command-limit": "This is more than one command of your level may move.",
	"needs-approval": "This is more than you may move alone; a second person has to approve it.",
	frozen:
		"You moved coins faster than usual and may move none until somebody above you lifts it, with `/unfreeze`. The owner was told.",
	"not-frozen": "This member is not frozen.",
	"own-request": "You asked for this yourself; somebody else has to approve it.",
	"already-decided": "Somebody decided this a moment ago.",
	"asker-refused":
		"Whoever asked for this may not do it any more: his right is gone, a limit is used up, or he is frozen.",
	"request-rejected": "This was asked for before and rejected. Give it under a new transaction id if it is wanted now.",
	"discord-unavailable": "Discord could not be asked right now. Nothing was changed; try again.",
	"over-actor-limit": "This is more than you may still move today.",
	"over-player-limit": "This is more than may still be moved for this player today.",
	"over-server-limit": "This is more than all staff together may still move today.",
	"role-of-everyone": "Everybody has this role, so it cannot make anybody staff.",
	"changed-meanwhile": "This was changed by somebody in the meantime. Look again before you change it.",
	"nothing-to-reverse": "The journal has no such command, or none in that time.",
	"reverse-what": "Give the id of a command, or one of the staff and the time from which on.",
	"unknown-staff": "Choose one of the staff from the list, or give the Discord id.",
	"time-malformed": "A time looks like 30m, 2h, 1d, 14:30 or 2026-11-22 14:30, in UTC.",
	"words-malformed": "Search for one to eight words or numbers out of the reason.",
	"window-wrong": "The time has to begin before it ends, and in the last 7 days.",
	"not-yours": "Only whoever asked for this can confirm it.",
	"read-only": "This companion may not command the data store now, and only shows what it knows. Its log says why.",
	"fence-unchecked": "Whether this companion may command the data store is not known yet; try again soon.",
	"wrong-guild": "This bot serves another Discord server.",
	"too-soon": "You used this a moment ago; wait a second and try again.",
	"button-unknown":
		"This button or form is not one of ours, or was made before the keys were changed. Use the command again.",
	"button-expired": "This button or form is too old. Use the command again, or open the form again.",
	"unknown-user": "Roblox knows no such player, or has closed the account.",
	"user-not-linked": "Discord members cannot be looked up yet; give the Roblox name or id.",
	"lookup-failed": "Roblox could not be asked right now; try again.",
	"amount-too-small": "The amount must be at least 1.",
	"amount-too-large": "The amount is above the limit for one command.",
	"amount-not-whole": "The amount must be a whole number.",
	"reason-too-long": "The reason may have at most 200 characters.",
	"txn-malformed": "A transaction id has 1 to 40 letters, digits, dots, underscores or hyphens.",
	"txn-unknown": "No transaction of this id is known here, or it is not yours to see.",
	"id-reused": "This transaction id was already used for something else.",
	"diagnosis-failed": "The doctor came to no end. Run it on the machine: `run doctor`.",
	"balance-unavailable": "The balance could not be read right now; try again.",

	// Files with many commands.
	"file-unreadable": "The file could not be fetched from Discord. Give it again.",
	"file-too-large": "The file is larger than 256 KiB.",
	"file-not-utf8": 'The file is not in UTF-8. Save it as "CSV UTF-8".',
	"file-not-csv": "The file is not CSV: a quotation mark is open, or stands where none may.",
	"file-empty": "The file has no lines.",
	"file-too-long": "The file has more than 1,000 lines. Split it.",
	"line-columns": "A line has a player, an amount and, if wanted, a reason.",
	"line-formula": "A cell is a formula. Save values.",
	"line-repeated": "The same line stands further up. Give another reason if it is meant.",
	"moment-malformed": "A time has the form 2026-01-31 20:00, in UTC, from now on for up to 7 days.",

	// Changes by the game.
	"key-conflict": "This key was already used for another amount.",
	"try-later": "The change cannot be taken right now; ask again later.",
	"bad-argument": "An argument has the wrong type or form; docs/game-api.md lists them.",
	loading: "This player's wallet is still being loaded; ask again in a moment.",
	"not-held": "This player is not on this server, or another server took his wallet.",
	closing: "This server is shutting down and takes no more changes.",
} as const;

export type Code = keyof typeof CODES;

export function meaningOf(code: Code): string {
	return CODES[code];
}
