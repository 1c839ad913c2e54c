import { cutOffOwner, raceOnEntry, slowExecutor, slowSaves, stuckRelease } from "./contested-entries";
import { fullListRestored, lateBackup, lostSinceBackup } from "./backups";
import { erasedWallet, erasureBeforeAudit, erasureLosesRace } from "./erasures";
import { everyday, latecomers, thereAndBack } from "./everyday";
import { claimedLock, forgedTwins, staleTakeover } from "./forgeries";
import { oldEnvelope, olderCopy } from "./lost-databases";
import { lostJournal } from "./lost-journal";
import type { Story } from "./story";
import { killedCompanion, neverTaken } from "./short-lives";
import { strangers } from "./strangers";
import { fullList, fullListOfCoins } from "./full-lists";
import { lateBatch, lostAnswers, outage, overtaken } from "./troubled-wires";
import { joinAndCommand, onlyServerCrashes, quietWallet } from "./servers-gone";
import { lateOwnWrite, nobodyThere } from "./without-servers";

/** Stories by the name under which `play-story.ts` plays them. */
export const STORIES = {
	everyday,
	latecomers,
	"there-and-back": thereAndBack,
	outage,
	overtaken,
	"late-batch": lateBatch,
	"lost-answers": lostAnswers,
	"stuck-release": stuckRelease,
	"slow-executor": slowExecutor,
	"cut-off-owner": cutOffOwner,
	"slow-saves": slowSaves,
	"race-on-entry": raceOnEntry,
	"full-list": fullList,
	"full-list-of-coins": fullListOfCoins,
	strangers,
	"forged-twins": forgedTwins,
	"stale-takeover": staleTakeover,
	"claimed-lock": claimedLock,
	"nobody-there": nobodyThere,
	"lost-journal": lostJournal,
	"late-own-write": lateOwnWrite,
	"lost-since-backup": lostSinceBackup,
	"late-backup": lateBackup,
	"full-list-restored": fullListRestored,
	"older-copy": olderCopy,
	"old-envelope": oldEnvelope,
	"killed-companion": killedCompanion,
	"never-taken": neverTaken,
	"only-server-crashes": onlyServerCrashes,
	"quiet-wallet": quietWallet,
	"join-and-command": joinAndCommand,
	"erased-wallet": erasedWallet,
	"erasure-loses-race": erasureLosesRace,
	"erasure-before-audit": erasureBeforeAudit,
} satisfies Readonly<Record<string, Story>>;

export type StoryName = keyof typeof STORIES;

export function isStoryName(name: string): name is StoryName {
	return Object.hasOwn(STORIES, name);
}
