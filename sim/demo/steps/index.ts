import type { Step } from "../tour";
import { giveAbsent, giveNew } from "./absent";
import { notAllowed, proveAudit, readAudit } from "./audit";
import { companionAway, hop } from "./moves";
import { deductTooMuch, giveAgain, giveOnline, giveOther } from "./online";
import { takeSeats } from "./seats";

/** The tour, in the order it is told. */
export const STEPS: readonly Step[] = [
	takeSeats,
	giveOnline,
	giveAgain,
	giveOther,
	deductTooMuch,
	giveAbsent,
	giveNew,
	hop,
	companionAway,
	notAllowed,
	readAudit,
	proveAudit,
];
