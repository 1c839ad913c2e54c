import { LEVELS, rankOf, type Level, type Needed } from "../../staff/levels";
import { isLimitKind } from "../../staff/limits/limit-kinds";
import { isRight } from "../../staff/rights";
import type { LimitChange, RightChange, RoleChange } from "../../staff/staff-view";
import type { UndoScope } from "../../undo/undo-view";
import type { Confirmation } from "../framework/define-confirmation";

const ROLE_FORM = /^(\d{1,20})\.(\d{1,20})\.([0-8])\.([0-8])$/;
const RIGHT_FORM = /^(\d{1,20})\.([a-z]{1,32})\.([1-9])\.([1-9])$/;
const UNDO_FORM =
	/^(\d{1,20})\.(?:c\.([0-9a-z]{1,11})\.([0-9a-z]{1,9})|a\.(\d{1,20})\.([0-9a-z]{1,9})\.([0-9a-z]{1,9}))$/;
const LIMIT_FORM = /^(\d{1,20})\.([1-8])\.([a-z]{1,7})\.(\d{1,16})\.(\d{1,16})$/;

export function encodeRoleChange({ askedBy, change }: Confirmation<RoleChange>): string {
	return [askedBy, change.roleId, rankOf(change.before), rankOf(change.after)].join(".");
}

export function decodeRoleChange(payload: string): Confirmation<RoleChange> | undefined {
	const [, askedBy, roleId, before, after] = ROLE_FORM.exec(payload) ?? [];
	if (askedBy === undefined || roleId === undefined) return undefined;
	return { askedBy, change: { roleId, before: levelOf(before), after: levelOf(after) } };
}

export function encodeRightChange({ askedBy, change }: Confirmation<RightChange>): string {
	return [askedBy, change.right, rankOf(change.before), rankOf(change.after)].join(".");
}

export function decodeRightChange(payload: string): Confirmation<RightChange> | undefined {
	const [, askedBy, right, before, after] = RIGHT_FORM.exec(payload) ?? [];
	if (askedBy === undefined || right === undefined || !isRight(right)) return undefined;
	return { askedBy, change: { right, before: neededOf(before), after: neededOf(after) } };
}

export function encodeLimitChange({ askedBy, change }: Confirmation<LimitChange>): string {
	return [askedBy, rankOf(change.level), change.kind, change.before, change.after].join(".");
}

export function decodeLimitChange(payload: string): Confirmation<LimitChange> | undefined {
	const [, askedBy, rank, kind, before, after] = LIMIT_FORM.exec(payload) ?? [];
	const level = levelOf(rank);
	if (askedBy === undefined || level === undefined || kind === undefined || !isLimitKind(kind)) return undefined;
	return { askedBy, change: { level, kind, before: Number(before), after: Number(after) } };
}

export function encodeUndoScope({ askedBy, change: scope }: Confirmation<UndoScope>): string {
	if (scope.kind === "command") return [askedBy, "c", ...[scope.number, scope.createdAt].map(shorten)].join(".");
	return [askedBy, "a", scope.actorId, ...[scope.from, scope.to].map(shorten)].join(".");
}

export function decodeUndoScope(payload: string): Confirmation<UndoScope> | undefined {
	const [, askedBy, number, createdAt, actorId, from, to] = UNDO_FORM.exec(payload) ?? [];
	if (askedBy === undefined) return undefined;
	const change: UndoScope =
		actorId === undefined
			? { kind: "command", number: lengthen(number), createdAt: lengthen(createdAt) }
			: { kind: "actor", actorId, from: lengthen(from), to: lengthen(to) };
	return { askedBy, change };
}

const shorten = (whole: number): string => whole.toString(36);

const lengthen = (text = ""): number => Number.parseInt(text, 36);

function levelOf(rank: string | undefined): Level | undefined {
	return LEVELS[LEVELS.length - Number(rank)];
}

function neededOf(rank: string | undefined): Needed {
	return levelOf(rank) ?? "closed";
}
