import type { ReplyBody } from "../../companion/bot/interaction";

/** What a member presses who means it: the custom id of the yes, where a command asks back before coins move. */
export function findConfirm(body: ReplyBody): string | undefined {
	if (!/^(Again|Sure)\? /.test(body.embeds[0]?.title ?? "")) return undefined;
	const buttons = body.components.flatMap((row) => [...row.components]);
	return buttons.find((button) => button.type === 2 && button.label === "Confirm")?.custom_id;
}
